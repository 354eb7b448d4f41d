"""Pages of what was searched for, where no index alone can count."""

from functools import cached_property
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpRequest

from twinning.core.paging import PAGE_LENGTH

MOST = 300  # found by a search, or in a region: more are not counted, and not leafed through


class Limited(Paginator):  # type: ignore[type-arg]
    """Counts no further than `MOST` where it is told so."""

    limited = False

    @cached_property
    def count(self) -> int:
        rows: Any = self.object_list
        return (rows.order_by()[:MOST] if self.limited else rows).count()

    @property
    def is_full(self) -> bool:
        return self.limited and self.count == MOST


def first_of(rows: Any, request: HttpRequest, *, limited: bool) -> Page[Any]:
    """The page that the address asks for, of the first that were found."""
    pages = Limited(rows, PAGE_LENGTH)
    pages.limited = limited
    return pages.get_page(request.GET.get("page"))
