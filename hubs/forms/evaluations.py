"""The reviewer's form: a mark and a comment for each criterion, and a comment on the whole."""

from decimal import Decimal
from typing import Any

from django import forms
from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from hubs.models import Criterion, Evaluation, Score
from hubs.operations.evaluations import revise_evaluation
from hubs.scoring import figure, scale
from twinning.accounts.models import User
from twinning.core.versions import VersionedForm

LONGEST_LIST = 101


class EvaluationForm(VersionedForm):
    """Everything may stay open in a draft; handing it in asks for all marks."""

    use_required_attribute = False

    class Meta:
        model = Evaluation
        fields = ["comment"]
        labels = {"comment": _("Comment on the whole")}
        widgets = {"comment": forms.Textarea(attrs={"rows": 5})}

    def __init__(self, *args: Any, criteria: list[Criterion], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.criteria = criteria
        self.scores = {score.criterion_id: score for score in self.instance.scores.all()}
        for criterion in criteria:
            score = self.scores.get(criterion.pk) or Score()
            self.fields[f"mark_{criterion.code}"] = mark_field(criterion, score.mark)
            self.fields[f"words_{criterion.code}"] = words_field(score.comment)
        self.order_fields([name for name in self.fields if name != "comment"])

    def save(self, *, by: User) -> None:  # type: ignore[override]
        """Keep the draft."""
        given = self.cleaned_data
        revise_evaluation(
            self.instance,
            version=given["version"],
            by=by,
            comment=given["comment"],
            marks={
                one.code: (given[f"mark_{one.code}"], given[f"words_{one.code}"]) for one in self.criteria
            },
        )

    def blocks(self) -> list[dict[str, Any]]:
        """What the page shows for each criterion: its words, then its two fields."""
        rows = {field.name: (field, stored) for field, stored in self.rows()}
        return [
            {
                "name": criterion.name,
                "guidance": criterion.guidance,
                "weight": figure(criterion.weight),
                "threshold": figure(criterion.threshold) if criterion.threshold else "",
                "rows": [rows[f"mark_{criterion.code}"], rows[f"words_{criterion.code}"]],
            }
            for criterion in self.criteria
        ]

    def whole(self) -> tuple[forms.BoundField, str | None]:
        """The comment on the whole."""
        return next(row for row in self.rows() if row[0].name == "comment")

    def _stored_words(self, name: str) -> str | None:
        if name == "comment" or self.stored is None or name not in self.cleaned_data:
            return super()._stored_words(name)
        kind, _underscore, code = name.partition("_")
        stored = _words(self.stored, kind, code)
        typed = self.cleaned_data[name]
        typed = figure(typed) if isinstance(typed, Decimal) else typed or ""
        return None if stored == typed else stored or str(_("(empty)"))


class OpenForNow:
    """Wanted in the end, so not called optional; in a draft it may stay open all the same."""

    def validate(self, value: Any) -> None:
        if value not in (None, ""):
            super().validate(value)  # type: ignore[misc]


class MarkFromList(OpenForNow, forms.TypedChoiceField):
    pass


class MarkAsNumber(OpenForNow, forms.DecimalField):
    pass


def mark_field(criterion: Criterion, mark: Decimal | None) -> forms.Field:
    """A list of the marks that may be given; where they are too many, a number."""
    marks = scale(criterion.minimum, criterion.maximum, criterion.increment)
    if len(marks) > LONGEST_LIST:
        return MarkAsNumber(
            label=_("Mark"),
            min_value=criterion.minimum,
            max_value=criterion.maximum,
            step_size=criterion.increment,
            initial=mark,
        )
    return MarkFromList(
        label=_("Mark"),
        choices=[("", "–"), *((figure(one), figure(one)) for one in marks)],
        coerce=Decimal,
        empty_value=None,
        initial="" if mark is None else figure(mark),
    )


def words_field(words: str) -> forms.Field:
    return forms.CharField(
        label=_("Comment"), required=False, initial=words, widget=forms.Textarea(attrs={"rows": 3})
    )


def _words(stored: Model, kind: str, code: str) -> str:
    score = Score.objects.filter(evaluation=stored.pk, criterion__code=code).first() or Score()
    if kind == "words":
        return score.comment
    return "" if score.mark is None else figure(score.mark)
