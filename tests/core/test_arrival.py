"""Who asked before a deadline is in time, however long the turn took to come."""

import asyncio
from datetime import timedelta

import pytest
from django.utils import timezone

from tests.factories import make_call
from twinning.core.arrival import LONGEST, arriving, asked_at
from twinning.core.inturn import InTurn


def test_outside_of_a_request_the_clock_decides():
    before = timezone.now()

    assert before <= asked_at() <= timezone.now()


def test_within_a_request_its_arrival_decides():
    with arriving():
        first = asked_at()
        assert asked_at() == first
    assert asked_at() >= first


def test_an_arrival_counts_for_a_minute_at_most(monkeypatch):
    with arriving():
        later = timezone.now() + timedelta(hours=1)
        monkeypatch.setattr(timezone, "now", lambda: later)

        assert asked_at() == later - LONGEST


@pytest.mark.django_db
def test_a_call_is_open_to_what_arrived_before_its_deadline(monkeypatch):
    call = make_call(closes_at=timezone.now() + timedelta(seconds=30))
    with arriving():
        later = timezone.now() + timedelta(seconds=40)
        monkeypatch.setattr(timezone, "now", lambda: later)

        assert call.is_open
        assert call.is_over
    assert not call.is_open


def test_what_waits_for_its_turn_keeps_its_arrival():
    seen = []

    async def application(scope, receive, send):
        seen.append(asked_at())
        await asyncio.sleep(0)

    async def both():
        in_turn = InTurn(application, most=1)
        began = timezone.now()
        await asyncio.gather(*(in_turn({"type": "http"}, None, None) for _ in range(2)))
        return began

    began = asyncio.run(both())
    assert len(seen) == 2
    assert all(began <= one for one in seen)
