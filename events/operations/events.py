"""Announcing events, changing them, and calling them off."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from events.models import Attendance, Audience, Event, EventKind
from events.operations.reminders import arrange_reminder, skip_reminders
from events.states import EVENT, EventStatus
from events.telling import Told, flaws, understand
from events.wording import FLAWS
from twinning.accounts.models import User
from twinning.accounts.operations.letters import write_letter
from twinning.core.errors import Refused, refuse_faulty_fields
from twinning.core.slugs import free_slug
from twinning.core.versions import save_version
from twinning.trail.operations import leave_trace

FACTS = frozenset({
    "title", "kind", "mode", "city", "country", "url", "join_url", "source_url", "description",
    "notes", "of_programme", "audience", "lead_minutes", "source_id",
})  # fmt: skip
DATE = ("precision", "start", "end", "sort_on", "until", "starts_at", "ends_at", "time_zone")
# Those who registered are told when one of these changes.
TIME_AND_PLACE = frozenset({*DATE, "mode", "city", "country", "join_url"})
RESERVED = frozenset({"mine", "announce"})  # what our own addresses are called


@transaction.atomic
def announce_event(
    *, by: User | None, title: str, kind: EventKind, told: Told | None = None, **facts: Any
) -> Event:
    """Note down an event, which the office alone sees until it is published.

    `told` is what is known of its date (`Told.at(starts_at, ends_at, zone)` where it is all).
    """
    event = Event(**_known({"title": title, "kind": kind} | facts), **date_columns(told or Told()))
    _refuse_wrong(event)
    event.slug = free_slug(Event, title, otherwise="event", reserved=RESERVED)
    event.save(force_insert=True)
    leave_trace(event, "announce", by=by)
    return event


@transaction.atomic
def revise_event(
    event: Event, *, by: User | None, version: int, told: Told | None = None, **changes: Any
) -> None:
    """Change what is said of an event, unless somebody else has since `version`.

    When time or place of a published event change, those registered are told and reminded anew.
    """
    columns = _known(changes) | (date_columns(told) if told else {})
    revised = Event.objects.get(pk=event.pk)
    different = {name: value for name, value in columns.items() if getattr(revised, name) != value}
    for name, value in different.items():
        setattr(revised, name, value)
    _refuse_wrong(revised)
    if not different:
        return
    save_version(event, opened=version, **different, changed_at=timezone.now())
    EVENT.take(event, "amend" if event.status == EventStatus.PUBLISHED else "revise")
    leave_trace(event, "revise", by=by, version=event.version, fields=sorted(different))
    if event.status == EventStatus.PUBLISHED:
        _tell_of_changes(event, is_moved=bool(TIME_AND_PLACE & different.keys()))


@transaction.atomic
def publish_event(event: Event, *, by: User | None) -> None:
    """Show the event to everybody, and open its registration if it has one."""
    EVENT.take(event, "publish", published_at=timezone.now(), changed_at=timezone.now())
    leave_trace(event, "publish", by=by)


@transaction.atomic
def cancel_event(event: Event, *, reason: str, by: User | None) -> None:
    """Call the event off: its page says so and why, those registered are told, nobody is reminded."""
    if not reason.strip():
        raise Refused(_("Say why: those who registered will read it."), field="reason")
    if event.is_over:
        raise Refused(_("This event is over."))
    version = Event.objects.get(pk=event.pk).version + 1
    facts = {"cancelled_because": reason, "changed_at": timezone.now(), "version": version}
    EVENT.take(event, "cancel", **facts)
    leave_trace(event, "cancel", by=by, reason=reason)
    skip_reminders(event)
    for attendance in _registered(event):
        write_letter("events.cancelled", to=attendance.user, about=attendance.pk)


def date_columns(told: Told) -> dict[str, Any]:
    """The columns that hold what was told; refused with a sentence when it does not fit together."""
    if found := flaws(told):
        faults = {flaw.field: FLAWS[flaw.code] for flaw in found}
        raise Refused(FLAWS[found[0].code], field=found[0].field, faults=faults)
    when = understand(told)
    texts = {"precision": told.precision, "start": told.start, "end": told.end}
    instants = {"starts_at": when.starts_at, "ends_at": when.ends_at, "time_zone": told.time_zone}
    return {**texts, **instants, "sort_on": when.sort_on, "until": when.until}


def _known(facts: dict[str, Any]) -> dict[str, Any]:
    if unknown := facts.keys() - FACTS:
        raise TypeError(f"not facts of an event: {', '.join(sorted(unknown))}")
    return facts


def _refuse_wrong(event: Event) -> None:
    if not event.of_programme and event.audience != Audience.NOBODY:
        raise Refused(_("Only events of the programme take registrations."), field="audience")
    if event.join_url and not event.takes_registrations:
        raise Refused(_("Without registration nobody would see this link."), field="join_url")
    refuse_faulty_fields(event, exclude=["slug"])


def _tell_of_changes(event: Event, *, is_moved: bool) -> None:
    """Reminders follow the event; letters go out only while it is still to come."""
    for attendance in _registered(event):
        attendance.event = event
        arrange_reminder(attendance)
        if is_moved and not event.is_over:
            write_letter(
                "events.moved", to=attendance.user, about=attendance.pk, once=f"version {event.version}"
            )


def _registered(event: Event) -> list[Attendance]:
    return list(event.attendances.registered().select_related("user"))
