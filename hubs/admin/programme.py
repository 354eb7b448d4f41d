"""What another programme would have differently: its name, regions, technology areas, public words."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from modeltranslation.admin import TranslationAdmin

from hubs.models import Programme, PublicText, Region, ServiceKind, TechnologyArea
from hubs.operations.programme import (
    settle_programme,
    settle_public_text,
    settle_region,
    settle_service_kind,
    settle_technology_area,
)
from twinning.core.admin import OfficeAdmin

SECTION = _("Programme")


@admin.register(Programme)
class ProgrammeAdmin(OfficeAdmin, TranslationAdmin):
    """There is only one, so its list is its page."""

    section = SECTION
    position = 40
    adds = changes = True

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_add_permission(request, obj) and not Programme.objects.exists()

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        if Programme.objects.exists():
            return redirect("admin:hubs_programme_change", 1)
        return redirect("admin:hubs_programme_add")

    def add_record(self, form: Any, formsets: Any, *, by: Any) -> Any:
        settle_programme(by=by, **form.cleaned_data)
        return Programme.objects.get()

    def change_record(self, record: Any, form: Any, formsets: Any, *, by: Any) -> None:
        settle_programme(by=by, **form.cleaned_data)


class SettledAdmin(OfficeAdmin, TranslationAdmin):
    """Rows known by a code, which stays once it is given: other rows and files refer to it."""

    section = SECTION
    adds = changes = True
    known_by = "code"
    settle: Any = None

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return [self.known_by] if obj else []

    def add_record(self, form: Any, formsets: Any, *, by: Any) -> Any:
        words = dict(form.cleaned_data)
        code = words.pop(self.known_by)
        type(self).settle(code, by=by, **words)
        return self.model.objects.get(**{self.known_by: code})

    def change_record(self, record: Any, form: Any, formsets: Any, *, by: Any) -> None:
        type(self).settle(getattr(record, self.known_by), by=by, **form.cleaned_data)


@admin.register(Region)
class RegionAdmin(SettledAdmin):
    position = 41
    list_display = ["name", "code", "position"]
    settle = staticmethod(settle_region)


@admin.register(TechnologyArea)
class TechnologyAreaAdmin(SettledAdmin):
    position = 42
    list_display = ["name", "code", "position"]
    settle = staticmethod(settle_technology_area)


@admin.register(ServiceKind)
class ServiceKindAdmin(SettledAdmin):
    position = 44
    list_display = ["name", "code", "position"]
    settle = staticmethod(settle_service_kind)


@admin.register(PublicText)
class PublicTextAdmin(SettledAdmin):
    position = 43
    list_display = ["heading", "place"]
    known_by = "place"
    settle = staticmethod(settle_public_text)
