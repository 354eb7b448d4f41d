"""What an edition freezes: every word that the public page and the PDF show, in all languages.

The programme's own words (categories, areas, groups, regions, countries) are kept beside their
codes, so that an edition can be read in each language without asking the programme's rows again.
"""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.utils import translation

from hubs.models import Hub, Programme
from portfolios.models import Portfolio, Service
from twinning.core.lands import land
from twinning.core.words import plain

Names = dict[str, dict[str, str]]
LANGUAGES = [code for code, _name in settings.LANGUAGES]


def content_of(portfolio: Portfolio) -> dict[str, Any]:
    """The working copy as it stands in the database now."""
    current = Portfolio.objects.select_related("hub__region").get(pk=portfolio.pk)
    services = list(current.services.with_words().in_order())
    return {
        "programme": _programme(),
        "hub": _hub(current.hub),
        "language": current.language,
        "intro": current.intro,
        "contact_email": current.contact_email,
        "services": [_service(service) for service in services],
        "names": {
            "region": _names([current.hub.region]),
            "country": {current.hub.country.code: _in_each_language(current.hub.country.code)},
            "category": _names([service.category for service in services]),
            "area": _names([area for service in services for area in service.technology_areas.all()]),
            "group": _names([group for service in services for group in service.target_groups.all()]),
        },
    }


def search_words(content: dict[str, Any]) -> str:
    """What a search may find it by: the hub, its place, and all that is said of its services."""
    hub, names = content["hub"], content["names"]
    words = [hub["name"], hub["native_name"], hub["acronym"], hub["city"], content["intro"]]
    for service in content["services"]:
        words += [service["name"], service["summary"], service["access_mode"], service["price_model"]]
    for kind in ("country", "category", "area", "group"):
        words += _each_word(names[kind])
    return plain(*words)


def _programme() -> dict[str, Any]:
    programme = Programme.current()
    words = {code: _named(programme, code) for code in LANGUAGES}
    return {"name": words, "time_zone": programme.time_zone, "shows_samples": programme.shows_samples}


def _hub(hub: Hub) -> dict[str, str]:
    texts = ("slug", "name", "native_name", "acronym", "city", "website")
    places = {"country": hub.country.code, "region": hub.region.code}
    return {name: getattr(hub, name) for name in texts} | places


def _service(service: Service) -> dict[str, Any]:
    texts = ("key", "name", "summary", "access_mode", "price_model", "source_url")
    return {name: getattr(service, name) for name in texts} | {
        "category": service.category.code,
        "areas": [area.code for area in service.technology_areas.all()],
        "groups": [group.code for group in service.target_groups.all()],
    }


def _names(rows: list[Any]) -> Names:
    return {row.code: {code: _named(row, code) for code in LANGUAGES} for row in rows}


def _named(row: Any, language: str) -> str:
    """The row's name in a language, or in the first one where it was not translated."""
    read: Callable[[str], str] = lambda code: getattr(row, f"name_{code}", "") or ""  # noqa: E731
    return read(language) or read(LANGUAGES[0]) or row.name


def _in_each_language(country: str) -> dict[str, str]:
    named = {}
    for code in LANGUAGES:
        with translation.override(code):
            named[code] = land(country)
    return named


def _each_word(names: Names) -> list[str]:
    return [word for translations in names.values() for word in translations.values()]
