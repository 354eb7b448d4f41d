"""Preparing a call, opening it to everybody, and letting all hubs know the outcome at one moment."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from zoneinfo import available_timezones

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from hubs.models import Call, Decision, Expression, Outcome, Region, TechnologyArea
from hubs.operations.call_parts import set_criteria, set_places
from hubs.operations.standings import refresh_standings
from hubs.signals import decisions_released
from hubs.states import CALL, EXPRESSION, CallStatus, ExpressionStatus
from twinning.accounts.models import User
from twinning.accounts.operations.letters import write_letter
from twinning.core.errors import Refused
from twinning.trail.operations import leave_trace

STEP_FOR = {Outcome.SELECTED: "select", Outcome.RESERVE: "reserve", Outcome.NOT_SELECTED: "decline"}
WORDS_OF_A_CALL = ("title", "text")
COLUMNS = frozenset(
    {"slug", "opens_at", "closes_at", "time_zone", "threshold", "evaluations_wanted", "evaluations_due_at"}
)


@transaction.atomic
def prepare_call(
    *,
    by: User | None,
    slug: str,
    title: str,
    text: str,
    opens_at: datetime,
    closes_at: datetime,
    time_zone: str,
    places: Mapping[Region, int],
    criteria: Iterable[Mapping[str, Any]],
    technology_areas: Iterable[TechnologyArea] = (),
    **changes: Any,
) -> Call:
    """Begin a call, which only the office sees until it is published.

    `changes` are `threshold`, `evaluations_wanted`, `evaluations_due_at` and the words in other
    languages (`title_es`, …).
    """
    call = Call(
        slug=slug, title=title, text=text, opens_at=opens_at, closes_at=closes_at, time_zone=time_zone
    )
    _put(call, changes)
    call.save(force_insert=True)
    _put_parts(call, places, criteria, technology_areas)
    leave_trace(call, "prepare", by=by)
    return call


@transaction.atomic
def revise_call(call: Call, *, by: User | None, **changes: Any) -> None:
    """Change what is announced, for instance extend the deadline, until the decisions are released."""
    stored = Call.objects.select_for_update().get(pk=call.pk)
    if stored.status not in (CallStatus.DRAFT, CallStatus.PUBLISHED):
        raise Refused(_("The decisions of this call are released: it cannot change any more."))
    parts = [changes.pop(name, None) for name in ("places", "criteria", "technology_areas")]
    if stored.status == CallStatus.PUBLISHED and changes.get("slug", stored.slug) != stored.slug:
        raise Refused(_("The address of a published call stays."), field="slug")
    _put(call, changes)
    call.save(update_fields=list(changes))
    _put_parts(call, *parts)
    leave_trace(call, "revise", by=by, changed=sorted(changes))
    if "threshold" in changes or parts[1] is not None:
        refresh_standings(call)


@transaction.atomic
def publish_call(call: Call, *, by: User | None) -> None:
    """Show the call to everybody; from its opening instant on hubs can apply."""
    if call.is_over:
        raise Refused(_("The closing time has passed already: give it a later one first."))
    if not call.places.filter(number__gt=0).exists():
        raise Refused(_("Say first how many places each region has."))
    if not call.criteria.exists():
        raise Refused(_("Say first on which criteria the expressions will be marked."))
    CALL.take(call, "publish")
    leave_trace(call, "publish", by=by)


@transaction.atomic
def release_call(call: Call, *, by: User | None) -> None:
    """Make all decisions take effect at one moment, and write to every hub."""
    if not call.is_over:
        raise Refused(_("Decisions can be released once the call has closed."))
    CALL.take(call, "release")
    in_race = Expression.objects.filter(call=call, status=ExpressionStatus.SUBMITTED)
    decisions = Decision.objects.filter(expression__in=in_race).select_related("expression")
    _refuse_undecided(in_race.count() - len(decisions))
    for decision in decisions:
        _release(decision, by=by)
    leave_trace(call, "release", by=by, decisions=len(decisions))
    decisions_released.send(Call, call=call, by=by)


@transaction.atomic
def archive_call(call: Call, *, by: User | None) -> None:
    """Close the books on a call: it stays to be read."""
    if call.status == CallStatus.PUBLISHED and not call.is_over:
        raise Refused(_("This call is still open or yet to open."))
    CALL.take(call, "archive")
    leave_trace(call, "archive", by=by)


def _release(decision: Decision, *, by: User | None) -> None:
    expression, step = decision.expression, STEP_FOR[Outcome(decision.outcome)]
    EXPRESSION.take(expression, step)
    leave_trace(expression, step, by=by)
    for person in User.objects.filter(memberships__hub=expression.hub_id, is_active=True):
        write_letter("hubs.decision_released", to=person, about=expression.pk)


def _refuse_undecided(number: int) -> None:
    if number:
        raise Refused(
            ngettext(
                "%(number)d expression of interest has no decision yet.",
                "%(number)d expressions of interest have no decision yet.",
                number,
            )
            % {"number": number}
        )


def _put(call: Call, changes: Mapping[str, Any]) -> None:
    """Set the columns, and say the first that cannot be so."""
    for name, value in changes.items():
        if (
            name not in COLUMNS
            and name.rsplit("_", 1)[0] not in WORDS_OF_A_CALL
            and name not in WORDS_OF_A_CALL
        ):
            raise TypeError(f"not a part of a call: {name}")
        setattr(call, name, value)
    if call.time_zone not in available_timezones():
        raise Refused(_("This time zone is not known."), field="time_zone")
    try:
        call.full_clean(exclude=["technology_areas"], validate_constraints=False)
    except ValidationError as faults:
        field, sentences = next(iter(faults.message_dict.items()))
        raise Refused(sentences[0], field=field) from faults
    if call.closes_at <= call.opens_at:
        raise Refused(_("A call closes after it opens."), field="closes_at")


def _put_parts(
    call: Call,
    places: Mapping[Region, int] | None,
    criteria: Iterable[Mapping[str, Any]] | None,
    technology_areas: Iterable[TechnologyArea] | None,
) -> None:
    if places is not None:
        set_places(call, places)
    if criteria is not None:
        set_criteria(call, criteria)
    if technology_areas is not None:
        call.technology_areas.set(technology_areas)
