"""Good practices, for anybody."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from portfolios.models import Practice
from portfolios.models.practice import parted
from twinning.core.kept_pages import for_everybody, kept_page
from twinning.core.lands import land
from twinning.core.paging import page_of

COLUMNS = (
    "practice_id",
    "title",
    "theme",
    "owner",
    "country",
    "programme",
    "summary",
    "figures",
    "source_url",
)


class Row(NamedTuple):
    """Every cell a text."""

    anchor: str
    title: str
    theme: str
    who: str
    summary: str
    figures: tuple[str, ...]
    source_url: str


@kept_page("page", alike=for_everybody)
def practices(request: HttpRequest) -> HttpResponse:
    """All of them, or those in which the words stand; each with the page it came from."""
    words = request.GET.get("q", "").replace("\0", "").strip()[:200]
    found = Practice.objects.visible_to(request.user).matching(words)
    page = page_of(found.order_by("title", "pk").values_list(*COLUMNS), request)
    context = {"page": page, "rows": rows(page), "words": words}
    return TemplateResponse(request, "portfolios/practices.html", context)


def rows(practices: Iterable[tuple[Any, ...]]) -> list[Row]:
    """Every cell a text."""
    return [
        Row(
            anchor,
            title,
            theme.replace("-", " "),  # it is filed under `hub-support`
            " · ".join(filter(None, (owner, land(str(country)) if country else "", programme))),
            summary,
            tuple(parted(figures)),
            url,
        )
        for anchor, title, theme, owner, country, programme, summary, figures, url in practices
    ]
