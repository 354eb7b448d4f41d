"""Reviewers in the office: invited one by one or from a table, with what conflicts are known by."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import Count, Q
from django.http import HttpRequest
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_countries import countries

from hubs.admin.calls import SECTION
from hubs.admin.reviewer_import import bring_in
from hubs.languages import CODES, language_name
from hubs.models import EarlierPartner, Reviewer, TechnologyArea
from hubs.models.conflict import interests_of
from hubs.operations.reviewers import invite_reviewer, revise_reviewer
from hubs.states import AssignmentStatus, CallStatus
from twinning.core.admin import OfficeAdmin

GONE = [AssignmentStatus.RECUSED, AssignmentStatus.DISMISSED]


def known_languages() -> list[tuple[str, str]]:
    return sorted(((code, language_name(code)) for code in CODES), key=lambda one: one[1])


class ReviewerForm(forms.ModelForm):
    """E-mail address and name are asked once; afterwards they are the person's own."""

    email = forms.EmailField(label=gettext_lazy("E-mail address"), max_length=254)
    name = forms.CharField(label=gettext_lazy("Name"), max_length=150, required=False)
    countries = forms.MultipleChoiceField(label=gettext_lazy("Countries"), required=False)
    languages = forms.MultipleChoiceField(label=gettext_lazy("Languages"), required=False)
    areas = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Technology areas"),
        queryset=TechnologyArea.objects.all(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    class Meta:
        model = Reviewer
        fields = ["affiliation", "countries", "languages", "areas"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, choices in (("countries", list(countries)), ("languages", known_languages())):
            if name in self.fields:
                self.fields[name].choices = choices
        if "affiliation" in self.fields:
            self.fields["affiliation"].help_text = _(
                "By its name: applications of a hub of the same organisation are kept from them."
            )


@admin.register(Reviewer)
class ReviewerAdmin(OfficeAdmin):
    section = SECTION
    position = 4
    adds = changes = True
    form = ReviewerForm
    list_display = ["person", "affiliation", "where", "speaks", "reads", "user_email"]
    search_fields = ["user__name", "user__email", "affiliation"]
    ordering = ["user__name", "user__email"]
    change_list_template = "admin/hubs/reviewer/change_list.html"

    def get_queryset(self, request: HttpRequest) -> Any:
        """With how many applications each is asked to read, of those that are not hidden from the reader."""
        theirs = Q(user__assignments__expression__call__status=CallStatus.PUBLISHED)
        theirs &= ~Q(user__assignments__expression__in=interests_of(request.user))
        asked = Count("user__assignments", filter=theirs & ~Q(user__assignments__status__in=GONE))
        return Reviewer.objects.visible_to(request.user).select_related("user").annotate(asked=asked)

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        common = ["affiliation", "countries", "languages", "areas"]
        return ["person", "user_email", *common, "same", "partners"] if obj else ["email", "name", *common]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return ["person", "user_email", "same", "partners"] if obj else []

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        form = super().get_form(request, obj, change=change, **kwargs)
        if obj:
            for name in ("email", "name"):
                form.base_fields.pop(name, None)
        return form

    @admin.display(description=gettext_lazy("name"), ordering="user__name")
    def person(self, reviewer: Reviewer) -> str:
        return str(reviewer.user)

    @admin.display(description=gettext_lazy("e-mail address"), ordering="user__email")
    def user_email(self, reviewer: Reviewer) -> str:
        return reviewer.user.email

    @admin.display(description=gettext_lazy("countries"))
    def where(self, reviewer: Reviewer) -> str:
        return ", ".join(reviewer.countries)

    @admin.display(description=gettext_lazy("languages"))
    def speaks(self, reviewer: Reviewer) -> str:
        return ", ".join(reviewer.languages)

    @admin.display(description=gettext_lazy("applications asked"), ordering="asked")
    def reads(self, reviewer: Any) -> int:
        return reviewer.asked

    @admin.display(description=gettext_lazy("same organisation"))
    def same(self, reviewer: Reviewer) -> str:
        return ", ".join(str(hub) for hub in reviewer.organisation_hubs.all()) or "–"

    @admin.display(description=gettext_lazy("earlier partners"))
    def partners(self, reviewer: Reviewer) -> str:
        named = EarlierPartner.objects.filter(reviewer=reviewer.user_id).select_related("hub")
        return ", ".join(str(partner.hub) for partner in named) or "–"

    def get_urls(self) -> list[Any]:
        view = self.admin_site.admin_view(bring_in)
        return [path("import/", view, name="hubs_reviewer_import"), *super().get_urls()]

    def add_record(self, form: Any, formsets: Any, *, by: Any) -> Any:
        facts = dict(form.cleaned_data)
        reviewer = invite_reviewer(facts.pop("email"), by=by, **facts)
        form.instance.user = reviewer.user
        return reviewer

    def change_record(self, record: Any, form: Any, formsets: Any, *, by: Any) -> None:
        revise_reviewer(record, by=by, **form.cleaned_data)
