"""Events for people's own calendars."""

from datetime import timedelta

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control

from events.entries import entry_of
from events.ics import CALENDAR_TYPE, calendar_of, can_be_entered
from events.models import Attendance, Event
from hubs.models import Programme
from twinning.core.web import find

KEPT = timedelta(days=366)  # how long what is over stays in the public calendar


@cache_control(private=True, no_cache=True)
def event_ics(request: HttpRequest, slug: str) -> HttpResponse:
    """One event as a file, with the link to join for those who registered."""
    event = find(Event.objects.visible_to(request.user), slug=slug)
    if not can_be_entered(event.when):
        raise Http404(_("Its day is not known well enough for a calendar."))
    is_registered = Attendance.objects.of(request.user).registered().filter(event=event).exists()
    content = calendar_of([entry_of(event, is_registered=is_registered)])
    return _file(content, f"{event.slug}.ics")


@cache_control(public=True, max_age=900)
def calendar(request: HttpRequest) -> HttpResponse:
    """What the programme holds, to subscribe to: the same for everybody, without links to join."""
    since = timezone.now().date() - KEPT
    ours = Event.objects.public().of_programme().filter(until__gte=since).soonest_first()
    entries = [entry_of(event) for event in ours]
    return _file(calendar_of(entries, name=Programme.current().name), "calendar.ics")


def _file(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=CALENDAR_TYPE)
    response["Content-Disposition"] = f'inline; filename="{name}"'
    return response
