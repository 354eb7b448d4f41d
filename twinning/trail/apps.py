"""Who did what."""

from django.apps import AppConfig


class TrailConfig(AppConfig):
    name = "twinning.trail"
    label = "trail"

    def ready(self) -> None:
        from twinning.trail import receivers  # noqa: F401
