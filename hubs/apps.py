"""Hubs, calls, expressions of interest, evaluations, pairings and twinnings."""

from django.apps import AppConfig


class HubsConfig(AppConfig):
    name = "hubs"

    def ready(self) -> None:
        from hubs import (  # noqa: F401
            call_letters,
            decision_letters,
            letters,
            pairing_letters,
            pulse_extra,
            pulse_letters,
            receivers,
            rules,
        )
