"""Hubs, calls, expressions of interest, evaluations, pairings and twinnings."""

from django.apps import AppConfig


class HubsConfig(AppConfig):
    name = "hubs"

    def ready(self) -> None:
        from hubs import call_letters, decision_letters, letters, receivers, rules  # noqa: F401
