"""The two questions of the pulse."""

from django import forms
from django.utils.translation import gettext_lazy as _

from hubs.models import Mood, Pulse
from hubs.models.pulse import LONGEST_NEEDS
from hubs.operations.pulses import answer_pulse, reply_to_pulse
from twinning.accounts.models import User
from twinning.core.versions import VersionedForm


class PulseForm(VersionedForm):
    """What a colleague answered in the meantime stands beside it."""

    mood = forms.TypedChoiceField(
        label=_("How does the twinning go?"),
        choices=sorted(Mood.choices, reverse=True),
        coerce=int,
        widget=forms.RadioSelect,
    )

    class Meta:
        model = Pulse
        fields = ["mood", "needs"]
        widgets = {"needs": forms.Textarea(attrs={"rows": 5})}

    def save(self, *, by: User) -> None:  # type: ignore[override]
        words = self.cleaned_data
        answer_pulse(self.instance, version=words["version"], by=by, **self.answers())


class ReplyForm(forms.Form):
    """What the office says to what a hub needs."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    words = forms.CharField(
        label=_("What the office did, or will do"),
        max_length=LONGEST_NEEDS,
        help_text=_("Those who write for the hub get it as a letter. The twin does not read it."),
        widget=forms.Textarea(attrs={"rows": 5}),
    )

    def save(self, pulse: Pulse, *, by: User) -> None:
        reply_to_pulse(pulse, by=by, **self.cleaned_data)
