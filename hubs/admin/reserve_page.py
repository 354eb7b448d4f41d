"""The reserve of a region, as a page of the office; and what all pages beside the ranking share."""

from typing import Any

from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from hubs.admin.places import chosen_place, places_of
from hubs.admin.ranking import here_hides
from hubs.forms.selection import ReserveForm
from hubs.models import Call, Decision
from hubs.operations.replacing import free_places
from hubs.operations.reserve import order_reserve
from hubs.states import CallStatus, ExpressionStatus
from twinning.core.errors import Refused
from twinning.core.paging import page_of
from twinning.core.web import find, permit, permitted

MOST = 100  # applications in reserve on one page


def call_for(request: HttpRequest, pk: int, permission: str = "hubs.see_ranking") -> Call:
    """The call, for whoever may see its ranking."""
    call = find(Call.objects.visible_to(request.user), pk=pk)
    permit(request.user, permission, call)
    return call


def context_of(request: HttpRequest, call: Call, here: str, title: str) -> dict[str, Any]:
    """What all pages beside the ranking have in common."""
    return admin.site.each_context(request) | {
        "title": title % {"call": call},
        "call": call,
        "here": here,
        "hides": here_hides(request, call),
        "opts": Call._meta,
    }


@require_http_methods(["GET", "HEAD", "POST"])
def reserve(request: HttpRequest, pk: int) -> HttpResponse:
    """The reserve of a region in its order, which may be changed before the release; then who moves up."""
    call = call_for(request, pk)
    places = places_of(call)
    place = chosen_place(places, request.GET.get("region", ""))
    page = page_of(_reserve(request, call, place), request, length=MOST)
    rows = list(page.object_list)
    form = ReserveForm(request.POST or None, rows=rows, first=page.start_index())
    if request.method == "POST":
        permit(request.user, "hubs.order_reserve", call)
        if form.is_valid() and place is not None:
            order, reason = form.order(_whole(call, place)), form.cleaned_data["reason"]
            try:
                order_reserve(call, region=place.region, order=order, reason=reason, by=request.user)
            except Refused as refusal:
                form.add_error(refusal.field, str(refusal))
            else:
                messages.success(request, _("The order of the reserve is saved."))
                return redirect(request.get_full_path())
    may_order = permitted(request.user, "hubs.order_reserve", call) and call.is_over
    context = context_of(request, call, "reserve", _("Reserve: %(call)s")) | {
        "places": places,
        "place": place,
        "rows": rows,
        "page": page,
        "form": form,
        "may_order": may_order and not here_hides(request, call),
        "free": _free(request, call, place),
    }
    return render(request, "admin/hubs/call/reserve.html", context, status=422 if form.errors else 200)


def _reserve(request: HttpRequest, call: Call, place: Any) -> Any:
    decisions = Decision.objects.visible_to(request.user).filter(expression__call=call).in_reserve()
    here = decisions.filter(expression__hub__region=place.region if place else None)
    if call.status == CallStatus.PUBLISHED:  # whoever withdrew is out of the race
        here = here.filter(expression__status=ExpressionStatus.SUBMITTED)
    return here.select_related("expression__hub", "expression__standing")


def _whole(call: Call, place: Any) -> list[int]:
    """All of them in their order, whatever page is shown."""
    decisions = Decision.objects.filter(expression__call=call, expression__hub__region=place.region)
    racing = decisions.filter(expression__status=ExpressionStatus.SUBMITTED).in_reserve()
    return list(racing.values_list("expression_id", flat=True))


def _free(request: HttpRequest, call: Call, place: Any) -> list[Any]:
    """Places that selected hubs have left, with who is next; a reader with an interest sees none."""
    if call.status != CallStatus.RELEASED or here_hides(request, call):
        return []
    return [one for one in free_places(call) if place and one.left.hub.region_id == place.region]
