"""The two questions that proxies and people at night ask."""

import time

import pytest
from django.core.cache import cache
from django.test import Client

from twinning.core import health
from twinning.core.tasks import beat_heart


@pytest.fixture
def _seen():
    beat_heart()


@pytest.mark.django_db
def test_alive_asks_no_database(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        answer = client.get("/healthz")

    assert (answer.status_code, answer.content) == (200, b"ok\n")


@pytest.mark.django_db
@pytest.mark.usefixtures("_seen")
def test_ready_when_database_cache_and_worker_are_there(client):
    answer = client.get("/readyz")

    assert answer.status_code == 200
    assert answer.json() == {"ready": True, "database": "ok", "cache": "ok", "worker": "ok"}


@pytest.mark.django_db
def test_not_ready_while_no_worker_was_seen_lately(client):
    cache.set(health.WORKER_SEEN, time.time() - health.LATELY - 1)

    answer = client.get("/readyz")

    assert answer.status_code == 503
    assert answer.json() == {"ready": False, "database": "ok", "cache": "ok", "worker": "fails"}


@pytest.mark.usefixtures("_seen")
def test_not_ready_without_its_database(monkeypatch):
    def refuse():
        raise ConnectionError

    monkeypatch.setitem(health.PARTS, "database", refuse)

    answer = Client().get("/readyz")

    assert answer.status_code == 503
    assert answer.json()["database"] == "fails"


def test_neither_answer_is_kept_by_a_proxy(client):
    assert "no-store" in client.get("/healthz")["Cache-Control"]
