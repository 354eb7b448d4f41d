"""What the pulse asks of a hub's people, and tells the office."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hubs.mine import written_by
from hubs.models import Mood, Pulse
from hubs.pulse.months import next_asked
from hubs.settled import programme
from hubs.states import TwinningStatus
from twinning.core.waiting import Waiting


def pulses_to_answer(user: Any) -> Any:
    """Of the hubs that the person writes for."""
    return Pulse.objects.waiting().filter(hub__in=written_by(user), twinning__status=TwinningStatus.RUNNING)


def pulses_told(waiting: Any) -> Iterator[Waiting]:
    for pulse in waiting.select_related("hub"):
        yield Waiting(
            title=_("How does the twinning of %(hub)s go?") % {"hub": pulse.hub.short_name},
            url=pulse.get_absolute_url(),
            due_at=next_asked(pulse, programme().time_zone),
            kind=_("twinning"),
        )


def pulses_of_concern(user: Any) -> Iterator[Waiting]:
    """For the office: hubs whose latest answer is that it does not go well."""
    latest = Pulse.objects.visible_to(user).filter(is_latest=True, mood__lte=Mood.NOT_WELL)
    if number := latest.filter(twinning__status=TwinningStatus.RUNNING).count():
        words = ngettext(
            "%(number)d hub says that its twinning does not go well",
            "%(number)d hubs say that their twinning does not go well",
            number,
        )
        yield Waiting(words % {"number": number}, reverse("admin:hubs_pulse_changelist"), kind=_("twinning"))
