"""The hubs that an applicant may name: those it does not want, and those that a search finds."""

from typing import Any

from hubs.application.writing import Form
from hubs.models import Expression, Hub, PreferenceKind
from hubs.states import HubStatus

SHOWN = 20


def partners_of(form: Form, words: str) -> dict[str, Any]:
    """For the step of partners what stands beside its fields; for other steps nothing."""
    if form.step != "partners":
        return {"avoided": [], "offered": [], "query": ""}
    avoided = form.expression.preferences.filter(kind=PreferenceKind.AVOID).select_related("hub")
    return {"avoided": avoided, "offered": _offered(form.expression, words), "query": words}


def _offered(expression: Expression, words: str) -> list[Hub]:
    """Listed hubs of other regions that take part, by the words; none before somebody searches."""
    if not words.strip():
        return []
    regions = expression.call.places.filter(number__gt=0).values("region")
    others = Hub.objects.filter(status=HubStatus.LISTED, region__in=regions)
    others = others.exclude(region=expression.hub.region_id).exclude(
        pk__in=expression.preferences.values("hub")
    )
    return list(others.matching(words).select_related("region").order_by("name")[:SHOWN])
