"""A database and a Redis number of our own on the servers that the environment names; gone afterwards."""

import contextlib
import os
from collections.abc import Iterator
from urllib.parse import urlsplit, urlunsplit
from uuid import uuid4

import psycopg2
import redis
from psycopg2 import sql

CLAIM = "journey-runs-here"
NUMBERS = range(15, 5, -1)


@contextlib.contextmanager
def of_our_own() -> Iterator[dict[str, str]]:
    """Their addresses as variables of an environment; none when the environment names no servers."""
    database, cache = os.environ.get("DATABASE_URL"), os.environ.get("REDIS_URL")
    if not (database and cache):
        yield {}
        return
    with _database(database) as database_url, _number(cache) as redis_url:
        yield {"DATABASE_URL": database_url, "REDIS_URL": redis_url}


@contextlib.contextmanager
def _database(url: str) -> Iterator[str]:
    name = f"twinning_journey_{uuid4().hex[:12]}"
    _administer(url, "CREATE DATABASE {}", name)
    try:
        yield _at(url, name)
    finally:
        _administer(url, "DROP DATABASE {} WITH (FORCE)", name)


def _administer(url: str, command: str, name: str) -> None:
    connection = psycopg2.connect(_at(url, "postgres"))
    connection.autocommit = True
    with contextlib.closing(connection), connection.cursor() as cursor:
        cursor.execute(sql.SQL(command).format(sql.Identifier(name)))


@contextlib.contextmanager
def _number(url: str) -> Iterator[str]:
    """The first number that nobody uses, ours while the claim stands in it."""
    for number in NUMBERS:
        address = _at(url, str(number))
        with contextlib.closing(redis.Redis.from_url(address)) as server:
            if server.dbsize() or not server.set(CLAIM, "1", nx=True):
                continue
            try:
                yield address
            finally:
                server.flushdb()
            return
    raise AssertionError("No Redis number is free.")


def _at(url: str, place: str) -> str:
    return urlunsplit(urlsplit(url)._replace(path=f"/{place}"))
