"""A published portfolio of four services for each hub, and good practices."""

from typing import Any

from hubs.models import Hub
from portfolios.content import content_of, search_words
from portfolios.models import (
    Edition,
    Listing,
    ListingTag,
    ListingText,
    Portfolio,
    Practice,
    Service,
    TagKind,
)
from portfolios.states import EditionStatus, PortfolioStatus
from tests.benchmarks.seeding.ground import Ground
from twinning.core.digest import digest_of
from twinning.core.words import plain

PLACES = ("slug", "name", "native_name", "acronym", "city", "website")


def publish_portfolios(ground: Ground) -> None:
    """As `publish_portfolio` would, without its letters and its PDF."""
    portfolios = Portfolio.objects.bulk_create(
        Portfolio(
            hub=hub, slug=hub.slug, intro="We try things with you. " * 5, status=PortfolioStatus.PUBLISHED
        )
        for hub in ground.hubs
    )
    Service.objects.bulk_create(
        Service(
            portfolio=portfolio, key=str(position), category=category, position=position, **_words(category)
        )
        for portfolio in portfolios
        for position, category in enumerate(ground.categories)
    )
    _tag_services(portfolios[0], ground)
    _show(ground, portfolios, content_of(portfolios[0]))


def _words(category: Any) -> dict[str, str]:
    return {
        "name": f"{category.name} in the laboratory",
        "summary": "Trials over the bay, with mentors. " * 4,
        "access_mode": "one-stop shop",
        "price_model": "free of charge",
        "source_url": "https://hub.example/services",
    }


def _tag_services(portfolio: Portfolio, ground: Ground) -> None:
    """Of one portfolio: all editions are made after its pattern."""
    for service in portfolio.services.all():
        service.technology_areas.set(ground.areas[:2])
        service.target_groups.set([ground.group])


def _show(ground: Ground, portfolios: list[Portfolio], pattern: dict[str, Any]) -> None:
    contents = [pattern | {"hub": _hub(hub)} for hub in ground.hubs]
    editions = Edition.objects.bulk_create(
        Edition(
            portfolio=portfolio,
            number=1,
            language="en",
            digest=digest_of(content),
            content=content,
            status=EditionStatus.PRINTED,
            size=40_000,
        )
        for portfolio, content in zip(portfolios, contents, strict=True)
    )
    for portfolio, edition in zip(portfolios, editions, strict=True):
        portfolio.edition = edition
    Portfolio.objects.bulk_update(portfolios, ["edition"], batch_size=500)
    listings = Listing.objects.bulk_create(map(_listing, portfolios, ground.hubs, contents))
    words = search_words(pattern)
    ListingText.objects.bulk_create(
        ListingText(listing=listing, words=f"{listing.sort_name} {words}") for listing in listings
    )
    ListingTag.objects.bulk_create(
        ListingTag(listing=listing, kind=kind, code=code)
        for listing in listings
        for kind in TagKind
        for code in pattern["names"][kind.value]
    )


def _hub(hub: Hub) -> dict[str, str]:
    return {name: getattr(hub, name) for name in PLACES} | {
        "country": hub.country.code,
        "region": hub.region.code,
    }


def _listing(portfolio: Portfolio, hub: Hub, content: dict[str, Any]) -> Listing:
    return Listing(
        portfolio=portfolio,
        hub=hub,
        slug=hub.slug,
        name=hub.name,
        sort_name=plain(hub.name),
        country=hub.country.code,
        region=hub.region.code,
        city=hub.city,
        services=4,
        highlights=[service["name"] for service in content["services"][:3]],
        areas=list(content["names"]["area"]),
        published_at=portfolio.opened_at,
    )


def tell_practices(size: int) -> None:
    Practice.objects.bulk_create(
        Practice(
            practice_id=f"practice-{number:05}",
            title=f"Good practice {number:05}",
            owner="A hub",
            country="FI",
            theme="hub-support",
            summary="They tried it, and it went well. " * 4,
            figures="30 firms; 4 countries",
            source_url="https://practice.example/told",
        )
        for number in range(size)
    )
