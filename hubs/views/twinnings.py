"""A twinning as the public sees it, and the steps of the office."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from hubs.cards import card_of
from hubs.models import Hub, Twinning
from hubs.operations.twinnings import end_twinning
from hubs.states import TWINNING, TwinningStatus
from twinning.core.steps import ReasonForm, step
from twinning.core.web import find


def twinning(request: HttpRequest, pk: int) -> HttpResponse:
    """Its partners, on their shores, and since when."""
    visible = Twinning.objects.visible_to(request.user).select_related("call")
    this = find(visible.prefetch_related("partners__hub__region", "partners__hub__technology_areas"), pk=pk)
    hubs = [partner.hub for partner in this.partners.all()]
    seen = set(
        Hub.objects.visible_to(request.user)
        .filter(pk__in=[hub.pk for hub in hubs])
        .values_list("pk", flat=True)
    )
    context = {
        "twinning": this,
        "title": str(this),
        "partners": [card_of(hub, hub.pk in seen) for hub in hubs],
        "areas": _common_areas(hubs),
        "is_running": this.status == TwinningStatus.RUNNING,
    }
    return render(request, "hubs/twinning.html", context)


def _common_areas(hubs: list[Hub]) -> list[str]:
    named = [{area.name for area in hub.technology_areas.all()} for hub in hubs]
    return sorted(set.intersection(*named)) if named else []


end = step(
    TWINNING,
    "end",
    Twinning,
    end_twinning,
    form_class=ReasonForm,
    explains=_(
        "The twinning ends today, and everybody in its hubs gets a letter. The reason stays in the office."
    ),
    done=_("The twinning has ended."),
)
