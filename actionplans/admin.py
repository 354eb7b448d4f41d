"""Plans in the office: to be followed, not to be written; their sections are the programme's."""

from typing import Any

from django.contrib import admin
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from actionplans.models import Activity, Plan, SectionKind, Signature
from actionplans.operations.programme import settle_section_kind
from hubs.admin.programme import SettledAdmin
from twinning.core.admin import OfficeAdmin, OfficeInline


class ActivityInline(OfficeInline):
    model = Activity
    fields = ["title", "kind", "lead", "due_on", "status"]
    readonly_fields = fields

    def get_queryset(self, request: Any) -> Any:
        return super().get_queryset(request).kept().select_related("lead")


class SignatureInline(OfficeInline):
    model = Signature
    fields = ["hub", "by", "number", "signed_at", "withdrawn_at", "digest"]
    readonly_fields = fields

    def get_queryset(self, request: Any) -> Any:
        return super().get_queryset(request).select_related("hub", "by")


@admin.register(Plan)
class PlanAdmin(OfficeAdmin):
    section = _("Twinnings")
    position = 32
    list_display = ["__str__", "status", "sections", "activities", "next_due_on", "edited_at"]
    list_filter = ["status"]
    search_fields = ["twinning__hubs__search"]
    fields = [
        "twinning",
        "status",
        "number",
        "opened_at",
        "proposed_at",
        "agreed_at",
        "edited_by",
        "edited_at",
    ]
    readonly_fields = fields
    inlines = [ActivityInline, SignatureInline]

    def get_queryset(self, request: Any) -> Any:
        return super().get_queryset(request).with_hubs()

    @admin.display(description=_("Sections written"))
    def sections(self, plan: Plan) -> str:
        return f"{plan.sections_filled} / {plan.sections_count}"

    @admin.display(description=_("Activities done"))
    def activities(self, plan: Plan) -> str:
        return f"{plan.activities_done} / {plan.activities_count}"

    def links(self, record: Plan, user: Any) -> list[tuple[Any, str]]:
        return [(_("Read the plan"), reverse("actionplans:plan", kwargs={"pk": record.pk}))]


@admin.register(SectionKind)
class SectionKindAdmin(SettledAdmin):
    position = 44
    list_display = ["title", "code", "position"]
    settle = staticmethod(settle_section_kind)
