"""Answering a proposed pairing, and giving more time for it."""

from datetime import datetime, time, timedelta
from typing import Any, cast
from zoneinfo import ZoneInfo

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy

from hubs.forms.calls import OnTheCallsClock
from hubs.models import Pairing, PairingPartner, Twinning
from hubs.operations.answering_pairings import record_answer
from hubs.operations.pairing_limits import extend_pairing
from hubs.states import PartnerAnswer
from twinning.accounts.models import User

A_WEEK = timedelta(days=7)


class RefuseForm(forms.Form):
    """Why not: for the office, which looks for another partner."""

    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("For the office alone. The other hub does not read it."),
    )


class RecordForm(forms.Form):
    """What a hub told the office, and how."""

    answer = forms.ChoiceField(
        label=gettext_lazy("The hub"),
        widget=forms.RadioSelect,
        choices=[
            (PartnerAnswer.ACCEPTED, gettext_lazy("accepts")),
            (PartnerAnswer.REFUSED, gettext_lazy("refuses")),
        ],
    )
    note = forms.CharField(
        label=gettext_lazy("How the office heard of it"),
        help_text=gettext_lazy("Who told whom, how and when. It stays in the trail."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        required=False,
        help_text=gettext_lazy("Needed when it refuses. Stays in the office."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def save(self, partner: PairingPartner, *, by: User) -> Twinning | None:
        return record_answer(partner, by=by, **self.cleaned_data)


class ExtendAnswerForm(OnTheCallsClock):
    """The new limit, on the clock of the call; at first a week more."""

    def __init__(self, *args: Any, pairing: Pairing, **kwargs: Any) -> None:
        later = max(pairing.answer_by or timezone.now(), timezone.now()) + A_WEEK
        offered = timezone.localtime(later, ZoneInfo(pairing.call.time_zone))
        kwargs.setdefault("initial", {"day": offered.date(), "hour": time(23, 59)})
        super().__init__(*args, call=pairing.call, **kwargs)
        self.pairing = pairing

    def save(self, *, by: User) -> None:
        extend_pairing(self.pairing, answer_by=cast("datetime", self.instant), by=by)

    def add_refusal(self, refusal: Any) -> None:
        self.add_error("day" if refusal.field == "answer_by" else None, str(refusal))
