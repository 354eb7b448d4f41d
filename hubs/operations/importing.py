"""Bringing hubs in from a table."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django_countries import countries

from hubs.languages import CODES
from hubs.models import Hub, Region, TechnologyArea
from hubs.operations.hubs import NAMES, follow_hub, search_words
from hubs.operations.presence import Cell, cell_of, recount
from hubs.signals import hub_named
from hubs.states import HubStatus
from twinning.accounts.models import User
from twinning.core.importing import Fault, Faulty, Outcome, Row, Summary
from twinning.trail.operations import leave_trace

HUB_COLUMNS = (
    "slug", "name", "native_name", "acronym", "organisation_type", "country", "city", "website",
    "region", "technology_areas", "connected_nren", "bella_status", "languages", "summary",
    "notes", "source_url",
)  # fmt: skip
AS_THEY_ARE = (
    "slug", "name", "native_name", "acronym", "organisation_type", "country", "city", "website",
    "connected_nren", "bella_status", "summary", "notes", "source_url",
)  # fmt: skip


@transaction.atomic
def import_hubs(rows: Sequence[Row], *, by: User | None) -> Summary:
    """Create or change the hubs of a table, and list them; raises `Faulty` and writes nothing
    when a row is wrong. The region is the table's word, not the map's.
    """
    reader = _Reader()
    faults = [fault for row in rows for fault in reader.faults(row)]
    if faults:
        raise Faulty(faults)
    summary = Summary()
    for row in rows:
        summary = summary.count(_bring_in(row, reader, by))
    recount(reader.cells)
    return summary


class _Reader:
    """What the rows refer to, fetched once."""

    def __init__(self) -> None:
        self.regions = {region.code: region for region in Region.objects.all()}
        self.areas = {area.code: area for area in TechnologyArea.objects.all()}
        self.hubs = {hub.slug: hub for hub in Hub.objects.prefetch_related("technology_areas")}
        self.cells: set[Cell] = set()  # where hubs came or went

    def faults(self, row: Row) -> Iterator[Fault]:
        """All that is wrong with one row."""
        if row["region"].lower() not in self.regions:
            yield row.unknown("region", row["region"], self.regions)
        if row["country"] not in countries.countries:
            yield row.no_country("country")
        for area in row.list("technology_areas"):
            if area not in self.areas:
                yield row.unknown("technology_areas", area, self.areas)
        for language in row.list("languages"):
            if language not in CODES:
                reason = _("“%s” is not a language's code (two small letters).") % language
                yield row.fault("languages", reason)
        yield from row.faults_of(Hub(**self.facts(row)), exclude=["region", "country"])

    def facts(self, row: Row) -> dict[str, Any]:
        """The columns of the hub that the row describes."""
        facts: dict[str, Any] = {name: row[name] for name in AS_THEY_ARE}
        facts["region"] = self.regions.get(row["region"].lower())
        facts["languages"] = row.list("languages")
        return facts


def _bring_in(row: Row, reader: _Reader, by: User | None) -> Outcome:
    facts = reader.facts(row)
    facts["search"] = search_words(Hub(**facts))
    areas = {reader.areas[code] for code in row.list("technology_areas")}
    hub = reader.hubs.get(row["slug"])
    if hub is None:
        hub = Hub.objects.create(**facts, status=HubStatus.LISTED)
        hub.technology_areas.set(areas)
        reader.cells.add(cell_of(hub))
        leave_trace(hub, "import", by=by)
        hub_named.send(Hub, hub=hub)
        return "created"
    changed = [name for name, value in facts.items() if getattr(hub, name) != value]
    if set(hub.technology_areas.all()) != areas:
        hub.technology_areas.set(areas)
        changed.append("technology_areas")
    if not changed:
        return "unchanged"
    stored = {name: facts[name] for name in changed if name in facts}
    Hub.objects.filter(pk=hub.pk).update(**stored, version=hub.version + 1)
    if "region" in changed:
        follow_hub(hub)
    if {"region", "country"} & set(changed):
        reader.cells |= {cell_of(hub), (facts["region"].pk, facts["country"])}
    leave_trace(hub, "import", by=by, fields=changed)
    if NAMES & set(changed):
        hub_named.send(Hub, hub=Hub.objects.get(pk=hub.pk))
    return "changed"
