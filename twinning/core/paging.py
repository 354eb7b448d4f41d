"""Pages of a long list."""

from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpRequest

PAGE_LENGTH = 50


def page_of(rows: Any, request: HttpRequest, *, length: int = PAGE_LENGTH) -> Page[Any]:
    """The page that the address asks for; a number out of range gives the nearest page."""
    return Paginator(rows, length).get_page(request.GET.get("page"))
