"""Pages of what was searched for, where no index alone can count."""

from collections.abc import Hashable
from functools import cached_property
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpRequest

from twinning.core.keeping import until_change
from twinning.core.paging import PAGE_LENGTH

MOST = 300  # found by a search, or in a region: more are not counted, and not leafed through


class Limited(Paginator):  # type: ignore[type-arg]
    """Counts once until anything changes, however often one leafs, and no further than `MOST` if told so."""

    limited = False
    asked: Any = None

    @cached_property
    def count(self) -> int:
        rows: Any = self.object_list
        counted = rows.order_by()[:MOST] if self.limited else rows
        return until_change(("number of", self.asked), counted.count)

    @property
    def is_full(self) -> bool:
        return self.limited and self.count == MOST


def first_of(rows: Any, request: HttpRequest, *, limited: bool, asked: Hashable) -> Page[Any]:
    """The page that the address asks for, of the first that were found. `asked` is all that tells these rows
    from others: what was chosen, and what is hidden from the reader.
    """
    pages = Limited(rows, PAGE_LENGTH)
    pages.limited, pages.asked = limited, asked
    return pages.get_page(request.GET.get("page"))
