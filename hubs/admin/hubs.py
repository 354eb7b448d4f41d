"""Hubs and their people in the office; hubs are edited on their own pages, which keep versions."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from hubs.models import Hub, Invitation, Membership
from twinning.core.admin import OfficeAdmin, OfficeRows

SECTION = _("Hubs and their people")


class MembershipRows(OfficeRows, admin.TabularInline):
    model = Membership
    fields = readonly_fields = ["user", "role", "since"]
    verbose_name_plural = _("people of this hub")

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).select_related("user", "hub")


@admin.register(Hub)
class HubAdmin(OfficeAdmin):
    section = SECTION
    position = 6
    adds = True
    list_display = ["name", "country", "region", "bella_status", "status"]
    list_filter = ["status", "region", "bella_status", "technology_areas"]
    list_select_related = ["region"]
    search_fields = ["search"]
    search_help_text = _("Name, acronym, city or country.")
    inlines = [MembershipRows]
    fields = readonly_fields = [
        "status", "slug", "name", "native_name", "acronym", "organisation_type", "country", "region", "city",
        "time_zone", "website", "areas", "connected_nren", "bella_status", "languages", "staff", "founded",
        "summary", "notes", "source_url",
    ]  # fmt: skip

    @admin.display(description=_("technology areas"))
    def areas(self, hub: Hub) -> str:
        return ", ".join(str(area) for area in hub.technology_areas.all())

    def links(self, record: Any, user: Any) -> list[tuple[Any, str]]:
        by = {"slug": record.slug}
        return [
            (_("Edit"), reverse("hubs:describe_hub", kwargs=by)),
            (_("Colleagues"), reverse("hubs:members", kwargs=by)),
            (_("Hubs it has worked with"), reverse("hubs:contacts", kwargs=by)),
            (_("See its page"), record.get_absolute_url()),
        ]

    def add_view(self, request: HttpRequest, form_url: str = "", extra_context: Any = None) -> HttpResponse:
        return redirect("hubs:register_hub")


@admin.register(Membership)
class MembershipAdmin(OfficeAdmin):
    section = SECTION
    position = 7
    list_display = ["user", "hub", "role", "since"]
    list_filter = ["role", "hub__region"]
    list_select_related = ["user", "hub"]
    search_fields = ["user__email", "user__name", "hub__search"]
    fields = readonly_fields = ["user", "hub", "role", "since"]

    def links(self, record: Any, user: Any) -> list[tuple[Any, str]]:
        return [(_("Colleagues"), reverse("hubs:members", kwargs={"slug": record.hub.slug}))]


@admin.register(Invitation)
class InvitationAdmin(OfficeAdmin):
    section = SECTION
    position = 8
    list_display = ["email", "hub", "role", "status", "sent_at", "expires_at"]
    list_filter = ["status"]
    list_select_related = ["hub"]
    search_fields = ["email", "hub__search"]
    fields = readonly_fields = ["email", "hub", "role", "invited_by", "status", "sent_at", "expires_at"]
