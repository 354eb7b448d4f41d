"""Bringing services and good practices in from tables."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django_countries import countries

from hubs.models import Hub, TechnologyArea
from portfolios.models import Portfolio, Practice, Service, ServiceCategory, TargetGroup
from portfolios.operations.portfolios import open_portfolio
from portfolios.operations.practices import adopt_practice
from portfolios.operations.services import adopt_service
from twinning.accounts.models import User
from twinning.core.importing import Fault, Faulty, Row, Summary

SERVICE_COLUMNS = (
    "service_id", "hub_slug", "name", "category", "technology_areas", "target_groups",
    "access_mode", "price_model", "summary", "source_url",
)  # fmt: skip
TEXTS_OF_A_SERVICE = ("name", "access_mode", "price_model", "summary", "source_url")
PRACTICE_COLUMNS = (
    "practice_id", "title", "owner", "country", "theme", "summary", "figures", "programme",
    "source_url",
)  # fmt: skip


@transaction.atomic
def import_services(rows: Sequence[Row], *, by: User | None) -> Summary:
    """Put the services of a table into their hubs' working copies, opening portfolios where there
    is none; raises `Faulty` and writes nothing when a row is wrong.
    """
    known = _Known()
    _refuse_faulty(fault for row in rows for fault in known.faults(row))
    summary = Summary()
    for row in rows:
        portfolio = known.portfolio(row["hub_slug"], by)
        outcome = adopt_service(portfolio, key=row["service_id"], by=by, **known.facts(row))
        summary = summary.count(outcome)
    return summary


@transaction.atomic
def import_practices(rows: Sequence[Row], *, by: User | None) -> Summary:
    """Create or change the good practices of a table; raises `Faulty` like the others."""
    _refuse_faulty(fault for row in rows for fault in _faults_of_practice(row))
    summary = Summary()
    for row in rows:
        facts = {name: row[name] for name in PRACTICE_COLUMNS if name != "practice_id"}
        summary = summary.count(adopt_practice(practice_id=row["practice_id"], by=by, **facts))
    return summary


class _Known:
    """What the rows refer to, fetched once."""

    def __init__(self) -> None:
        self.hubs = {hub.slug: hub for hub in Hub.objects.all()}
        self.portfolios = {item.hub_id: item for item in Portfolio.objects.select_related("hub")}
        self.categories = {item.code: item for item in ServiceCategory.objects.all()}
        self.areas = {item.code: item for item in TechnologyArea.objects.all()}
        self.groups = {item.code: item for item in TargetGroup.objects.all()}

    def faults(self, row: Row) -> Iterator[Fault]:
        """All that is wrong with one row."""
        if row["hub_slug"] not in self.hubs:
            yield row.fault("hub_slug", _("There is no hub “%s”.") % row["hub_slug"])
        for column, words, known in (
            ("category", [row["category"]], self.categories),
            ("technology_areas", row.list("technology_areas"), self.areas),
            ("target_groups", row.list("target_groups"), self.groups),
        ):
            for word in words:
                if word not in known:
                    yield row.unknown(column, word, known)
        texts = {name: row[name] for name in TEXTS_OF_A_SERVICE}
        service = Service(key=row["service_id"], **texts)
        # Relations are checked by their codes.
        yield from row.faults_of(service, exclude=["portfolio", "category"], columns={"key": "service_id"})

    def facts(self, row: Row) -> dict[str, Any]:
        return {name: row[name] for name in TEXTS_OF_A_SERVICE} | {
            "category": self.categories[row["category"]],
            "technology_areas": [self.areas[code] for code in row.list("technology_areas")],
            "target_groups": [self.groups[code] for code in row.list("target_groups")],
        }

    def portfolio(self, slug: str, by: User | None) -> Portfolio:
        hub = self.hubs[slug]
        if hub.pk not in self.portfolios:
            self.portfolios[hub.pk] = open_portfolio(hub, by=by)
        return self.portfolios[hub.pk]


def _faults_of_practice(row: Row) -> Iterator[Fault]:
    facts = {name: row[name] for name in PRACTICE_COLUMNS}
    if row["country"] and row["country"] not in countries.countries:
        yield row.no_country("country")
        facts["country"] = ""
    yield from row.faults_of(Practice(**facts))


def _refuse_faulty(faults: Iterator[Fault]) -> None:
    if found := list(faults):
        raise Faulty(found)
