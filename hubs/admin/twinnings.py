"""Twinnings in the office."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from hubs.models import Twinning
from twinning.core.admin import OfficeAdmin


@admin.register(Twinning)
class TwinningAdmin(OfficeAdmin):
    section = _("Twinnings")
    position = 5
    list_display = ["pair", "call", "status", "formed_at", "ended_at"]
    list_filter = ["status", "call"]
    fields = readonly_fields = ["pair", "call", "status", "formed_at", "ended_at"]

    def get_queryset(self, request: HttpRequest) -> Any:
        rows = super().get_queryset(request).select_related("call", "pairing")
        return rows.prefetch_related("partners__hub")

    @admin.display(description=_("hubs"))
    def pair(self, twinning: Twinning) -> str:
        return str(twinning)

    def links(self, record: Any, user: Any) -> list[tuple[Any, str]]:
        pairing = reverse("admin:hubs_pairing_change", args=[record.pairing_id])
        return [(_("How it was paired"), pairing), (_("See its page"), record.get_absolute_url())]
