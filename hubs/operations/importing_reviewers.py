"""Inviting reviewers from a table: all of it or nothing."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django_countries import countries as all_countries

from hubs.languages import CODES
from hubs.models import Reviewer, TechnologyArea
from hubs.operations.reviewers import invite_reviewer, is_address, revise_reviewer
from twinning.accounts.models import Role, User
from twinning.core.importing import Fault, Faulty, Row, Summary
from twinning.core.words import one_line

REVIEWER_COLUMNS = ("email", "name", "affiliation", "countries", "languages", "areas")


@transaction.atomic
def import_reviewers(rows: Sequence[Row], *, by: User | None) -> Summary:
    """Invite the people of a table, or change what is known of them; nothing when a row is wrong."""
    areas = {area.code: area for area in TechnologyArea.objects.all()}
    if faults := [fault for row in rows for fault in _faults(row, areas)]:
        raise Faulty(faults)
    summary = Summary()
    for row in rows:
        summary = summary.count(_bring_in(row, areas, by))
    return summary


def _faults(row: Row, areas: dict[str, TechnologyArea]) -> Iterator[Fault]:
    yield from _faults_of_person(row)
    for code in row.list("countries"):
        if code not in all_countries.countries:
            yield row.fault("countries", _("“%s” is not a country's code (two capital letters).") % code)
    for code in row.list("languages"):
        if code not in CODES:
            yield row.fault("languages", _("“%s” is not a language's code (two small letters).") % code)
    for code in row.list("areas"):
        if code not in areas:
            yield row.unknown("areas", code, areas)


def _faults_of_person(row: Row) -> Iterator[Fault]:
    if not is_address(row["email"]):
        yield row.fault("email", _("This is not an e-mail address."))
    if User.objects.office().filter(email__iexact=row["email"]).exists():
        yield row.fault("email", _("This person works in the office."))
    if User.objects.filter(email__iexact=row["email"], is_active=False).exists():
        yield row.fault("email", _("This account is closed."))


def _bring_in(row: Row, areas: dict[str, TechnologyArea], by: User | None) -> Any:
    facts: dict[str, Any] = {
        "affiliation": row["affiliation"],
        "countries": list(row.list("countries")),
        "languages": list(row.list("languages")),
        "areas": [areas[code] for code in row.list("areas")],
    }
    known = Reviewer.objects.filter(user__email__iexact=row["email"], user__role=Role.REVIEWER).first()
    if known is None:
        invite_reviewer(row["email"], name=row["name"], by=by, **facts)
        return "created"
    facts["affiliation"] = one_line(facts["affiliation"])
    before = {name: getattr(known, name) for name in ("affiliation", "countries", "languages")}
    if before | {"areas": list(known.areas.all())} == facts:
        return "unchanged"
    revise_reviewer(known, by=by, **facts)
    return "changed"
