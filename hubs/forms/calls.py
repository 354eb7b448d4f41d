"""Extending a call, and letting one hub in late: instants are typed on the clock of the call."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.forms.utils import from_current_timezone
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hubs.models import Call, Extension, Hub, LateEntry
from hubs.operations.extending import extend_call
from hubs.operations.late_entries import enter_late_entry, give_late_entry
from twinning.accounts.models import User


class OnTheCallsClock(forms.Form):
    """A day and an hour, as the clock of the call's time zone shows them."""

    day = forms.DateField(
        label=gettext_lazy("Day"), widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    )
    hour = forms.TimeField(
        label=gettext_lazy("Time"), widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"})
    )
    instant: datetime | None = None

    def __init__(self, *args: Any, call: Call, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.call = call
        zone = call.time_zone.replace("_", " ")
        self.fields["hour"].help_text = _("On the clock of %(zone)s.") % {"zone": zone}

    def clean(self) -> dict[str, Any]:
        """Both together are the instant: refused where the clock leaves that hour out, or shows it twice."""
        given = super().clean() or {}
        if given.get("day") and given.get("hour"):
            with timezone.override(ZoneInfo(self.call.time_zone)):
                try:
                    self.instant = from_current_timezone(datetime.combine(given["day"], given["hour"]))
                except ValidationError as fault:
                    self.add_error("hour", fault)
        return given

    def add_refusal(self, refusal: Any) -> None:
        """Beside its field, where the form has it; what is said of the instant stands beside the day."""
        field = {"closes_at": "day", "until": "day", "reason": "reason_en"}.get(refusal.field, refusal.field)
        field = field if field in self.fields else {"reason_en": "reason"}.get(field or "")
        self.add_error(field if field in self.fields else None, str(refusal))


class ExtendForm(OnTheCallsClock):
    """The new deadline, and the reason in each language: it is read by everybody."""

    def __init__(self, *args: Any, call: Call, **kwargs: Any) -> None:
        before = timezone.localtime(call.closes_at, ZoneInfo(call.time_zone))
        kwargs.setdefault(
            "initial", {"day": before.date(), "hour": before.time().replace(second=0, microsecond=0)}
        )
        super().__init__(*args, call=call, **kwargs)
        for code, name in settings.LANGUAGES:
            self.fields[f"reason_{code}"] = forms.CharField(
                label=_("Reason (%(language)s)") % {"language": _(name)},
                required=code == "en",
                widget=forms.Textarea(attrs={"rows": 2}),
            )

    def save(self, *, by: User) -> Extension:
        words = {name: value for name, value in self.cleaned_data.items() if name.startswith("reason_")}
        return extend_call(self.call, closes_at=self.instant, reason=words["reason_en"], by=by, **words)


class GiveLateEntryForm(OnTheCallsClock):
    """For whom a code is, until when, and why."""

    hub = forms.ModelChoiceField(
        label=gettext_lazy("Hub"),
        queryset=Hub.objects.none(),
        required=False,
        empty_label=gettext_lazy("any hub that has the code"),
    )
    reason = forms.CharField(label=gettext_lazy("Reason"), widget=forms.Textarea(attrs={"rows": 3}))
    field_order = ["hub", "day", "hour", "reason"]

    def __init__(self, *args: Any, call: Call, **kwargs: Any) -> None:
        super().__init__(*args, call=call, **kwargs)
        regions = call.places.filter(number__gt=0).values("region")
        self.fields["hub"].queryset = Hub.objects.filter(region__in=regions).order_by("name")

    def save(self, *, by: User) -> tuple[LateEntry, str]:
        given = self.cleaned_data
        return give_late_entry(self.call, until=self.instant, reason=given["reason"], hub=given["hub"], by=by)


class LateEntryForm(forms.Form):
    """The code that the office gave, and which of one's hubs comes in by it."""

    hub = forms.ModelChoiceField(
        label=gettext_lazy("Hub"), queryset=Hub.objects.none(), empty_label=None, widget=forms.RadioSelect
    )
    code = forms.CharField(
        label=gettext_lazy("Code"),
        max_length=40,
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        ),
    )

    def __init__(self, *args: Any, hubs: QuerySet[Hub], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["hub"].queryset = hubs
        self.only = hubs[0] if len(hubs) == 1 else None
        self.fields["hub"].initial = self.only
        if self.only:
            self.fields["hub"].widget = forms.HiddenInput()

    def save(self, call: Call, *, by: User) -> LateEntry:
        return enter_late_entry(call, by=by, **self.cleaned_data)
