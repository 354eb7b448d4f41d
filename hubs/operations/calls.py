"""Preparing a call, opening it to everybody, and letting all hubs know the outcome at one moment."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from zoneinfo import available_timezones

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from hubs.models import Call, Region, TechnologyArea
from hubs.models.call_parts import DAYS_BEFORE
from hubs.operations.call_parts import refuse_unknown_ties, set_criteria, set_places
from hubs.operations.call_promises import refuse_promised
from hubs.operations.call_questions import set_draft_reminders, set_eligibility_items, set_questions
from hubs.operations.call_texts import keep_text, tell_those_with_a_draft
from hubs.operations.entitled import refuse_unless_office
from hubs.operations.sealing import seal_of_rules
from hubs.states import CALL, CallStatus
from twinning.accounts.models import User
from twinning.core.errors import Refused
from twinning.core.versions import save_version
from twinning.trail.operations import leave_trace

WORDS_OF_A_CALL = ("title", "text")
COLUMNS = frozenset(
    {"slug", "opens_at", "closes_at", "time_zone", "threshold", "evaluations_wanted", "evaluations_due_at"}
    | {"weighting", "tie_break", "comments_required", "blind_hubs", "blind_reviewers"}
    | {"redress_days", "retention_months", "shares_reviews"}
)
SETTERS: dict[str, Any] = {
    "places": set_places,
    "criteria": set_criteria,
    "eligibility_items": set_eligibility_items,
    "questions": set_questions,
    "draft_reminders": set_draft_reminders,
    "technology_areas": lambda call, areas: call.technology_areas.set(areas),
}
# What those with a draft are told of when it changes after publication.
TOLD = {"text", "questions", "eligibility_items"}


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
    draft_reminders: Iterable[int] = DAYS_BEFORE,
    **changes: Any,
) -> Call:
    """Begin a call, which only the office sees until it is published.

    `changes` are the words in other languages (`title_es`, …), the settings of the evaluation
    (`threshold`, `weighting`, …) and the parts `eligibility_items` and `questions`.
    """
    refuse_unless_office(by)
    parts = _take_parts(changes) | {
        "places": places,
        "criteria": criteria,
        "technology_areas": technology_areas,
        "draft_reminders": draft_reminders,
    }
    call = Call(
        slug=slug, title=title, text=text, opens_at=opens_at, closes_at=closes_at, time_zone=time_zone
    )
    _put(call, changes)
    call.save(force_insert=True)
    _put_parts(call, parts)
    refuse_unknown_ties(call)
    leave_trace(call, "prepare", by=by)
    return call


@transaction.atomic
def revise_call(call: Call, *, by: User | None, version: int | None = None, **changes: Any) -> None:
    """Change what is announced until the decisions are released, unless somebody has since `version`.

    Once it is published its address, its deadline (see `extend_call`) and its rules of ranking stay, its
    words get a new version, and those with a draft are told.
    """
    refuse_unless_office(by)
    stored = Call.objects.select_for_update().get(pk=call.pk)
    if stored.status not in (CallStatus.DRAFT, CallStatus.PUBLISHED):
        raise Refused(_("The decisions of this call are released: it cannot change any more."))
    save_version(call, opened=stored.version if version is None else version)
    parts = _take_parts(changes)
    refuse_promised(stored, changes)
    _put(call, changes)
    call.save(update_fields=list(changes))
    moved = [name for name, wanted in changes.items() if getattr(stored, name) != wanted]
    moved += _put_parts(call, parts)
    refuse_unknown_ties(call)
    is_published = call.status != CallStatus.DRAFT
    has_new_words = is_published and keep_text(call, by=by) is not None
    leave_trace(call, "revise", by=by, changed=sorted(moved), **(seal_of_rules(call) if is_published else {}))
    if is_published and (has_new_words or TOLD & set(moved)):
        tell_those_with_a_draft(call, "hubs.call_revised", once=str(call.version))


@transaction.atomic
def publish_call(call: Call, *, by: User | None) -> None:
    """Show the call to everybody; from its opening instant on hubs can apply."""
    refuse_unless_office(by)
    if call.is_over:
        raise Refused(_("The closing time has passed already: give it a later one first."))
    if not call.places.filter(number__gt=0).exists():
        raise Refused(_("Say first how many places each region has."))
    if not call.criteria.exists():
        raise Refused(_("Say first on which criteria the expressions will be marked."))
    CALL.take(call, "publish")
    keep_text(call, by=by)
    leave_trace(call, "publish", by=by, **seal_of_rules(call))


@transaction.atomic
def archive_call(call: Call, *, by: User | None) -> None:
    """Close the books on a call: it stays to be read."""
    refuse_unless_office(by)
    if call.status == CallStatus.PUBLISHED and not call.is_over:
        raise Refused(_("This call is still open or yet to open."))
    CALL.take(call, "archive")
    leave_trace(call, "archive", by=by)


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


def _take_parts(changes: dict[str, Any]) -> dict[str, Any]:
    """What of the changes are rows of their own, taken out of them; None is no change."""
    parts = {name: changes.pop(name, None) for name in SETTERS}
    return {name: rows for name, rows in parts.items() if rows is not None}


def _put_parts(call: Call, parts: Mapping[str, Any]) -> list[str]:
    """Set the rows, and name the parts that are others now, as far as they know it themselves."""
    return [name for name, rows in parts.items() if SETTERS[name](call, rows) is not False]
