"""The ground that every app stands on: no models, no knowledge of the domain."""

from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "twinning.core"
    label = "core"
