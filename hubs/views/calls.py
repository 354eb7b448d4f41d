"""Calls: what is asked of hubs, until when, and how to apply."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import Case, IntegerField, Value, When
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hubs.answers import TEXTS
from hubs.forms.expressions import StartForm
from hubs.models import Call, Expression, Hub, Membership
from hubs.operations.calls import archive_call, publish_call, release_call
from hubs.operations.expressions import start_expression
from hubs.states import CALL, CallStatus
from twinning.core.errors import Refused
from twinning.core.paging import page_of
from twinning.core.prose import paragraphs
from twinning.core.steps import step
from twinning.core.web import find, permit, permitted


def calls(request: HttpRequest) -> HttpResponse:
    """All calls one may see: those open now first, the nearest deadline on top."""
    now = timezone.now()
    is_open = When(status=CallStatus.PUBLISHED, opens_at__lte=now, closes_at__gt=now, then=Value(0))
    to_come = When(status__in=[CallStatus.DRAFT, CallStatus.PUBLISHED], opens_at__gt=now, then=Value(1))
    ordered = Call.objects.visible_to(request.user).annotate(
        turn=Case(is_open, to_come, default=Value(2), output_field=IntegerField())
    )
    found = ordered.defer("text", "text_en", "text_es", "text_pt").order_by("turn", "-closes_at")
    page = page_of(found.prefetch_related("places__region"), request)
    return render(request, "hubs/calls.html", {"page": page, "rows": [_row(call) for call in page]})


def _row(call: Call) -> dict[str, Any]:
    return {"call": call, "state": state(call), "places": " · ".join(map(str, call.places.all()))}


def state(call: Call) -> str:
    """Where a call stands in time: `draft`, `soon`, `open`, `closed`, `decided`."""
    if call.status == CallStatus.DRAFT:
        return "draft"
    if call.status != CallStatus.PUBLISHED:
        return "decided"
    if call.is_over:
        return "closed"
    return "open" if call.is_open else "soon"


def call(request: HttpRequest, slug: str) -> HttpResponse:
    """Everything about a call, and the way to apply."""
    this = find(Call.objects.visible_to(request.user), slug=slug)
    mine = my_hubs(request.user)
    begun = Expression.objects.filter(call=this, hub__in=mine).select_related("hub", "call").defer(*TEXTS)
    free = mine.exclude(pk__in=begun.values("hub")).filter(region__in=this.places.values("region"))
    may_start = permitted(request.user, "hubs.start_expression", this)
    context = {
        "call": this,
        "state": state(this),
        "text": paragraphs(this.text),
        "zones": zones(this),
        "places": this.places.select_related("region"),
        "criteria": [_criterion(criterion) for criterion in this.criteria.all()],
        "areas": this.technology_areas.all(),
        "begun": begun,
        "form": StartForm(hubs=free) if may_start and free else None,
    }
    return render(request, "hubs/call.html", context)


def _criterion(criterion: Any) -> dict[str, Any]:
    """Numbers become text once, as people write them: 5 and not 5.00."""
    numbers = {
        name: getattr(criterion, name).normalize() for name in ("weight", "minimum", "maximum", "threshold")
    }
    return {"name": criterion.name, "guidance": criterion.guidance} | {
        k: f"{v:f}" for k, v in numbers.items()
    }


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
