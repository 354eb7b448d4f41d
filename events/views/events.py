"""The list of events, an event's page, and those that somebody registered for."""

from typing import Any
from urllib.parse import urlsplit

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.response import TemplateResponse
from django.utils import timezone

from events.choosing import choice, narrowed
from events.ics import can_be_entered
from events.listing import NEXT, rows, shown
from events.models import Attendance, Event, Mode
from events.states import EventStatus
from events.views.registration import event_for, registration
from events.wording import date_words, place_words, when_words
from twinning.accounts.readers import is_outside
from twinning.core.kept_pages import kept_page
from twinning.core.paging import page_of
from twinning.core.prose import paragraphs
from twinning.core.web import permitted

TONES = {EventStatus.DRAFT: "warn", EventStatus.PUBLISHED: "good", EventStatus.CANCELLED: "bad"}
# What its page tells as it is stored.
FACTS = ("slug", "title", "of_programme", "status", "cancelled_because", "url", "source_url")


@kept_page("page", "kind", "year", "country", alike=is_outside)
def events(request: HttpRequest) -> HttpResponse:
    """What the programme holds next, then all events that one may see, the latest first."""
    visible = Event.objects.visible_to(request.user)
    in_office = getattr(request.user, "works_in_office", False)
    choices = choice(visible, request.GET, is_public=not in_office)
    found = narrowed(visible, choices.chosen)
    number = None if choices.is_narrowed else choices.number
    page = page_of(shown(found.newest_first()), request, count=number)
    ours = found.to_come().of_programme().soonest_first() if page.number == 1 else found.none()
    context = {
        "choices": choices,
        "page": page,
        "rows": rows(page, choices, date_words),
        "next": rows(shown(ours[:NEXT]), choices, when_words),
        "may_announce": permitted(request.user, "events.announce_event"),
    }
    return TemplateResponse(request, "events/events.html", context)


@kept_page(alike=is_outside, own={"events/_registration.html": registration})
def event(request: HttpRequest, slug: str) -> HttpResponse:
    """All that is known of an event; the link to join for those who registered, and the office."""
    this = event_for(request.user, slug)
    record = this if getattr(request.user, "works_in_office", False) else None
    return TemplateResponse(request, "events/event.html", {"record": record} | _facts(this))


@login_required
def mine(request: HttpRequest) -> HttpResponse:
    """Everything the person is or was registered for, the next first, then what is over."""
    attendances = Attendance.objects.of(request.user).registered().select_related("event__kind")
    listed = [_mine(attendance.event) for attendance in attendances.order_by("event__sort_on")]
    context = {
        "to_come": [row for row in listed if not row["is_over"]],
        "over": [row for row in reversed(listed) if row["is_over"]],
    }
    return render(request, "events/mine.html", context)


def _mine(event: Event) -> dict[str, Any]:
    return {
        "event": event,
        "when": when_words(event.when),
        "place": place_words(event.city, event.country.name, event.mode),
        "is_over": event.is_over or event.status == EventStatus.CANCELLED,
        "is_cancelled": event.status == EventStatus.CANCELLED,
    }


def _facts(event: Event) -> dict[str, Any]:
    """What everybody may know."""
    reader = timezone.get_current_timezone_name()
    is_elsewhere = event.starts_at and event.time_zone != reader
    return {name: getattr(event, name) for name in FACTS} | {
        "kind": event.kind.name,
        "tone": TONES[event.status],
        "takes_registrations": event.takes_registrations,
        "state": "" if event.status == EventStatus.PUBLISHED else event.get_status_display(),
        "when": when_words(event.when, event.time_zone),
        "when_here": when_words(event.when) if is_elsewhere else "",
        "place": place_words(event.city, event.country.name, event.mode),
        "mode": Mode(event.mode).label if event.mode else "",
        "url_host": urlsplit(event.url).hostname,
        "source_host": urlsplit(event.source_url).hostname,
        "description": paragraphs(event.description),
        "notes": paragraphs(event.notes),
        "has_file": can_be_entered(event.when) and event.is_to_come,
    }
