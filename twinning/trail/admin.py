"""The trail in the office: to be read, never to be written."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from twinning.core.admin import OfficeAdmin
from twinning.trail.hiding import TRACES
from twinning.trail.models import Trace


@admin.register(Trace)
class TraceAdmin(OfficeAdmin):
    section = _("People and records")
    position = 92
    list_display = ["at", "subject", "subject_id", "step", "actor"]
    list_display_links = ["at"]
    list_filter = ["subject", "step"]
    search_fields = ["=subject_id"]
    search_help_text = _("The number of a record.")
    ordering = ["-pk"]
    readonly_fields = [
        "subject",
        "subject_id",
        "number",
        "step",
        "by",
        "actor",
        "at",
        "detail",
        "before",
        "seal",
    ]

    def get_queryset(self, request: HttpRequest) -> Any:
        return TRACES.seen_by(request.user, super().get_queryset(request)).select_related("by")
