"""The admin as the coordinators' office: its rooms stand in the order of the work."""

from collections.abc import Collection
from typing import Any

from django.contrib.admin import AdminSite
from django.contrib.admin.apps import AdminConfig
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

Rooms = list[dict[str, Any]]


class OfficeSite(AdminSite):
    """Lists what each model's admin calls its `section`, sections and models by their `position`."""

    site_title = index_title = _("Office")

    def __init__(self, name: str = "admin") -> None:
        super().__init__(name)
        self._rooms: dict[Any, Rooms] = {}
        self._menus: dict[Any, SafeString] = {}

    def has_permission(self, request: HttpRequest) -> bool:
        return bool(getattr(request.user, "works_in_office", False))

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> Rooms:
        """The rooms, put together once for a role and language: what one may do in them hangs on both alone.

        Everybody gets the same list: change nothing in it.
        """
        if app_label is not None:
            return super().get_app_list(request, app_label)
        key = whose(request)
        if key not in self._rooms:
            self._rooms[key] = self._in_order(super().get_app_list(request))
        return self._rooms[key]

    def menu(self, request: HttpRequest) -> SafeString:
        """The rooms beside a page, drawn once for a role, a language and its own room."""
        rooms = self.get_app_list(request)
        addresses = {model["admin_url"] for section in rooms for model in section["models"]}
        key = (*whose(request), (here := room_of(request.path, addresses)))
        if key not in self._menus:
            drawn = render_to_string(
                "admin/nav_sidebar.html", {"available_apps": rooms, "request": {"path": here}}
            )
            self._menus[key] = mark_safe(drawn)  # noqa: S308  # the template escapes by itself
        return self._menus[key]

    def _in_order(self, apps: Rooms) -> Rooms:
        entries = [(app, model) for app in apps for model in app["models"]]
        entries.sort(key=lambda entry: self._position(entry[1]))
        sections: dict[str, dict[str, Any]] = {}
        for app, model in entries:
            section = str(getattr(self._registry[model["model"]], "section", "") or app["name"])
            sections.setdefault(section, app | {"name": section, "models": []})["models"].append(model)
        return list(sections.values())

    def _position(self, model: dict[str, Any]) -> int:
        return getattr(self._registry[model["model"]], "position", 100)


def whose(request: HttpRequest) -> tuple[Any, ...]:
    """What the rooms depend on, beside the place: no name and no right of a single person is in them."""
    names = ("role", "works_in_office", "is_superuser", "is_active")
    standing = [getattr(request.user, name, None) for name in names]
    return get_language(), request.META.get("SCRIPT_NAME", ""), *standing


def room_of(path: str, addresses: Collection[str]) -> str:
    """The address of the room that a page belongs to, or nothing."""
    return max((room for room in addresses if room and path.startswith(room)), key=len, default="")


class OfficeAdminConfig(AdminConfig):
    default_site = "twinning.core.office.OfficeSite"
