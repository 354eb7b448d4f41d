"""Hubs, calls, expressions of interest, evaluations, pairings and twinnings."""

from django.apps import AppConfig


class HubsConfig(AppConfig):
    name = "hubs"

    def ready(self) -> None:
        from hubs import receivers, rules  # noqa: F401
        from hubs.letters import (  # noqa: F401
            calls,
            decisions,
            evaluations,
            expressions,
            frame,
            hubs,
            pairings,
            pulses,
            twinnings,
        )
        from hubs.pulse import extra  # noqa: F401
