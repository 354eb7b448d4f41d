"""The rows of a call in the office: places, criteria, conditions and questions."""

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from modeltranslation.admin import TranslationStackedInline

from hubs.evaluation.scoring import figure
from hubs.forms.lists import TableField
from hubs.models import Call, Criterion, EligibilityItem, Place, Question
from hubs.states import CallStatus
from twinning.core.admin import OfficeRows
from twinning.core.figures import read_number, spoken

SCALE = ("code", "weight", "threshold", "minimum", "maximum", "increment", "position")


def is_draft(call: Call | None) -> bool:
    return call is None or call.status == CallStatus.DRAFT


class PlaceRows(OfficeRows, admin.TabularInline):
    model = Place
    adds = changes = deletes = True

    def get_extra(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> int:
        return 0 if obj else 2


class CriterionForm(forms.ModelForm):
    """Once the call is published its words may be put better, its scale is fixed."""

    meaning_lines = TableField(
        head="mark",
        word="meaning_{}",
        parse_head=read_number,
        show_head=lambda mark: spoken(figure(mark)),
        label=_("What the marks mean"),
        required=False,
        help_text=_("A line for each mark: the mark | its meaning in English | in Spanish | in Portuguese."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.instance.pk:
            return
        columns = ["mark", *self.fields["meaning_lines"].columns]
        rows = [{name: getattr(one, name) for name in columns} for one in self.instance.meanings.all()]
        self.initial["meaning_lines"] = [
            {name: value for name, value in row.items() if value not in (None, "")} for row in rows
        ]
        if not is_draft(self.instance.call):
            for name in SCALE:
                self.fields[name].disabled = True


class PartRows(OfficeRows, TranslationStackedInline):
    """Rows that come and go with the operation's leave, which says why where it refuses."""

    adds = changes = deletes = True
    classes = ["collapse"]

    def get_extra(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> int:
        """One empty row, for those without scripts."""
        return 1


class CriterionRows(PartRows):
    """Added and taken away until the call is published: applicants write to them, reviewers mark by them."""

    model = Criterion
    form = CriterionForm
    fieldsets = [
        (None, {"fields": ["code", "name", "guidance", "meaning_lines"]}),
        (None, {"fields": [("weight", "threshold"), ("minimum", "maximum", "increment"), "position"]}),
    ]

    def get_extra(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> int:
        return 0 if obj else 3

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_add_permission(request, obj) and is_draft(obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_delete_permission(request, obj) and is_draft(obj)

    @admin.display(description=_("What the marks mean"))
    def meaning_lines(self, criterion: Criterion) -> str:
        """Where the call is only read."""
        return "; ".join(f"{spoken(figure(one.mark))}: {one.meaning}" for one in criterion.meanings.all())


class EligibilityItemRows(PartRows):
    model = EligibilityItem
    fieldsets = [(None, {"fields": ["code", "question", "evidence", "position"]})]


class QuestionForm(forms.ModelForm):
    """Choices as lines, so that a coordinator reads and writes them."""

    choices = TableField(
        head="code",
        word="{}",
        label=_("Choices"),
        required=False,
        help_text=_(
            "For a choice: a line for each answer: a short name | in English | in Spanish | in Portuguese."
        ),
    )


class QuestionRows(PartRows):
    model = Question
    form = QuestionForm
    fieldsets = [
        (None, {"fields": ["code", "kind", "label", "help", "required"]}),
        (None, {"fields": [("limit", "limit_unit"), ("lowest", "highest"), "choices", "position"]}),
    ]
