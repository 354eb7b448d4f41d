"""Calls: what is asked of hubs, until when, and how to apply."""

from datetime import datetime
from typing import Any, NamedTuple

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hubs.calls.asked import asked
from hubs.calls.listing import call_rows, calls_in_turn, standing
from hubs.evaluation.decided import decided_in_figures
from hubs.forms.expressions import StartForm
from hubs.models import Call, Expression, Outcome
from hubs.operations.calls import archive_call
from hubs.operations.expressions import start_expression
from hubs.operations.releasing import release_call
from hubs.states import CALL, CallStatus
from hubs.views.applying import applying, call_for, my_hubs
from twinning.accounts.readers import is_outside
from twinning.core.errors import Refused
from twinning.core.keeping import until_settled
from twinning.core.kept_pages import kept_page
from twinning.core.paging import page_of
from twinning.core.prose import paragraphs
from twinning.core.steps import StepView, step
from twinning.core.web import find, permit, permitted


class Told(NamedTuple):
    """What a call's page says above all."""

    slug: str
    title: str
    closes_at: datetime
    time_zone: str


@kept_page("page", alike=is_outside)
def calls(request: HttpRequest) -> HttpResponse:
    """All calls one may see: those open now first, the nearest deadline on top."""
    page = page_of(calls_in_turn(request.user), request)
    context = {"page": page, "rows": call_rows(list(page))}
    return TemplateResponse(request, "hubs/calls.html", context)


def state(call: Call) -> str:
    """Where a call stands in time, as its badge says."""
    return standing(call.status, call.opens_at, call.closes_at, timezone.now())


@kept_page(alike=is_outside, own={"hubs/_applying.html": applying})
def call(request: HttpRequest, slug: str) -> HttpResponse:
    """Everything about a call, and the way to apply."""
    this = call_for(request.user, slug)
    context = {
        "call": Told(this.slug, this.title, this.closes_at, this.time_zone),
        "state": state(this),
        "shown": _shown(this),
        "record": this if getattr(request.user, "works_in_office", False) else None,
        "links": _links(this, request.user),
    }
    return TemplateResponse(request, "hubs/call.html", context)


def _shown(this: Call) -> dict[str, str]:
    """What its version tells everybody who sees it; times are on the reader's clock."""
    zone = timezone.get_current_timezone_name()
    return until_settled(("call", this.pk, this.version, state(this), zone), lambda: _drawn(this))


def _drawn(this: Call) -> dict[str, str]:
    areas = this.technology_areas.values_list("name", flat=True)
    words = {"text": paragraphs(this.text), "areas": areas, **asked(this)}
    times = {
        "call": this,
        "state": state(this),
        "places": list(this.places.select_related("region")),
        "extensions": this.extensions.all() if this.status != CallStatus.DRAFT else [],
    }
    return {
        "words": render_to_string("hubs/_call_words.html", words),
        "times": render_to_string("hubs/_call_times.html", times),
    }


def _links(this: Call, user: Any) -> list[tuple[Any, str]]:
    """Where else the office goes from here."""
    names = {"extend_call": _("Extend the deadline"), "give_late_entry": _("Late entries")}
    return [
        (label, reverse(f"hubs:{name}", args=[this.slug]))
        for name, label in names.items()
        if permitted(user, f"hubs.{name}", this)
    ]


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


class ReleaseView(StepView):
    """Asks, with what is decided in figures."""

    template = "hubs/release.html"

    def around(self, record: Any) -> dict[str, Any]:
        return {"rows": decided_in_figures(record, self.request.user), "outcomes": Outcome.labels}


release = ReleaseView.as_view(
    lifecycle=CALL,
    step="release",
    model=Call,
    operation=release_call,
    explains=_("All decisions take effect at this moment, and every hub gets a letter. It cannot be undone."),
    done=_("The decisions are released; the letters are on their way."),
)


def _closing(call: Call) -> Any:
    """Of a call that is not decided the books are rarely meant to be closed."""
    if call.status == CallStatus.PUBLISHED and call.expressions.exists():
        return _(
            "The decisions of this call have not been released: its hubs will never hear of any. Nothing"
            " about it changes any more. It can still be read."
        )
    return _("Nothing about this call changes any more. It can still be read.")


archive = step(
    CALL,
    "archive",
    Call,
    archive_call,
    explains=_closing,
    done=_("The call is archived."),
)
