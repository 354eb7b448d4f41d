"""Many requests at once wait for their turn."""

import asyncio

import pytest

from twinning.core.inturn import InTurn


def most_at_once(kind: str, *, asked: int, most: int) -> int:
    """How many of these were inside the application at the same time."""
    inside = highest = 0

    async def application(scope, receive, send):
        nonlocal inside, highest
        inside += 1
        highest = max(highest, inside)
        await asyncio.sleep(0.001)
        inside -= 1

    async def ask():
        door = InTurn(application, most=most)
        await asyncio.gather(*(door({"type": kind}, None, None) for _ in range(asked)))

    asyncio.run(ask())
    return highest


@pytest.mark.parametrize(("asked", "inside"), [(3, 3), (4, 4), (50, 4)])
def test_no_more_than_so_many_requests_are_answered_at_once(asked, inside):
    assert most_at_once("http", asked=asked, most=4) == inside


def test_what_is_no_request_does_not_wait():
    assert most_at_once("websocket", asked=50, most=4) == 50


def test_a_request_that_fails_gives_its_turn_back():
    async def application(scope, receive, send):
        raise ValueError

    async def ask():
        door = InTurn(application, most=1)
        for _ in range(3):
            with pytest.raises(ValueError):  # noqa: PT011
                await door({"type": "http"}, None, None)

    asyncio.run(ask())
