"""Who did what."""

from django.apps import AppConfig


class TrailConfig(AppConfig):
    name = "twinning.trail"
    label = "trail"
