"""The pulse of running twinnings in the office: which pairs need a call, and why."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from hubs.models import Programme, Pulse
from hubs.pulse.looks import looks_of
from twinning.core.admin import OfficeAdmin
from twinning.core.paging import page_of
from twinning.core.web import permit


@admin.register(Pulse)
class PulseAdmin(OfficeAdmin):
    """Its list is the page of all running twinnings; a pulse by itself can be read."""

    section = _("Twinnings")
    position = 6
    fields = readonly_fields = [
        "hub", "month", "mood", "needs", "answered_by", "answered_at", "asked_at", "reply", "replied_by",
        "replied_at",
    ]  # fmt: skip

    def get_queryset(self, request: HttpRequest) -> Any:
        return Pulse.objects.visible_to(request.user).select_related("hub", "twinning", "answered_by")

    def links(self, record: Any, user: Any) -> list[tuple[Any, str]]:
        """To reply, where the hub needs something."""
        reply = [(_("Reply"), reverse("hubs:reply_to_pulse", args=[record.pk]))] if record.needs else []
        return [*reply, (_("See its page"), record.get_absolute_url())]

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        permit(request.user, "hubs.see_pulses")
        looks = looks_of(request.user)
        calling = [look for look in looks if look.needs_a_call]
        only = request.GET.get("show") == "call"
        page = page_of(calling if only else looks, request)
        context = admin.site.each_context(request) | {
            "title": gettext("Pulse"),
            "looks": list(page),
            "page": page,
            "only": only,
            "number": len(looks),
            "calling": len(calling),
            "days": Programme.current().silent_days,
            "opts": Pulse._meta,
        }
        return render(request, "admin/hubs/pulse/change_list.html", context)
