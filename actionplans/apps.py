"""What a twinning agrees to do, written together and signed by all its hubs."""

from django.apps import AppConfig


class ActionPlansConfig(AppConfig):
    name = "actionplans"

    def ready(self) -> None:
        from actionplans import extras, letters, receivers, rules, work  # noqa: F401
