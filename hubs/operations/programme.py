"""What another programme would have differently: settled from a file or in the admin."""

from typing import Any

from django.db import transaction

from hubs.models import Programme, PublicText, Region, ServiceKind, TechnologyArea
from twinning.accounts.models import User
from twinning.core.importing import Outcome
from twinning.trail.rows import settle


@transaction.atomic
def settle_programme(*, by: User | None, **settings: Any) -> Outcome:
    """Name the programme and set what holds for all of it."""
    return settle(Programme, {"pk": 1}, settings, by=by)


@transaction.atomic
def settle_region(code: str, *, by: User | None, **words: Any) -> Outcome:
    """Name one of the sides that are twinned."""
    return settle(Region, {"code": code}, words, by=by)


@transaction.atomic
def settle_technology_area(code: str, *, by: User | None, **words: Any) -> Outcome:
    """Name a technology area that hubs work in."""
    return settle(TechnologyArea, {"code": code}, words, by=by)


@transaction.atomic
def settle_service_kind(code: str, *, by: User | None, **words: Any) -> Outcome:
    """Name a kind of service in which hubs say what they bring and seek."""
    return settle(ServiceKind, {"code": code}, words, by=by)


@transaction.atomic
def settle_public_text(place: str, *, by: User | None, **words: Any) -> Outcome:
    """Put words at a place of the public pages."""
    return settle(PublicText, {"place": place}, words, by=by)
