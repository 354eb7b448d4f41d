"""Files of applications in the office: what they are, and what the virus check says of each."""

from typing import Any

from django.conf import settings
from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from hubs.admin.calls import SECTION
from hubs.models import Attachment
from twinning.core.admin import OfficeAdmin


@admin.register(Attachment)
class AttachmentAdmin(OfficeAdmin):
    """Those that belong to a submission that counts; drafts are their hubs' own business."""

    section = SECTION
    position = 9
    list_display = ["door", "expression", "status", "refused", "scanned_at", "size"]
    list_filter = ["status", "expression__call"]
    list_display_links = None
    ordering = ["-pk"]

    def get_queryset(self, request: HttpRequest) -> Any:
        return Attachment.objects.visible_to(request.user).select_related(
            "expression__hub", "expression__call"
        )

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """The list only: a file is read where its application is read."""
        return obj is None and super().has_view_permission(request)

    @admin.display(description=_("file"), ordering="name")
    def door(self, attachment: Attachment) -> SafeString:
        return format_html('<a href="{}">{}</a>', attachment.get_absolute_url(), attachment.name)

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        if not settings.SCAN_COMMAND:
            words = _("No virus scanner is set up (SCAN_COMMAND): files are given out unchecked.")
            messages.warning(request, words)
        return super().changelist_view(request, extra_context)
