"""The letters on decisions, read and changed before they are sent."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import admin
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from hubs.admin.calls import SECTION
from hubs.models import DecisionLetter
from hubs.operations.outbox import revise_decision_letter
from twinning.core.admin import OfficeAdmin


class LetterForm(forms.ModelForm):
    """Subject and text; remembers the version that it was opened on."""

    opened = forms.IntegerField(widget=forms.HiddenInput, label="")

    class Meta:
        model = DecisionLetter
        fields = ["subject", "body"]
        widgets = {"body": forms.Textarea(attrs={"rows": 18})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["opened"] = self.instance.version


@admin.register(DecisionLetter)
class DecisionLetterAdmin(OfficeAdmin):
    """The outbox: read and changed until the release sends them."""

    section = SECTION
    position = 4
    changes = True
    form = LetterForm
    list_display = ["hub", "outcome", "tongue", "edited_at", "released_at"]
    list_filter = ["outcome", "language", ("expression__call", admin.RelatedOnlyFieldListFilter)]
    search_fields = ["expression__hub__search", "subject"]
    ordering = ["expression__hub__name", "language"]
    list_select_related = ["expression__hub"]
    readonly_fields = ["hub", "tongue", "outcome", "edited_by", "edited_at", "released_at"]
    fields = [
        "hub",
        "tongue",
        "outcome",
        "subject",
        "body",
        "edited_by",
        "edited_at",
        "released_at",
        "opened",
    ]

    def get_queryset(self, request: HttpRequest) -> Any:
        return DecisionLetter.objects.visible_to(request.user).select_related(
            "expression__hub", "expression__call"
        )

    @admin.display(description=_("hub"), ordering="expression__hub__name")
    def hub(self, letter: DecisionLetter) -> str:
        return str(letter.expression.hub)

    @admin.display(description=_("language"), ordering="language")
    def tongue(self, letter: DecisionLetter) -> str:
        """By its name: the office reads it, and not a code."""
        return str(dict(settings.LANGUAGES).get(letter.language, letter.language))

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_change_permission(request, obj) and (obj is None or obj.released_at is None)

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        named = super().get_fields(request, obj)
        may = self.has_change_permission(request, obj)
        return named if may else [name for name in named if name != "opened"]

    def links(self, record: Any, user: Any) -> list[tuple[Any, str]]:
        call = record.expression.call_id
        outbox = reverse("admin:hubs_decisionletter_changelist")
        return [
            (_("Outbox of the call"), f"{outbox}?expression__call__id__exact={call}"),
            (_("Evaluation summary"), reverse("hubs:summary", args=[record.expression_id])),
            (_("Ranking"), reverse("admin:hubs_call_ranking", args=[call])),
        ]

    def change_record(self, record: Any, form: Any, formsets: Any, *, by: Any) -> None:
        given = form.cleaned_data
        revise_decision_letter(
            record, version=given["opened"], subject=given["subject"], body=given["body"], by=by
        )
