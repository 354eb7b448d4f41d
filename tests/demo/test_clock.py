"""The clock of stories."""

from datetime import UTC, datetime

from django.utils import timezone

from hubs.models import Declaration, Redress
from twinning.demo.clock import happening

THEN, EARLIER = datetime(2026, 3, 1, tzinfo=UTC), datetime(2026, 2, 1, tzinfo=UTC)


def test_what_fields_are_filled_in_with_happens_then_as_well():
    with happening(THEN):
        assert (timezone.now(), Redress().filed_at, Declaration().at) == (THEN, THEN, THEN)
        with happening(EARLIER):
            assert (timezone.now(), Redress().filed_at) == (EARLIER, EARLIER)
        assert (timezone.now(), Redress().filed_at) == (THEN, THEN)


def test_afterwards_it_is_now_again():
    with happening(THEN):
        Redress()

    assert timezone.now() > THEN
    assert Redress().filed_at > THEN
