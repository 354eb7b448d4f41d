"""Services in a portfolio's working copy, and the words that sort them."""

import secrets
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from portfolios.models import Portfolio, Service, ServiceCategory, TargetGroup
from portfolios.states import PORTFOLIO
from twinning.accounts.models import User
from twinning.core.errors import Refused, refuse_faulty_fields
from twinning.core.importing import Outcome
from twinning.core.versions import save_version
from twinning.trail.operations import leave_trace
from twinning.trail.rows import settle

TEXTS = frozenset({"name", "category", "summary", "access_mode", "price_model", "source_url"})
SEVERAL = frozenset({"technology_areas", "target_groups"})


@transaction.atomic
def add_service(portfolio: Portfolio, *, by: User | None, key: str = "", **facts: Any) -> Service:
    """Put one more service at the end; `category`, `technology_areas` and `target_groups` are rows."""
    texts, several = _parted(facts)
    PORTFOLIO.take(portfolio, "revise")
    last = portfolio.services.order_by("-position").values_list("position", flat=True).first()
    key = key or f"service-{secrets.token_hex(5)}"
    service = Service(portfolio=portfolio, key=key, position=(last or 0) + 1, **texts)
    refuse_faulty_fields(service)
    service.save(force_insert=True)
    _set(service, several)
    leave_trace(portfolio, "add_service", by=by, service=service.key)
    return service


@transaction.atomic
def revise_service(service: Service, *, version: int, by: User | None, **facts: Any) -> None:
    """Change what is said of a service, unless somebody else has since `version`."""
    texts, several = _parted(facts)
    revised = _stored(service)
    for name, value in texts.items():
        setattr(revised, name, value)
    refuse_faulty_fields(revised)
    save_version(service, opened=version, **texts)
    PORTFOLIO.take(service.portfolio, "revise")
    _set(service, several)
    leave_trace(service.portfolio, "revise_service", by=by, service=service.key, fields=sorted(facts))


@transaction.atomic
def remove_service(service: Service, *, by: User | None) -> None:
    """Take a service out of the working copy; the public edition keeps it until the next one."""
    stored = _stored(service)
    PORTFOLIO.take(service.portfolio, "revise")
    stored.delete()
    leave_trace(service.portfolio, "remove_service", by=by, service=stored.key, name=stored.name)


@transaction.atomic
def adopt_service(portfolio: Portfolio, *, key: str, by: User | None, **facts: Any) -> Outcome:
    """Make the service that `key` names be as the facts say: done twice it changes nothing.

    The working copy goes back to draft only where something differs.
    """
    service = portfolio.services.filter(key=key).first()
    if service is None:
        add_service(portfolio, by=by, key=key, **facts)
        return "created"
    changes = {name: value for name, value in facts.items() if not _holds(service, name, value)}
    if not changes:
        return "unchanged"
    service.portfolio = portfolio
    revise_service(service, version=service.version, by=by, **changes)
    return "changed"


@transaction.atomic
def settle_category(code: str, *, by: User | None, **words: Any) -> Outcome:
    """Name a category that services are sorted into."""
    return settle(ServiceCategory, {"code": code}, words, by=by)


@transaction.atomic
def settle_target_group(code: str, *, by: User | None, **words: Any) -> Outcome:
    """Name a group of people whom services are for."""
    return settle(TargetGroup, {"code": code}, words, by=by)


def _parted(facts: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Columns here, relations there; anything else is a mistake of the caller."""
    if unknown := facts.keys() - TEXTS - SEVERAL:
        raise TypeError(f"not facts of a service: {', '.join(sorted(unknown))}")
    texts = {name: value for name, value in facts.items() if name in TEXTS}
    return texts, {name: list(value) for name, value in facts.items() if name in SEVERAL}


def _stored(service: Service) -> Service:
    """The row as it is now, for the changes to be checked on."""
    stored = Service.objects.filter(pk=service.pk).first()
    if stored is None:
        raise Refused(_("This service has been removed in the meantime."))
    return stored


def _set(service: Service, several: dict[str, list[Any]]) -> None:
    for name, rows in several.items():
        getattr(service, name).set(rows)


def _holds(service: Service, name: str, value: Any) -> bool:
    if name in SEVERAL:
        return {row.pk for row in getattr(service, name).all()} == {row.pk for row in value}
    return getattr(service, name) == value
