"""The rules of pairing of a call, each weight in a field of its own."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hubs.forms.lists import NumbersField
from hubs.models import Call, PairingRules
from hubs.operations.pairing_rules import HEAVIEST, revise_pairing_rules
from hubs.problem.fits import LABELS
from twinning.accounts.models import User
from twinning.core.errors import Refused, Stale

WEIGHT = "weight_"
CLOCK = forms.TimeInput(format="%H:%M", attrs={"type": "time"})
COUNTS = {
    "areas": _("Those that both name, out of those that either names."),
    "gives": _("Needs of the second hub that offers of the first meet."),
    "takes": _("Needs of the first hub that offers of the second meet."),
    "reciprocity": _("The lesser of these two: what both get at least."),
    "languages": _("One in common is a half, two are the whole."),
    "hours": _("Hours at work at the same time over the year, holidays and changes of clocks included."),
    "wished_by_first": _("First choice whole, second a half, third a third."),
    "wished_by_second": _("First choice whole, second a half, third a third."),
    "bella": _("Connected on both sides is the whole; each side still to connect halves it."),
    "size": _("People who work there, in five classes; each class apart takes a quarter."),
    "maturity": _("Years at work, in five classes; each class apart takes a quarter."),
    "contact": _("They have worked together before: as one of them says, or in an earlier twinning."),
    "discovery": _("They have not worked together before."),
}


class PairingRulesForm(forms.Form):
    """What was refused stands beside its field; after a stale one the form goes on from what is stored."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    opens = forms.TimeField(label=_("Office hours begin"), widget=CLOCK)
    closes = forms.TimeField(label=_("Office hours end"), widget=CLOCK)
    capacity = forms.IntegerField(label=_("Most twinnings of a hub in this call"), min_value=1, max_value=100)
    answer_days = forms.IntegerField(label=_("Days to answer a proposal"), min_value=1, max_value=365)
    reminder_days = NumbersField(
        label=_("Reminders, days before the end"), required=False, help_text=_("Between commas.")
    )

    def __init__(self, *args: Any, call: Call, **kwargs: Any) -> None:
        self.call, rules = call, PairingRules.objects.for_call(call)
        names = ("version", "opens", "closes", "capacity", "answer_days", "reminder_days")
        kwargs["initial"] = {name: getattr(rules, name) for name in names}
        super().__init__(*args, **kwargs)
        for code, label in LABELS.items():
            weight = rules.weights.get(code, 0)
            self.fields[WEIGHT + code] = forms.IntegerField(
                label=label,
                min_value=0,
                max_value=HEAVIEST,
                initial=weight,
                help_text=COUNTS[code],
                widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
            )

    def weights(self) -> list[forms.BoundField]:
        """The fields of the weights, for their own part of the page."""
        return [field for field in self.visible_fields() if field.name.startswith(WEIGHT)]

    def others(self) -> list[forms.BoundField]:
        return [field for field in self.visible_fields() if not field.name.startswith(WEIGHT)]

    def save(self, *, by: User) -> bool:
        """Hand over; False where it was refused, with the words beside the field."""
        given = dict(self.cleaned_data)
        weights = {name.removeprefix(WEIGHT): given.pop(name) for name in list(given) if WEIGHT in name}
        try:
            revise_pairing_rules(self.call, by=by, weights=weights, **given)
        except Refused as refusal:
            self._refuse(refusal)
        return not self.errors

    def _refuse(self, refusal: Refused) -> None:
        if isinstance(refusal, Stale):
            before: Any = self.data
            typed = before.copy()
            typed["version"] = refusal.current.version
            self.data = typed
        self.add_error(refusal.field if refusal.field in self.fields else None, str(refusal))
