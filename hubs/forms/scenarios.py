"""Naming a scenario, and saying which one it begins like."""

from typing import Any

from django import forms
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from hubs.models import Call, Scenario
from hubs.operations.scenarios import make_scenario, rename_scenario, solve_scenario
from twinning.accounts.models import User


class ScenarioForm(forms.Form):
    """A scenario from today's rows; locks and forbidden pairs may come from another one of the call."""

    name = forms.CharField(label=_("Name"), max_length=120)
    like = forms.ModelChoiceField(
        label=_("With the locks and forbidden pairs of"),
        queryset=Scenario.objects.none(),
        required=False,
        empty_label=_("none"),
    )

    def __init__(self, *args: Any, call: Call, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.call = call
        like: Any = self.fields["like"]
        like.queryset = Scenario.objects.visible_to(user).filter(call=call)

    @transaction.atomic
    def save(self, *, by: User) -> Scenario:
        """Made and solved at once, so that the desk opens on pairs."""
        given = self.cleaned_data
        scenario = make_scenario(self.call, name=given["name"], like=given["like"], by=by)
        solve_scenario(scenario, seen=scenario.version, by=by)
        return scenario


class RenameForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=120)

    def save(self, scenario: Scenario, *, by: User) -> None:
        rename_scenario(scenario, name=self.cleaned_data["name"], by=by)
