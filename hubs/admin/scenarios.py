"""Scenarios in the office: the addresses of the list, the comparison, the desk and its moves."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _

from hubs.admin.desk_moves import redo, revise, solve, undo
from hubs.admin.desk_page import desk, partners, since
from hubs.admin.reasons_page import reasons
from hubs.admin.scenario_compare import compare
from hubs.admin.scenario_list import discard, make, rename, scenarios
from hubs.admin.scenario_publish import publish
from hubs.models import Scenario
from twinning.core.admin import OfficeAdmin

OF_ONE = {
    "desk": desk,
    "partners": partners,
    "since": since,
    "revise": revise,
    "undo": undo,
    "redo": redo,
    "solve": solve,
    "rename": rename,
    "publish": publish,
    "discard": discard,
    "reasons": reasons,
}


@admin.register(Scenario)
class ScenarioAdmin(OfficeAdmin):
    section = _("Pairing")
    position = 3

    def get_urls(self) -> list[Any]:
        view = self.admin_site.admin_view
        return [
            path("make/", view(make), name="hubs_scenario_make"),
            path("compare/", view(compare), name="hubs_scenario_compare"),
            *(
                path(f"<int:pk>/{step}/", view(page), name=f"hubs_scenario_{step}")
                for step, page in OF_ONE.items()
            ),
            *super().get_urls(),
        ]

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """The scenarios of a call, with their figures."""
        return scenarios(request)

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """A scenario is changed on its desk alone."""
        return redirect(reverse("admin:hubs_scenario_desk", args=[object_id]))
