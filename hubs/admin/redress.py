"""Complaints about the procedure, listed for the office."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from hubs.admin.calls import SECTION
from hubs.models import Redress
from twinning.core.admin import OfficeAdmin


@admin.register(Redress)
class RedressAdmin(OfficeAdmin):
    """Complaints about the procedure; they are answered on their own page."""

    section = SECTION
    position = 5
    list_display = ["hub", "call", "status", "filed_at", "answered_at"]
    list_filter = ["status", "expression__call"]
    search_fields = ["expression__hub__search"]
    ordering = ["-filed_at"]
    list_select_related = ["expression__hub", "expression__call"]
    fields = readonly_fields = [
        "hub",
        "call",
        "status",
        "text",
        "filed_by",
        "filed_at",
        "finding",
        "answered_at",
    ]

    def get_queryset(self, request: HttpRequest) -> Any:
        return Redress.objects.visible_to(request.user).select_related("expression__hub", "expression__call")

    @admin.display(description=_("hub"), ordering="expression__hub__name")
    def hub(self, redress: Redress) -> str:
        return str(redress.expression.hub)

    @admin.display(description=_("call"))
    def call(self, redress: Redress) -> str:
        return str(redress.expression.call)

    def links(self, record: Any, user: Any) -> list[tuple[Any, str]]:
        return [(_("Read and answer"), record.get_absolute_url())]
