"""Calls: what is asked of hubs, until when, and how to apply."""

from decimal import Decimal
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hubs.answers import TEXTS
from hubs.forms.expressions import StartForm
from hubs.listing import call_rows, calls_in_turn, standing
from hubs.models import Call, Expression, Hub, Membership
from hubs.operations.calls import archive_call, publish_call, release_call
from hubs.operations.expressions import start_expression
from hubs.states import CALL
from twinning.core.errors import Refused
from twinning.core.paging import page_of
from twinning.core.prose import paragraphs
from twinning.core.steps import step
from twinning.core.web import find, permit, permitted

NUMBERS = ("weight", "minimum", "maximum", "threshold")  # of a criterion


def calls(request: HttpRequest) -> HttpResponse:
    """All calls one may see: those open now first, the nearest deadline on top."""
    page = page_of(calls_in_turn(request.user), request)
    return render(request, "hubs/calls.html", {"page": page, "rows": call_rows(list(page))})


def state(call: Call) -> str:
    """Where a call stands in time, as its badge says."""
    return standing(call.status, call.opens_at, call.closes_at, timezone.now())


def call(request: HttpRequest, slug: str) -> HttpResponse:
    """Everything about a call, and the way to apply."""
    this = find(Call.objects.visible_to(request.user), slug=slug)
    context = {
        "call": this,
        "state": state(this),
        "text": paragraphs(this.text),
        "zones": zones(this),
        "places": list(this.places.select_related("region")),
        "criteria": [_criterion(*row) for row in this.criteria.values_list("name", "guidance", *NUMBERS)],
        "areas": this.technology_areas.values_list("name", flat=True),
        **_applying(this, request.user),
    }
    return render(request, "hubs/call.html", context)


def _applying(this: Call, user: Any) -> dict[str, Any]:
    """What the person's hubs have begun, and the form for those that have not; a visitor has none."""
    if not user.is_authenticated:
        return {"begun": [], "form": None}
    mine = my_hubs(user)
    begun = Expression.objects.filter(call=this, hub__in=mine).select_related("hub", "call").defer(*TEXTS)
    free = mine.exclude(pk__in=begun.values("hub")).filter(region__in=this.places.values("region"))
    may_start = permitted(user, "hubs.start_expression", this)
    return {"begun": begun, "form": StartForm(hubs=free) if may_start and free else None}


def _criterion(name: str, guidance: str, *numbers: Decimal) -> dict[str, Any]:
    """Numbers become text once, as people write them: 5 and not 5.00."""
    written = [f"{number.normalize():f}" for number in numbers]
    return {"name": name, "guidance": guidance} | dict(zip(NUMBERS, written, strict=True))


def zones(this: Call) -> list[str]:
    """On whose clocks the deadline is told: the call's, the reader's, and UTC; each once."""
    return list(dict.fromkeys([this.time_zone, timezone.get_current_timezone_name(), "UTC"]))


def my_hubs(user: Any) -> Any:
    """The hubs in whose name this person may write."""
    if not user.is_authenticated:
        return Hub.objects.none()
    return Hub.objects.filter(pk__in=Membership.objects.filter(user=user).writers().values("hub"))


@login_required
def start(request: HttpRequest, slug: str) -> HttpResponse:
    """Begin an expression of interest with one of one's hubs."""
    this = find(Call.objects.visible_to(request.user), slug=slug)
    permit(request.user, "hubs.start_expression", this)
    mine = my_hubs(request.user)
    form = StartForm(request.POST or None, hubs=mine)
    if request.method == "POST" and form.is_valid():
        hub = form.cleaned_data["hub"]
        if begun := Expression.objects.filter(call=this, hub=hub).first():
            return redirect(begun)
        try:
            expression = start_expression(this, hub=hub, by=request.user)
        except Refused as refusal:
            form.add_error(refusal.field, str(refusal))
        else:
            return redirect("hubs:revise_expression", pk=expression.pk)
    context = {"call": this, "form": form, "hubs": mine}
    return render(request, "hubs/start.html", context, status=409 if form.errors else 200)


publish = step(
    CALL,
    "publish",
    Call,
    publish_call,
    explains=_("Everybody sees the call from now on, and hubs can apply from its opening instant."),
    done=_("The call is published."),
)
release = step(
    CALL,
    "release",
    Call,
    release_call,
    explains=_("All decisions take effect at this moment, and every hub gets a letter. It cannot be undone."),
    done=_("The decisions are released; the letters are on their way."),
)
archive = step(
    CALL,
    "archive",
    Call,
    archive_call,
    explains=_("Nothing about this call changes any more. It can still be read."),
    done=_("The call is archived."),
)
