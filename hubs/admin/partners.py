"""Hubs that people have worked with: the office adds what it knows, and takes back mistakes."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from hubs.admin.calls import SECTION
from hubs.models import EarlierPartner
from hubs.operations.conflicts import forget_earlier_partner, name_earlier_partners
from twinning.accounts.models import User
from twinning.core.admin import OfficeAdmin


@admin.register(EarlierPartner)
class EarlierPartnerAdmin(OfficeAdmin):
    section = SECTION
    position = 5
    adds = deletes = True
    list_display = ["reviewer", "hub", "since"]
    search_fields = ["reviewer__name", "reviewer__email", "hub__search"]
    fields = ["reviewer", "hub"]
    list_select_related = ["reviewer", "hub"]

    def get_queryset(self, request: HttpRequest) -> Any:
        return EarlierPartner.objects.visible_to(request.user)

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "reviewer":
            people = User.objects.reviewers() | User.objects.office()
            kwargs["queryset"] = people.order_by("name", "email")
        field = super().formfield_for_foreignkey(db_field, request, **kwargs)
        if hasattr(field.widget, "can_add_related"):
            field.widget.can_add_related = field.widget.can_change_related = False
            field.widget.can_view_related = field.widget.can_delete_related = False
        return field

    def add_record(self, form: Any, formsets: Any, *, by: Any) -> Any:
        person, hub = form.cleaned_data["reviewer"], form.cleaned_data["hub"]
        name_earlier_partners(person, hubs=[hub], by=by)
        return EarlierPartner.objects.get(reviewer=person, hub=hub)

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        forget_earlier_partner(obj, by=request.user)

    def delete_queryset(self, request: HttpRequest, queryset: Any) -> None:
        for partner in queryset:
            forget_earlier_partner(partner, by=request.user)
