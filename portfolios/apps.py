"""Services that hubs offer, published in portfolios and printed."""

from django.apps import AppConfig


class PortfoliosConfig(AppConfig):
    name = "portfolios"

    def ready(self) -> None:
        from portfolios import extras, letters, receivers, rules  # noqa: F401
