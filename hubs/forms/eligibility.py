"""Checking eligibility in the office: the conditions, the question to the hub, and the decision."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hubs.application.answers import fields_of
from hubs.forms.calls import OnTheCallsClock
from hubs.models import Clarification, EligibilityCheck, Expression, Verdict
from hubs.operations.clarifications import ask_clarification
from hubs.operations.eligibility import check_eligibility

NEVER_ASKED = ("wishes", "preferences")  # many rows, which hubs talk about among themselves


class ChecksForm(forms.Form):
    """For each condition a verdict and its reason; what is not judged yet may stay open."""

    def __init__(self, *args: Any, expression: Expression, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.expression = expression
        self.items = list(expression.call.eligibility_items.all())
        self.found: Mapping[int, EligibilityCheck] = {
            check.item_id: check for check in expression.eligibility_checks.select_related("by")
        }
        for item in self.items:
            check = self.found.get(item.pk)
            self.fields[f"verdict-{item.code}"] = forms.ChoiceField(
                label=_("Is it met?"),
                choices=Verdict.choices,
                required=False,
                widget=forms.RadioSelect,
                initial=check.verdict if check else None,
            )
            self.fields[f"reason-{item.code}"] = forms.CharField(
                label=_("Reason"),
                required=False,
                widget=forms.Textarea(attrs={"rows": 2}),
                initial=check.reason if check else "",
            )

    def rows(self) -> list[dict[str, Any]]:
        """Each condition with its fields, what the hub said to it, and who judged it."""
        said = dict(self.expression.answers.values_list("code", "value"))
        return [
            {
                "item": item,
                "verdict": self[f"verdict-{item.code}"],
                "reason": self[f"reason-{item.code}"],
                "check": self.found.get(item.pk),
                "said": self.submitted(item.code, said),
            }
            for item in self.items
        ]

    def submitted(self, code: str, said: Mapping[str, str]) -> str:
        """What was handed in, and nothing that the hub is still writing."""
        name = f"eligibility-{code}"
        submission = self.expression.submission
        if submission is None:
            return said.get(name, "")
        fields = {field["code"]: field["value"] for field in submission.content.get("fields", [])}
        return str(fields.get(name, ""))

    def save(self, *, by: Any) -> list[EligibilityCheck]:
        given = self.cleaned_data
        verdicts = {
            item.code: (given[f"verdict-{item.code}"], given[f"reason-{item.code}"])
            for item in self.items
            if given[f"verdict-{item.code}"]
        }
        return check_eligibility(self.expression, verdicts=verdicts, by=by)

    def add_refusal(self, refusal: Any) -> None:
        self.add_error(None, str(refusal))
        for code, sentence in refusal.faults.items():
            self.add_error(f"reason-{code}", str(sentence))


class AskForm(OnTheCallsClock):
    """What to ask, and which fields the hub may change to answer."""

    words = forms.CharField(
        label=gettext_lazy("What would you like to know?"), widget=forms.Textarea(attrs={"rows": 4})
    )
    fields_open = forms.MultipleChoiceField(
        label=gettext_lazy("The hub may change"), widget=forms.CheckboxSelectMultiple
    )
    field_order = ["words", "fields_open", "day", "hour"]

    def __init__(self, *args: Any, expression: Expression, **kwargs: Any) -> None:
        super().__init__(*args, call=expression.call, **kwargs)
        self.expression = expression
        self.fields["day"].label = _("Answer until")
        specs = [spec for spec in fields_of(expression.call) if spec.kind not in NEVER_ASKED]
        self.fields["fields_open"].choices = [(spec.code, spec.label) for spec in specs]

    def save(self, *, by: Any) -> Clarification:
        given = self.cleaned_data
        return ask_clarification(
            self.expression, fields=given["fields_open"], words=given["words"], due_at=self.instant, by=by
        )

    def add_refusal(self, refusal: Any) -> None:
        field = {"due_at": "day", "fields": "fields_open"}.get(refusal.field, refusal.field)
        self.add_error(field if field in self.fields else None, str(refusal))


class WhyForm(forms.Form):
    """A decision on eligibility, or taking it back: never without a reason."""

    reason = forms.CharField(label=gettext_lazy("Reason"), widget=forms.Textarea(attrs={"rows": 3}))
