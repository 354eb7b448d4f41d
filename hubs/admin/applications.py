"""The office's list of applications: plain rows found through indexes, none that its reader has a part in."""

from collections.abc import Collection, Sequence
from html import escape
from typing import Any, NamedTuple

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hubs.admin.cells import cells, note, openings
from hubs.admin.limited import MOST, first_of
from hubs.models import Assignment, Call, Expression
from hubs.models.conflict import interests_of
from hubs.settled import regions
from hubs.states import AssignmentStatus, ExpressionStatus
from twinning.core.keeping import until_change
from twinning.core.templatetags.times import moment
from twinning.core.words import sought

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


def applications(request: HttpRequest) -> HttpResponse:
    """50 of them, as the filters, the search and the order ask for."""
    if not admin.site.has_permission(request):
        raise PermissionDenied
    chosen, interests = Chosen.of(request), interests_of(request.user)
    found = _narrowed(Expression.objects.impartial_to(request.user, interests=interests), chosen)
    asked, limited = ("applications", chosen._replace(sort=""), interests), bool(chosen.q or chosen.region)
    page = first_of(found, request, limited=limited, asked=asked)
    zone = timezone.get_current_timezone_name()
    calls, table = until_change((*asked, chosen.sort, page.number, zone), lambda: _told(page, chosen))
    context = admin.site.each_context(request) | {
        "title": _("Expressions of interest"),
        "page": page,
        "most": MOST,
        "drawn": table,
        "chosen": chosen,
        "calls": tuple(calls.items()),
        "statuses": tuple((status.value, status.label) for status in STATUSES),
        "regions": tuple((pk, region.name) for pk, region in regions().items()),
        "sorts": tuple((value, label) for value, (label, _order) in SORTS.items()),
        "opts": Expression._meta,
    }
    return render(request, "admin/hubs/expression/list.html", context)


def _told(page: Any, chosen: Chosen) -> tuple[dict[int, str], SafeString]:
    """The titles of calls, and the rows of the table's body."""
    rows = list(page.object_list.values_list(*COLUMNS))
    calls = _calls({row[1] for row in rows}, chosen.call)
    return calls, _drawn(rows, calls)


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


def _drawn(rows: Sequence[tuple[Any, ...]], calls: dict[int, str]) -> SafeString:
    """The rows of the table's body: the hub with its call, and a cell below each of the heads."""
    asked, home = _asked([row[0] for row in rows]), reverse("admin:hubs_expression_changelist")
    shores = {pk: escape(region.code.upper()) for pk, region in regions().items()}
    titles = {pk: note(title) for pk, title in calls.items()}
    states = {state.value: escape(str(state.label)) for state in STATUSES}
    texts, numbers = openings(_heads()), openings(_heads(), "number")
    begin = [*texts[:2], *numbers[2:4], *texts[4:]]
    lines = []
    for pk, call, hub, region, status, submitted_at, evaluations in rows:
        row = (shores[region], states[status], str(asked.get(pk, 0)), str(evaluations or 0))
        lines.append(
            f'<tr><th scope="row"><a href="{home}{pk}/change/">{escape(hub)}</a>{titles[call]}</th>'
            f"{cells(begin, (*row, moment(submitted_at)))}</tr>"
        )
    return mark_safe("\n".join(lines))  # noqa: S308  # every text is escaped where it is put in


def _heads() -> list[str]:
    """Of the columns beside the hub; the third and the fourth are numbers."""
    return [_("Region"), _("State"), _("Reviewers"), _("Evaluations"), _("Handed in")]


def _asked(expressions: Sequence[int]) -> dict[int, int]:
    """How many reviewers each of these has."""
    mine = Assignment.objects.filter(expression__in=expressions).exclude(status__in=GONE)
    return dict(mine.order_by().values_list("expression_id").annotate(number=Count("pk")))


def _calls(shown: Collection[int], chosen: int | None) -> dict[int, str]:
    """Titles of the newest calls, the chosen one and those of the rows."""
    newest = Call.objects.order_by("-pk").values("pk")[:CALLS]
    wanted = Q(pk__in=[*shown, chosen or 0]) | Q(pk__in=newest)
    return dict(Call.objects.filter(wanted).order_by("-pk").values_list("pk", "title"))
