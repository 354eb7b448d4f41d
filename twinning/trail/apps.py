"""Who did what."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class TrailConfig(AppConfig):
    name = "twinning.trail"
    label = "trail"

    def ready(self) -> None:
        from twinning.trail import receivers  # noqa: F401

        autodiscover_modules("unseen")
