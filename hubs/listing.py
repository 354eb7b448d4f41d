"""The rows of the list of calls: plain texts, few queries."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import lru_cache
from typing import Any, NamedTuple

from django.db.models import Case, IntegerField, Value, When
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from hubs import settled
from hubs.models import Call
from hubs.settled import Shore
from hubs.states import CallStatus
from twinning.core.templatetags.kept import kept
from twinning.core.templatetags.times import moment
from twinning.core.templatetags.ui import deadline


class CallRow(NamedTuple):
    """Every cell a text."""

    url: str
    title: str
    state: str
    badge: SafeString
    places: str
    opens: SafeString | str
    closes: SafeString | str


COLUMNS = ("pk", "slug", "title", "status", "opens_at", "closes_at", "time_zone")
PLACES = ("places__region", "places__number")


def calls_in_turn(user: Any) -> Any:
    """Those open now first, then those to come, then the rest, as keys: these the index holds alone."""
    now = timezone.now()
    is_open = When(status=CallStatus.PUBLISHED, opens_at__lte=now, closes_at__gt=now, then=Value(0))
    to_come = When(status__in=[CallStatus.DRAFT, CallStatus.PUBLISHED], opens_at__gt=now, then=Value(1))
    turn = Case(is_open, to_come, default=Value(2), output_field=IntegerField())
    return Call.objects.visible_to(user).order_by(turn, "-closes_at", "-pk").values_list("pk", flat=True)


def call_rows(keys: Sequence[int]) -> list[CallRow]:
    """The calls with these keys, in their order, with their places: all in one query."""
    found = Call.objects.filter(pk__in=keys).order_by().values_list(*COLUMNS, *PLACES)
    regions, home = settled.regions(), reverse("hubs:calls")
    now, reader = timezone.now(), (get_language(), timezone.get_current_timezone_name())
    calls: dict[int, tuple[Any, ...]] = {}
    places: dict[int, dict[int, int]] = {}
    for *call, region, number in found:
        calls[call[0]] = tuple(call)
        places.setdefault(call[0], {})[region] = number
    words = {key: _in_words(theirs, regions) for key, theirs in places.items()}
    states = {key: standing(call[3], call[4], call[5], now) for key, call in calls.items()}
    minute = now.replace(second=0, microsecond=0)
    return [_row(calls[key], states[key], words[key], home, minute, reader) for key in keys]


def _in_words(places: Mapping[int, int], regions: Mapping[int, Shore]) -> str:
    """How many places there are in each region, in the programme's order."""
    told = [f"{region.name}: {places[pk]}" for pk, region in regions.items() if pk in places]
    return " · ".join(told) or "–"


@lru_cache(2000)
def _row(
    call: tuple[Any, ...], state: str, places: str, home: str, _minute: datetime, _reader: tuple[Any, ...]
) -> CallRow:
    """Told once in a minute to readers of a language and a clock."""
    _pk, slug, title, _status, opens_at, closes_at, zone = call
    closes = deadline(closes_at, zone) if state == "open" else moment(closes_at, zone)
    badge = kept("hubs/_call_state.html", state=state)
    return CallRow(f"{home}{slug}/", title, state, badge, places, moment(opens_at, zone), closes)


def standing(status: str, opens_at: datetime, closes_at: datetime, now: datetime) -> str:
    """Where a call stands in time: `draft`, `soon`, `open`, `closed`, `decided`."""
    if status == CallStatus.DRAFT:
        return "draft"
    if status != CallStatus.PUBLISHED:
        return "decided"
    if now >= closes_at:
        return "closed"
    return "open" if now >= opens_at else "soon"
