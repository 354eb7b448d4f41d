"""The public pages, for crawlers: every address in every language, with its translations beside it."""

from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.contrib.sitemaps import Sitemap, views
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from events.models import Event
from hubs.models import Call, Hub
from portfolios.models import Edition

PUBLIC_PAGES = ("home", "hubs:hubs", "hubs:calls", "events:events", "portfolios:portfolios")


class Translated(Sitemap):
    i18n = True
    alternates = True
    limit = 5000


class Pages(Translated):
    def items(self) -> list[str]:
        return list(PUBLIC_PAGES)

    def location(self, item: str) -> str:
        return reverse(item)


class Records(Translated):
    """What a visitor may see of one model, found by its slug."""

    def __init__(self, model: Any, url_name: str, *, slug: str = "slug") -> None:
        self.model, self.url_name, self.slug = model, url_name, slug

    def items(self) -> QuerySet[Any]:
        visible = self.model.objects.visible_to(AnonymousUser())
        return visible.order_by("pk").values_list(self.slug, flat=True)

    def location(self, item: str) -> str:
        return reverse(self.url_name, kwargs={"slug": item})


SECTIONS = {
    "pages": Pages(),
    "hubs": Records(Hub, "hubs:hub"),
    "calls": Records(Call, "hubs:call"),
    "events": Records(Event, "events:event"),
    "portfolios": Records(Edition, "portfolios:portfolio", slug="portfolio__slug"),
}
SITEMAP = {"sitemaps": SECTIONS}
sitemap_section = views.sitemap


def sitemap_index(request: HttpRequest, sitemaps: dict[str, Any]) -> HttpResponse:
    return views.index(request, sitemaps, sitemap_url_name="sitemap_section")
