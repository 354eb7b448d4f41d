"""The public list's own rows: written with an edition, gone with it."""

from collections.abc import Iterator

from portfolios.content import search_words
from portfolios.models import Edition, Listing, ListingTag, ListingText, Portfolio, TagKind
from twinning.core.words import plain

HIGHLIGHTS = 3


def put_on_list(edition: Edition) -> None:
    """Show the edition in the public list, in place of the one before."""
    content = edition.content
    hub, services = content["hub"], content["services"]
    take_off_list(edition.portfolio)
    listing = Listing.objects.create(
        portfolio=edition.portfolio,
        hub_id=edition.portfolio.hub_id,
        slug=edition.portfolio.slug,
        name=hub["name"],
        sort_name=plain(hub["name"])[:300],
        country=hub["country"],
        region=hub["region"],
        city=hub["city"],
        services=len(services),
        highlights=[service["name"] for service in services[:HIGHLIGHTS]],
        areas=list(content["names"]["area"]),
        published_at=edition.published_at,
    )
    ListingText.objects.create(listing=listing, words=search_words(content))
    ListingTag.objects.bulk_create(_tags(listing, edition))


def take_off_list(portfolio: Portfolio) -> None:
    """Take the portfolio out of the public list."""
    Listing.objects.filter(portfolio=portfolio).delete()


def _tags(listing: Listing, edition: Edition) -> Iterator[ListingTag]:
    for kind in TagKind:
        for code in edition.content["names"][kind.value]:
            yield ListingTag(listing=listing, kind=kind, code=code)
