"""Calls in the office, with their places and criteria."""

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest
from django.urls import path, reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from modeltranslation.admin import TranslationAdmin, TranslationStackedInline

from hubs.admin.ranking import propose, ranking
from hubs.models import Call, Criterion, Place
from hubs.operations.calls import prepare_call, revise_call
from hubs.states import CallStatus
from twinning.accounts.time_zones import choices
from twinning.core.admin import OfficeAdmin, OfficeRows, rows_of

SECTION = _("Selection")


class CallForm(forms.ModelForm):
    """Says in words, beside the field, what the database would say in its own."""

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        opens_at, closes_at = given.get("opens_at"), given.get("closes_at")
        if opens_at and closes_at and closes_at <= opens_at:
            self.add_error("closes_at", gettext("A call closes after it opens."))
        return given


class PlaceRows(OfficeRows, admin.TabularInline):
    model = Place
    adds = changes = deletes = True

    def get_extra(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> int:
        return 0 if obj else 2


class CriterionRows(OfficeRows, TranslationStackedInline):
    """Frozen once the call is published: applicants wrote to them, reviewers mark by them."""

    model = Criterion
    adds = changes = deletes = True
    fieldsets = [
        (None, {"fields": ["code", "name", "guidance"]}),
        (None, {"fields": [("weight", "threshold"), ("minimum", "maximum", "increment"), "position"]}),
    ]

    def get_extra(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> int:
        return 0 if obj else 3

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_add_permission(request, obj) and is_draft(obj)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_change_permission(request, obj) and is_draft(obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_delete_permission(request, obj) and is_draft(obj)


def is_draft(call: Call | None) -> bool:
    return call is None or call.status == CallStatus.DRAFT


@admin.register(Call)
class CallAdmin(OfficeAdmin, TranslationAdmin):
    section = SECTION
    position = 1
    adds = changes = True
    form = CallForm
    list_display = ["title", "status", "opens_at", "closes_at", "evaluations_due_at"]
    list_filter = ["status"]
    inlines = [PlaceRows, CriterionRows]
    fieldsets = [
        (None, {"fields": ["slug", "title", "text", "technology_areas"]}),
        (
            _("Times"),
            {
                "fields": ["opens_at", "closes_at", "time_zone", "evaluations_due_at"],
                "description": _(
                    "Enter times on your own clock; the call tells its deadline in its time zone as well."
                ),
            },
        ),
        (_("Evaluation"), {"fields": ["threshold", "evaluations_wanted"]}),
    ]

    def get_urls(self) -> list[Any]:
        view = self.admin_site.admin_view
        return [
            path("<int:pk>/ranking/", view(ranking), name="hubs_call_ranking"),
            path("<int:pk>/propose-decisions/", view(propose), name="hubs_call_propose_decisions"),
            *super().get_urls(),
        ]

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        changeable = obj is None or obj.status in (CallStatus.DRAFT, CallStatus.PUBLISHED)
        return super().has_change_permission(request, obj) and changeable

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return () if is_draft(obj) else ("slug",)

    def get_prepopulated_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return {} if obj else {"slug": ["title_en"]}

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "time_zone":
            return forms.ChoiceField(label=_("Time zone"), choices=choices, initial="UTC")
        if db_field.name == "technology_areas":
            kwargs["widget"] = forms.CheckboxSelectMultiple
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def links(self, record: Any, user: Any) -> list[tuple[Any, str]]:
        applications = reverse("admin:hubs_expression_changelist") + f"?call__id__exact={record.pk}"
        return [
            (_("Applications"), applications),
            (_("Ranking and decisions"), reverse("admin:hubs_call_ranking", args=[record.pk])),
            (_("See its page"), record.get_absolute_url()),
        ]

    def add_record(self, form: Any, formsets: Any, *, by: Any) -> Any:
        words = dict(form.cleaned_data)
        places, criteria = formsets
        return prepare_call(
            by=by,
            title=words["title_en"],
            text=words["text_en"],
            places=_places(places),
            criteria=_criteria(criteria),
            **words,
        )

    def change_record(self, record: Any, form: Any, formsets: Any, *, by: Any) -> None:
        places, criteria = formsets
        changes = form.cleaned_data | {"places": _places(places)}
        if is_draft(record):
            changes["criteria"] = _criteria(criteria)
        revise_call(record, by=by, **changes)


def _places(formset: Any) -> dict[Any, int]:
    return {row["region"]: row["number"] for row in rows_of(formset)}


def _criteria(formset: Any) -> list[dict[str, Any]]:
    """In the order of their positions, as typed where these are alike."""
    return sorted(rows_of(formset), key=lambda row: row["position"])
