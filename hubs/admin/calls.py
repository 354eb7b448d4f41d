"""Calls in the office, with all they ask; two coordinators never overwrite each other silently."""

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from modeltranslation.admin import TranslationAdmin

from hubs.admin.agreement_page import agreement
from hubs.admin.call_rows import CriterionRows, EligibilityItemRows, PlaceRows, QuestionRows, is_draft
from hubs.admin.eligibility import eligibility
from hubs.admin.pairing_rules_page import pairing_rules
from hubs.admin.selection import addresses
from hubs.admin.sharing_page import bring_in, sharing
from hubs.forms.lists import ListField, NumbersField
from hubs.models import Call
from hubs.models.call_parts import DAYS_BEFORE
from hubs.operations.call_promises import RULES_OF_RANKING
from hubs.operations.calls import prepare_call, revise_call
from hubs.states import CallStatus
from twinning.accounts.time_zones import choices
from twinning.core.admin import OfficeAdmin, rows_of

SECTION = _("Selection")


class CallForm(forms.ModelForm):
    """Says in words, beside the field, what the database would say in its own."""

    opened = forms.IntegerField(widget=forms.HiddenInput, required=False)
    tie_break = ListField(
        label=_("Ties are broken by"),
        required=False,
        help_text=_(
            "Short names of criteria between commas, the first decides first. Empty: in their order."
        ),
    )
    reminder_days = NumbersField(
        label=_("Reminders for drafts"),
        required=False,
        initial=DAYS_BEFORE,
        help_text=_("Days before the deadline, between commas. Only those who have not submitted get them."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["opened"] = self.instance.version
            days = self.instance.draft_reminders.values_list("days", flat=True)
            self.initial["reminder_days"] = list(days)
        for name in () if is_draft(self.instance if self.instance.pk else None) else RULES_OF_RANKING:
            if name in self.fields:
                self.fields[name].disabled = True

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        opens_at, closes_at = given.get("opens_at"), given.get("closes_at")
        if opens_at and closes_at and closes_at <= opens_at:
            self.add_error("closes_at", gettext("A call closes after it opens."))
        return given


@admin.register(Call)
class CallAdmin(OfficeAdmin, TranslationAdmin):
    section = SECTION
    position = 1
    adds = changes = True
    form = CallForm
    list_display = ["title", "status", "opens_at", "closes_at", "evaluations_due_at"]
    list_filter = ["status"]
    inlines = [PlaceRows, EligibilityItemRows, QuestionRows, CriterionRows]
    fieldsets = [
        (None, {"fields": ["slug", "title", "text", "technology_areas"]}),
        (
            _("Times"),
            {
                "fields": ["opens_at", "closes_at", "time_zone", "reminder_days", "evaluations_due_at"],
            },
        ),
        (
            _("Evaluation"),
            {
                "fields": [
                    "evaluations_wanted",
                    "threshold",
                    "weighting",
                    "tie_break",
                    "comments_required",
                    "blind_hubs",
                    "blind_reviewers",
                    "shares_reviews",
                ]
            },
        ),
        (_("Afterwards"), {"fields": ["redress_days", "retention_months"]}),
    ]

    def get_urls(self) -> list[Any]:
        view = self.admin_site.admin_view
        return [
            path("<int:pk>/eligibility/", view(eligibility), name="hubs_call_eligibility"),
            *addresses(view),
            path("<int:pk>/reviewers/", view(sharing), name="hubs_call_sharing"),
            path("<int:pk>/reviewers/import/", view(bring_in), name="hubs_call_import_assignments"),
            path("<int:pk>/pairing/", view(pairing_rules), name="hubs_call_pairing_rules"),
            path("<int:pk>/agreement/", view(agreement), name="hubs_call_agreement"),
            *super().get_urls(),
        ]

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_add_permission(request, obj) and request.user.has_perm("hubs.prepare_call")

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        changeable = obj is None or obj.status in (CallStatus.DRAFT, CallStatus.PUBLISHED)
        may = super().has_change_permission(request, obj) and request.user.has_perm("hubs.revise_call", obj)
        return may and changeable

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """The version that was opened goes along where something can be changed."""
        sets = [(title, dict(options)) for title, options in super().get_fieldsets(request, obj)]
        sets[1][1]["description"] = _whose_clock()
        if obj is None or not self.has_change_permission(request, obj):
            return sets
        return [*sets, (None, {"fields": ["opened"]})]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """What a published call has promised."""
        if is_draft(obj):
            return ()
        opened = ("opens_at",) if obj.opens_at <= timezone.now() else ()
        return ("slug", "closes_at", "time_zone", *opened)

    def get_prepopulated_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return {} if obj else {"slug": ["title_en"]}

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "time_zone":
            return forms.ChoiceField(label=_("Time zone"), choices=choices, initial="UTC")
        if db_field.name == "technology_areas":
            kwargs["widget"] = forms.CheckboxSelectMultiple
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    @admin.display(description=_("Reminders for drafts"))
    def reminder_days(self, call: Call) -> str:
        """Where the call is only read."""
        return "; ".join(str(reminder) for reminder in call.draft_reminders.all())

    def links(self, record: Any, user: Any) -> list[tuple[Any, str]]:
        applications = reverse("admin:hubs_expression_changelist") + f"?call__id__exact={record.pk}"
        found = [
            (_("Applications"), applications),
            (_("Eligibility"), reverse("admin:hubs_call_eligibility", args=[record.pk])),
            (_("Reviewers"), reverse("admin:hubs_call_sharing", args=[record.pk])),
            (_("Agreement of reviewers"), reverse("admin:hubs_call_agreement", args=[record.pk])),
            (_("Ranking and decisions"), reverse("admin:hubs_call_ranking", args=[record.pk])),
            (_("Rules of pairing"), reverse("admin:hubs_call_pairing_rules", args=[record.pk])),
        ]
        if record.status == CallStatus.PUBLISHED:
            found += [
                (_("Extend the deadline"), reverse("hubs:extend_call", args=[record.slug])),
                (_("Late entries"), reverse("hubs:give_late_entry", args=[record.slug])),
            ]
        if record.status == CallStatus.RELEASED:
            scenarios = reverse("admin:hubs_scenario_changelist") + f"?call={record.pk}"
            found.append((_("Pair hubs"), scenarios))
        return [*found, (_("See its page"), record.get_absolute_url())]

    def add_record(self, form: Any, formsets: Any, *, by: Any) -> Any:
        words = _words(form)
        return prepare_call(
            by=by, title=words["title_en"], text=words["text_en"], **words, **_parts(formsets)
        )

    def change_record(self, record: Any, form: Any, formsets: Any, *, by: Any) -> None:
        version = form.cleaned_data["opened"] or 0
        revise_call(record, by=by, version=version, **_words(form), **_parts(formsets))


def _whose_clock() -> str:
    """On which clock the office types: its own, and not that of the call."""
    sentence = gettext(
        "Enter times on the clock of your account, that of %(zone)s; the call tells its deadline in its"
        " own time zone as well."
    )
    return sentence % {"zone": timezone.get_current_timezone_name().replace("_", " ")}


def _words(form: Any) -> dict[str, Any]:
    given = {name: value for name, value in form.cleaned_data.items() if name != "opened"}
    given["draft_reminders"] = given.pop("reminder_days")
    return given


def _parts(formsets: Any) -> dict[str, Any]:
    """Each in the order of the positions, as typed where these are alike."""
    rows = {formset.prefix: rows_of(formset) for formset in formsets}
    places = {row["region"]: row["number"] for row in rows.pop("places", [])}
    parts: dict[str, Any] = {name: sorted(found, key=_position) for name, found in rows.items()}
    for criterion in parts.get("criteria", []):
        criterion["meanings"] = criterion.pop("meaning_lines")
    return parts | {"places": places}


def _position(row: dict[str, Any]) -> int:
    return row["position"]
