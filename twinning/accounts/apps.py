"""People and roles."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "twinning.accounts"
    label = "accounts"

    def ready(self) -> None:
        from twinning.accounts import rules  # noqa: F401
