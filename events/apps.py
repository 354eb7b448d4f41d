"""Meetings of the programme and of the field around it: who comes, and who is reminded."""

from django.apps import AppConfig


class EventsConfig(AppConfig):
    name = "events"

    def ready(self) -> None:
        from events import letters, rules  # noqa: F401
