"""The office's list of applications: plain rows found through indexes, none that its reader has a part in."""

from collections.abc import Collection, Iterable, Sequence
from functools import cached_property
from typing import Any, NamedTuple

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hubs.models import Assignment, Call, Expression
from hubs.models.conflict import interests_of
from hubs.settled import regions
from hubs.states import AssignmentStatus, ExpressionStatus
from twinning.core.paging import PAGE_LENGTH
from twinning.core.templatetags.times import moment
from twinning.core.words import sought

MOST = 1_000  # found by a search, or in a region: more are not counted, and not leafed through
CALLS = 20  # newest calls to choose from
GONE = [AssignmentStatus.RECUSED, AssignmentStatus.DISMISSED]
ASKED = Count("assignments", filter=~Q(assignments__status__in=GONE))
SORTS: dict[str, tuple[Any, list[str]]] = {
    "": (gettext_lazy("Handed in last"), ["-submitted_at", "-pk"]),
    "hub": (gettext_lazy("Hub"), ["hub__name", "-pk"]),
    "asked": (gettext_lazy("Fewest reviewers"), ["asked", "-submitted_at", "-pk"]),
    "evaluations": (gettext_lazy("Fewest evaluations"), ["standing__evaluations", "-submitted_at", "-pk"]),
}
COLUMNS = ("pk", "call_id", "hub__name", "hub__region_id", "status", "submitted_at", "standing__evaluations")
STATUSES = [status for status in ExpressionStatus if status != ExpressionStatus.DRAFT]


class Chosen(NamedTuple):
    """What the address asks for; whatever is unknown asks for nothing."""

    call: int | None
    status: str
    region: int | None
    sort: str
    q: str

    @classmethod
    def of(cls, request: HttpRequest) -> "Chosen":
        asked = request.GET.get
        status, sort = asked("status__exact", ""), asked("sort", "")
        return cls(
            call=_number(asked("call__id__exact", "")),
            status=status if status in STATUSES else "",
            region=_number(asked("hub__region__id__exact", "")),
            sort=sort if sort in SORTS else "",
            q=asked("q", ""),
        )

    @property
    def is_narrowed(self) -> bool:
        return bool(self.call or self.status or self.region or self.q)


class Limited(Paginator):  # type: ignore[type-arg]
    """Counts no further than `MOST` where no index alone can count."""

    limited = False

    @cached_property
    def count(self) -> int:
        rows: Any = self.object_list
        return (rows.order_by()[:MOST] if self.limited else rows).count()

    @property
    def is_full(self) -> bool:
        return self.limited and self.count == MOST


def applications(request: HttpRequest) -> HttpResponse:
    """50 of them, as the filters, the search and the order ask for."""
    if not admin.site.has_permission(request):
        raise PermissionDenied
    chosen, interests = Chosen.of(request), interests_of(request.user)
    found = _narrowed(Expression.objects.impartial_to(request.user, interests=interests), chosen)
    pages = Limited(found, PAGE_LENGTH)
    pages.limited = bool(chosen.q or chosen.region)
    page = pages.get_page(request.GET.get("page"))
    rows = list(page.object_list.values_list(*COLUMNS))
    calls = _calls({row[1] for row in rows}, chosen.call)
    context = admin.site.each_context(request) | {
        "title": _("Expressions of interest"),
        "page": page,
        "most": MOST,
        "rows": _drawn(rows, calls),
        "chosen": chosen,
        "calls": [*calls.items()],
        "statuses": [(status.value, status.label) for status in STATUSES],
        "regions": [(pk, region.name) for pk, region in regions().items()],
        "sorts": [(value, label) for value, (label, _order) in SORTS.items()],
        "opts": Expression._meta,
    }
    return render(request, "admin/hubs/expression/list.html", context)


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 18 else None


def _narrowed(found: Any, chosen: Chosen) -> Any:
    asked = {"call": chosen.call, "status": chosen.status, "hub__region": chosen.region}
    found = found.filter(**{path: value for path, value in asked.items() if value})
    for word in sought(chosen.q):
        found = found.filter(hub__search__contains=word)
    if chosen.sort == "asked":
        found = found.annotate(asked=ASKED)
    _label, order = SORTS[chosen.sort]
    return found.order_by(*order)


def _drawn(rows: Sequence[tuple[Any, ...]], calls: dict[int, str]) -> Iterable[dict[str, Any]]:
    """The rows as text."""
    asked, shores = _asked([row[0] for row in rows]), regions()
    home = reverse("admin:hubs_expression_changelist")
    for pk, call, hub, region, status, submitted_at, evaluations in rows:
        yield {
            "url": f"{home}{pk}/change/",
            "hub": hub,
            "region": shores[region].code.upper(),
            "status": ExpressionStatus(status).label,
            "asked": str(asked.get(pk, 0)),
            "evaluations": str(evaluations or 0),
            "submitted_at": moment(submitted_at),
            "call": calls[call],
        }


def _asked(expressions: Sequence[int]) -> dict[int, int]:
    """How many reviewers each of these has."""
    mine = Assignment.objects.filter(expression__in=expressions).exclude(status__in=GONE)
    return dict(mine.order_by().values_list("expression_id").annotate(number=Count("pk")))


def _calls(shown: Collection[int], chosen: int | None) -> dict[int, str]:
    """Titles of the newest calls, the chosen one and those of the rows."""
    newest = Call.objects.order_by("-pk").values("pk")[:CALLS]
    wanted = Q(pk__in=[*shown, chosen or 0]) | Q(pk__in=newest)
    return dict(Call.objects.filter(wanted).order_by("-pk").values_list("pk", "title"))
