"""The buttons of the steps that this person may take now."""

from typing import Any

from django import template
from django.db.models import Model
from django.urls import reverse

from twinning.core.lifecycle import Lifecycle
from twinning.core.web import permitted

register = template.Library()


@register.inclusion_tag("components/steps.html", takes_context=True)
def steps(context: dict[str, Any], record: Model, *, back: str = "") -> dict[str, Any]:
    """Draw a button for each step of the record's lifecycle that is permitted now."""
    user = context["request"].user
    if not user.is_authenticated:
        return {"steps": []}
    lifecycle = lifecycle_of(record)
    key = getattr(record, "slug", None) or record.pk
    name = "slug" if getattr(record, "slug", None) else "pk"
    buttons = [
        {
            "step": step,
            "label": move.label,
            "grave": move.grave,
            "url": reverse(lifecycle.url_name(step), kwargs={name: key}),
        }
        for step, move in lifecycle
        if not move.by_clock and move.label
        if permitted(user, lifecycle.permission(step), record)
    ]
    buttons.sort(key=lambda button: bool(button["grave"]))
    return {"steps": buttons, "back": back, "csrf_token": context.get("csrf_token")}


def lifecycle_of(record: Model) -> Lifecycle:
    """The lifecycle of a record, by its app and model name."""
    return Lifecycle.registry[f"{record._meta.app_label}.{record._meta.model_name}"]
