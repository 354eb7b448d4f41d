"""The fields of a portfolio as people call them."""

from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from hubs.models import Hub
from portfolios.changes import HUB_FIELDS, Change, Section
from portfolios.models import Portfolio, Service


def named_changes(sections: list[Section]) -> list[dict[str, Any]]:
    """The sections with their titles, and each change with the field's own name."""
    labels = _labels()
    kinds = {"added": (_("new"), "good"), "removed": (_("removed"), "bad"), "changed": (_("changed"), "info")}
    return [
        {
            "title": section.title or _("Introduction and hub"),
            "kind": kinds[section.kind][0],
            "tone": kinds[section.kind][1],
            "rows": [_row(labels, change) for change in section.changes],
        }
        for section in sections
    ]


def _row(labels: dict[str, str], change: Change) -> tuple[str, str, str]:
    if change.field == "language":
        names = dict(settings.LANGUAGES)
        return labels["language"], str(names.get(change.before, "")), str(names[change.after])
    return labels[change.field], change.before, change.after


def _labels() -> dict[str, str]:
    hub = {f"hub_{name}": Hub._meta.get_field(name).verbose_name for name in HUB_FIELDS}
    own = {
        name: Portfolio._meta.get_field(name).verbose_name for name in ("intro", "contact_email", "language")
    }
    texts = ("name", "category", "summary", "access_mode", "price_model", "source_url")
    service = {name: Service._meta.get_field(name).verbose_name for name in texts}
    service["areas"] = Service._meta.get_field("technology_areas").verbose_name
    service["groups"] = Service._meta.get_field("target_groups").verbose_name
    return {name: str(label) for name, label in (hub | own | service).items()}
