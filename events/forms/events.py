"""Announcing an event and changing what is said of it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from events.models import Event
from events.operations.events import announce_event, revise_event
from events.telling import Told, zones
from events.wording import clock_times
from twinning.accounts.models import User
from twinning.core.versions import VersionedForm

DATE = ("precision", "start", "end", "start_time", "end_time", "time_zone")
CLOCK = forms.TimeInput(format="%H:%M", attrs={"type": "time"})


class EventForm(VersionedForm):
    """The date is told in texts, so that no more has to be said than is known."""

    start_time = forms.TimeField(label=_("From"), required=False, widget=CLOCK)
    end_time = forms.TimeField(label=_("Until"), required=False, widget=CLOCK)
    time_zone = forms.ChoiceField(
        label=_("Time zone of the place"),
        required=False,
        choices=lambda: [("", "–"), *((zone, zone.replace("_", " ")) for zone in sorted(zones()))],
        help_text=_("Its clock is the one meant above. Every reader sees their own beside it."),
    )

    class Meta:
        model = Event
        fields = [
            "title",
            "kind",
            "description",
            "precision",
            "start",
            "end",
            "start_time",
            "end_time",
            "time_zone",
            "mode",
            "city",
            "country",
            "url",
            "join_url",
            "of_programme",
            "audience",
            "lead_minutes",
            "notes",
            "source_url",
        ]
        widgets = {
            "description": forms.Textarea(attrs={"rows": 6}),
            "notes": forms.Textarea(attrs={"rows": 3}),
        }
        help_texts = {
            "start": _("As 2026-03-20; if less is known, 2026-03 or 2026."),
            "end": _("Only if it is another than the first."),
            "url": _("For everybody, for instance the agenda."),
            "join_url": _("Only those who registered see it, here and in their letters."),
            "of_programme": _("Otherwise it is one of the field around us, listed without registration."),
            "lead_minutes": _("Empty: as long before as is usual for its kind."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial |= clock_times(self.instance.when)

    def save(self, *, by: User) -> Event:
        """Announce the event, or change the one that the form was opened on."""
        answers = self.answers()
        told = Told(**{name: _as_text(answers.pop(name)) for name in DATE})
        if self.instance.pk is None:
            return announce_event(by=by, told=told, **answers)
        stored = Event.objects.get(pk=self.instance.pk)
        revise_event(stored, by=by, version=self.cleaned_data["version"], told=told, **answers)
        return stored

    def _stored_words(self, name: str) -> str | None:
        """The times are not columns: they follow from the instants."""
        if name not in ("start_time", "end_time") or self.stored is None:
            return super()._stored_words(name)
        stored = clock_times(self.stored.when)[name]
        return None if stored == _as_text(self.cleaned_data.get(name)) else stored or str(_("(empty)"))


def _as_text(value: Any) -> str:
    return value.strftime("%H:%M") if hasattr(value, "strftime") else str(value or "")
