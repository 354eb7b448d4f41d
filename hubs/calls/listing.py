"""The rows of the list of calls: plain texts, few queries."""

from collections.abc import Sequence
from datetime import datetime
from functools import lru_cache
from typing import Any, NamedTuple

from django.db.models import Case, IntegerField, Value, When
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from hubs import settled
from hubs.models import Call, Place
from hubs.states import CallStatus
from twinning.core.keeping import until_settled
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


COLUMNS = ("pk", "version", "slug", "title", "status", "opens_at", "closes_at", "time_zone")


def calls_in_turn(user: Any) -> Any:
    """Those open now first, then those to come, then the rest, as keys: these the index holds alone."""
    now = timezone.now()
    is_open = When(status=CallStatus.PUBLISHED, opens_at__lte=now, closes_at__gt=now, then=Value(0))
    to_come = When(status__in=[CallStatus.DRAFT, CallStatus.PUBLISHED], opens_at__gt=now, then=Value(1))
    turn = Case(is_open, to_come, default=Value(2), output_field=IntegerField())
    return Call.objects.visible_to(user).order_by(turn, "-closes_at", "-pk").values_list("pk", flat=True)


def call_rows(keys: Sequence[int]) -> list[CallRow]:
    """The calls with these keys, in their order."""
    found = Call.objects.filter(pk__in=keys).order_by().values_list(*COLUMNS)
    calls = {row[0]: row for row in found}
    versions = tuple(row[:2] for row in calls.values())  # which tell the places as well
    places = until_settled(("places of calls", versions), lambda: _places_of(keys))
    home, now = reverse("hubs:calls"), timezone.now()
    reader = get_language(), timezone.get_current_timezone_name()
    states = {key: standing(call[4], call[5], call[6], now) for key, call in calls.items()}
    minute = now.replace(second=0, microsecond=0)
    return [_row(calls[key], states[key], places.get(key, "–"), home, minute, reader) for key in keys]


def _places_of(calls: Sequence[int]) -> dict[int, str]:
    """How many places each of these calls has in each region, in words."""
    names = {pk: region.name for pk, region in settled.regions().items()}
    order = {pk: position for position, pk in enumerate(names)}
    places = Place.objects.filter(call__in=calls).order_by().values_list("call_id", "region_id", "number")
    words: dict[int, list[str]] = {}
    for call, region, number in sorted(places, key=lambda place: order[place[1]]):
        words.setdefault(call, []).append(f"{names[region]}: {number}")
    return {call: " · ".join(theirs) for call, theirs in words.items()}


@lru_cache(2000)
def _row(
    call: tuple[Any, ...], state: str, places: str, home: str, _minute: datetime, _reader: tuple[Any, ...]
) -> CallRow:
    """Told once in a minute to readers of a language and a clock."""
    _pk, _version, slug, title, _status, opens_at, closes_at, zone = call
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
