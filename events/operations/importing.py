"""Bringing in the events of the field from a table."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django_countries import countries

from events.models import Audience, Event, EventKind, Mode
from events.operations.events import announce_event, date_columns, publish_event, revise_event
from events.operations.programme import settle_event_kind
from events.telling import Told, flaws
from events.wording import FLAWS
from twinning.accounts.models import User
from twinning.core.importing import Fault, Faulty, Outcome, Row, Summary

EVENT_COLUMNS = (
    "event_id", "title", "kind", "start", "end", "start_time", "end_time", "tz", "city", "country",
    "mode", "date_precision", "url", "source_url", "notes",
)  # fmt: skip
AS_THEY_ARE = ("title", "city", "country", "mode", "url", "source_url", "notes")
# What the table calls our fields.
COLUMN_OF = {
    "precision": "date_precision",
    "time_zone": "tz",
    "source_id": "event_id",
    "code": "kind",
}


@transaction.atomic
def import_events(rows: Sequence[Row], *, by: User | None) -> Summary:
    """Create or change the events of a table, published and without registration; raises `Faulty`
    and writes nothing when a row is wrong. Kinds that are not known yet come with the table.
    """
    faults = [fault for row in rows for fault in _faults(row)]
    if faults:
        raise Faulty(faults)
    kinds = _kinds(rows, by)
    known = {event.source_id: event for event in Event.objects.exclude(source_id=None)}
    summary = Summary()
    for row in rows:
        summary = summary.count(_bring_in(row, kinds[row["kind"]], known.get(row["event_id"]), by))
    return summary


def _faults(row: Row) -> Iterator[Fault]:
    """All that is wrong with one row."""
    if not row["kind"]:
        yield row.fault("kind", _("Every event is of a kind."))
    if row["country"] and row["country"] not in countries.countries:
        yield row.no_country("country")
    if row["mode"] and row["mode"] not in Mode.values:
        yield row.unknown("mode", row["mode"], Mode.values)
    for flaw in flaws(_told(row)):
        yield row.fault(COLUMN_OF.get(flaw.field, flaw.field), str(FLAWS[flaw.code]))
    event = Event(**_texts(row), source_id=row["event_id"])
    yield from row.faults_of(event, exclude=["slug", "kind", "country", "mode"], columns=COLUMN_OF)
    if row["kind"]:
        yield from row.faults_of(EventKind(code=row["kind"], name="-"), columns=COLUMN_OF)


def _bring_in(row: Row, kind: EventKind, event: Event | None, by: User | None) -> Outcome:
    facts: dict[str, Any] = _texts(row) | {"kind": kind}
    if event is None:
        facts |= {"of_programme": False, "audience": Audience.NOBODY, "source_id": row["event_id"]}
        publish_event(announce_event(by=by, told=_told(row), **facts), by=by)
        return "created"
    columns = facts | date_columns(_told(row))
    if all(getattr(event, name) == value for name, value in columns.items()):
        return "unchanged"
    revise_event(event, by=by, version=event.version, told=_told(row), **facts)
    return "changed"


def _texts(row: Row) -> dict[str, str]:
    return {name: row[name] for name in AS_THEY_ARE}


def _told(row: Row) -> Told:
    return Told(
        precision=row["date_precision"],
        start=row["start"],
        end=row["end"],
        start_time=row["start_time"],
        end_time=row["end_time"],
        time_zone=row["tz"],
    )


def _kinds(rows: Sequence[Row], by: User | None) -> dict[str, EventKind]:
    """The kinds by code; `study-visit` is called “Study visit” until the office says otherwise."""
    for code in dict.fromkeys(row["kind"] for row in rows):
        if not EventKind.objects.filter(code=code).exists():
            settle_event_kind(code, by=by, name_en=code.replace("-", " ").capitalize())
    return {kind.code: kind for kind in EventKind.objects.all()}
