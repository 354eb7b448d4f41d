"""The admin as the coordinators' office: its rooms stand in the order of the work."""

from typing import Any

from django.contrib.admin import AdminSite
from django.contrib.admin.apps import AdminConfig
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _


class OfficeSite(AdminSite):
    """Lists what each model's admin calls its `section`, sections and models by their `position`."""

    site_title = index_title = _("Office")

    def has_permission(self, request: HttpRequest) -> bool:
        return bool(getattr(request.user, "works_in_office", False))

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[dict[str, Any]]:
        apps = super().get_app_list(request, app_label)
        if app_label is not None:
            return apps
        entries = [(app, model) for app in apps for model in app["models"]]
        entries.sort(key=lambda entry: self._position(entry[1]))
        sections: dict[str, dict[str, Any]] = {}
        for app, model in entries:
            section = str(getattr(self._registry[model["model"]], "section", "") or app["name"])
            sections.setdefault(section, app | {"name": section, "models": []})["models"].append(model)
        return list(sections.values())

    def _position(self, model: dict[str, Any]) -> int:
        return getattr(self._registry[model["model"]], "position", 100)


class OfficeAdminConfig(AdminConfig):
    default_site = "twinning.core.office.OfficeSite"
