"""Deciding on one application by hand."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hubs.models import Expression, Outcome
from hubs.operations.decisions import decide_expression
from twinning.accounts.models import User


class DecisionForm(forms.Form):
    """The outcome with its reason, which only the office reads."""

    outcome = forms.ChoiceField(label=_("Decision"), choices=Outcome, widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("Reason"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_(
            "Needed where you decide otherwise than the ranking. Stays in the office, and in the dossier."
        ),
    )

    def save(self, expression: Expression, *, by: User) -> Any:
        return decide_expression(expression, by=by, **self.cleaned_data)
