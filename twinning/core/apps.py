"""The ground that every app stands on: no models, no knowledge of the domain."""

from django.apps import AppConfig

from twinning.core import checks  # noqa: F401  (registers them)


class CoreConfig(AppConfig):
    name = "twinning.core"
    label = "core"
