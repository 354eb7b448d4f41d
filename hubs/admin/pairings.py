"""Pairing in the office: a page to choose hubs beside their fit, and the pairings made."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from hubs.admin.pairing_page import pairing_page
from hubs.fitting import area_names, hundredths, told
from hubs.models import Pairing
from twinning.core.admin import OfficeAdmin

SECTION = _("Pairing")


@admin.register(Pairing)
class PairingAdmin(OfficeAdmin):
    section = SECTION
    position = 4
    adds = True
    list_display = ["hubs", "call", "fit_of_100", "status", "proposed_at"]
    list_filter = ["status", "call"]
    fields = readonly_fields = ["hubs", "call", "status", "proposed_by", "proposed_at"]
    change_form_template = "admin/hubs/pairing/change_form.html"

    def get_queryset(self, request: HttpRequest) -> Any:
        rows = super().get_queryset(request).select_related("call", "proposed_by")
        return rows.prefetch_related("expressions__hub")

    @admin.display(description=_("hubs"))
    def hubs(self, pairing: Pairing) -> str:
        return str(pairing)

    @admin.display(description=_("fit, of 100"), ordering="fit")
    def fit_of_100(self, pairing: Pairing) -> str:
        return hundredths(pairing.fit)

    def around(self, request: HttpRequest, record: Any) -> dict[str, Any]:
        parts = told(record.parts, area_names())
        return super().around(request, record) | {"parts": parts, "fit": hundredths(record.fit)}

    def add_view(self, request: HttpRequest, form_url: str = "", extra_context: Any = None) -> HttpResponse:
        return pairing_page(request)
