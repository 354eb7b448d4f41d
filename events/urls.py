"""The addresses of events."""

from django.urls import path

from events.views import attendances, calendars, events, office

app_name = "events"

urlpatterns = [
    path("events/", events.events, name="events"),
    path("events/mine/", events.mine, name="mine"),
    path("events/announce/", office.announce, name="announce_event"),
    path("events/calendar.ics", calendars.calendar, name="calendar"),
    path("events/<slug:slug>/", events.event, name="event"),
    path("events/<slug:slug>/event.ics", calendars.event_ics, name="event_ics"),
    path("events/<slug:slug>/revise/", office.revise, name="revise_event"),
    path("events/<slug:slug>/publish/", office.publish, name="publish_event"),
    path("events/<slug:slug>/cancel/", office.cancel, name="cancel_event"),
    path("events/<slug:slug>/register/", attendances.register, name="register_attendance"),
    path("attendances/<int:pk>/cancel/", attendances.cancel, name="cancel_attendance"),
]
