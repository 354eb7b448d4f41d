"""Events as entries of people's own calendars."""

from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext as _

from events.ics import Entry
from events.models import Event
from events.states import EventStatus
from events.wording import place_words
from twinning.core.letters import link


def entry_of(event: Event, *, is_registered: bool = False) -> Entry:
    """The link to join is only in the entries of those who registered."""
    host = urlsplit(settings.SITE_URL).hostname
    words = [event.description]
    if is_registered and event.join_url:
        words.append(_("Join: %(address)s") % {"address": event.join_url})
    return Entry(
        uid=f"event-{event.pk}@{host}",
        title=event.title,
        when=event.when,
        url=link(event.get_absolute_url()),
        changed_at=event.changed_at,
        version=event.version,
        place=place_words(event.city, event.country.name, event.mode),
        description="\n\n".join(filter(None, words)),
        is_cancelled=event.status == EventStatus.CANCELLED,
    )
