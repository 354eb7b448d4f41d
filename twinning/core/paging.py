"""Pages of a long list."""

from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpRequest

PAGE_LENGTH = 50


def page_of(
    rows: Any, request: HttpRequest, *, length: int = PAGE_LENGTH, count: int | None = None
) -> Page[Any]:
    """The page that the address asks for; a number out of range gives the nearest page. Where the `count` of
    rows is known, it is not asked again.
    """
    paginator = Paginator(rows, length)
    if count is not None:
        paginator.count = count
    return paginator.get_page(request.GET.get("page"))
