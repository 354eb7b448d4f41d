"""Connections that outlive a request's thread: used again, never while broken or busy."""

import time
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.core.cache import caches
from psycopg2 import OperationalError
from psycopg2.extensions import TRANSACTION_STATUS_IDLE, TRANSACTION_STATUS_INTRANS

from twinning.core.postgresql import base
from twinning.core.postgresql.base import Idle

on_redis = pytest.mark.skipif(not settings.REDIS_URL, reason="needs Redis")


class Connection:
    """What of psycopg2's connection is asked here."""

    def __init__(self, status=TRANSACTION_STATUS_IDLE):
        self.closed = False
        self.info = SimpleNamespace(transaction_status=status)

    def cursor(self):
        raise OperationalError

    def close(self):
        self.closed = True


@pytest.fixture
def idle():
    idle = Idle()
    idle.most = 1
    return idle


def test_the_next_request_gets_the_connection_of_the_last(idle):
    connection = Connection()

    assert idle.keep(connection)
    assert idle.take() is connection
    assert idle.take() is None


def test_no_more_are_kept_than_asked_for(idle):
    assert [idle.keep(Connection()), idle.keep(Connection())] == [True, False]


def test_a_connection_within_a_transaction_is_not_kept(idle):
    assert not idle.keep(Connection(TRANSACTION_STATUS_INTRANS))


def test_what_broke_while_it_waited_is_closed_and_not_given_out(idle, monkeypatch):
    connection = Connection()
    idle.keep(connection)
    later = time.monotonic() + base.UNASKED + 1
    monkeypatch.setattr(base.time, "monotonic", lambda: later)

    assert idle.take() is None
    assert connection.closed


@on_redis
def test_clearing_the_cache_leaves_the_queue_alone():
    cache = caches["default"]
    redis = cache._cache.get_client(write=True)
    redis.set("somebody-else's", "stays", ex=60)
    cache.set("ours", "goes")

    cache.clear()

    assert cache.get("ours") is None
    assert redis.get("somebody-else's") == b"stays"
