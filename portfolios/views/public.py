"""What anybody reads: the list of portfolios, and a portfolio.

Both are made of listings and editions. The working copy is not looked at here.
"""

from datetime import datetime
from functools import lru_cache
from typing import Any, NamedTuple

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import get_language, ngettext

from portfolios.forms.filters import ASKED, Choices, Filter
from portfolios.models import Edition, Portfolio
from portfolios.pages import PortfolioPage, lay_out
from portfolios.states import EditionStatus
from twinning.accounts.readers import is_outside
from twinning.core.keeping import until_change
from twinning.core.kept_pages import for_everybody, kept_page
from twinning.core.lands import land
from twinning.core.paging import page_of
from twinning.core.prose import paragraphs
from twinning.core.web import find, permitted

COLUMNS = ("slug", "name", "country", "city", "region", "services", "highlights", "areas")


class Card(NamedTuple):
    """A portfolio in the list, with every number already a word."""

    url: str
    name: str
    place: str
    region: str
    shore: int
    offers: str
    areas: str


@kept_page("page", *ASKED[1:], alike=for_everybody)
def portfolios(request: HttpRequest) -> HttpResponse:
    """The public list, filtered and searched; a page of it costs two queries, however long it is."""
    choices = Choices.of(get_language() or "en")
    asked = Filter.of(request.GET)
    page = page_of(asked.applied().values_list(*COLUMNS), request)
    home = reverse("portfolios:portfolios")
    cards = [card(row, choices, home) for row in page.object_list]
    context = {"page": page, "cards": cards, "asked": asked, "selects": choices.selects(asked)}
    return TemplateResponse(request, "portfolios/portfolios.html", context)


def card(row: tuple[Any, ...], choices: Choices, home: str) -> Card:
    slug, name, country, city, region, services, highlights, areas = row
    where = choices.countries.get(country) or land(country)
    return Card(
        url=f"{home}{slug}/",
        name=name,
        place=f"{city}, {where}" if city else where,
        region=choices.regions.get(region, region),
        shore=[*choices.regions, region].index(region) + 1,
        offers=" · ".join([*highlights, *_more(services - len(highlights))]),
        areas=", ".join(choices.areas.get(area, area) for area in areas),
    )


def _more(number: int) -> list[str]:
    """How many services the card does not name, if any."""
    return [ngettext("one more", "%(count)d more", number) % {"count": number}] if number else []


def does_not_write_it(user: Any, *, slug: str) -> bool:
    """Its writers and the office find the way to the working copy on it."""
    theirs = Portfolio.objects.visible_to(user).values_list("slug", flat=True)
    return is_outside(user) and slug not in until_change(("portfolios", user.pk), lambda: set(theirs))


class Current(NamedTuple):
    """The edition that is shown, without its content."""

    pk: int
    portfolio_id: int
    digest: str
    number: int
    status: str
    size: int
    published_at: datetime
    portfolio__hub__slug: str


@kept_page(alike=does_not_write_it)
def portfolio(request: HttpRequest, slug: str) -> HttpResponse:
    """A portfolio as it was published, in the reader's language where the programme's words are."""
    public = Edition.objects.public().values_list(*Current._fields)
    edition = Current._make(find(public, portfolio__slug=slug))
    page = _laid_out(edition.pk, edition.digest, get_language() or "en")
    context = {
        "page": page,
        "intro": paragraphs(page.intro),
        "edition": edition,
        "is_printed": edition.status == EditionStatus.PRINTED,
        "hub_url": reverse("hubs:hub", kwargs={"slug": edition.portfolio__hub__slug}),
        "may_write": request.user.is_authenticated and _may_write(request.user, edition.portfolio_id),
    }
    return TemplateResponse(request, "portfolios/portfolio.html", context)


@lru_cache(500)
def _laid_out(edition: int, _digest: str, language: str) -> PortfolioPage:
    """What an edition tells never changes: it is read once."""
    content = Edition.objects.values_list("content", flat=True).get(pk=edition)
    return lay_out(content, language=language)


def _may_write(user: Any, portfolio: int) -> bool:
    record = Portfolio.objects.select_related("hub").get(pk=portfolio)
    return permitted(user, "portfolios.write_portfolio", record)
