"""What `check --deploy` knows about this product beyond what Django knows."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Tags, Warning, register
from django.db import connection


@register(Tags.security, deploy=True)
def site_is_reached_over_tls(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    if settings.OVER_TLS:
        return []
    hint = "Set SITE_URL to the https:// address people use; cookies and redirects follow it."
    return [Warning("The site is reached without TLS.", hint=hint, id="twinning.W001")]


@register(Tags.database, deploy=True)
def data_outlives_one_machine(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    if connection.vendor == "postgresql":
        return []
    hint = "Set DATABASE_URL to a PostgreSQL database."
    return [Warning("The embedded database serves one machine.", hint=hint, id="twinning.W002")]


@register(Tags.caches, deploy=True)
def queue_is_shared(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    if settings.REDIS_URL:
        return []
    hint = "Set REDIS_URL."
    return [Warning("The embedded queue may lose a message.", hint=hint, id="twinning.W003")]


@register(Tags.security, deploy=True)
def hosts_are_named(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    if "*" not in settings.ALLOWED_HOSTS:
        return []
    hint = "Name the hosts in ALLOWED_HOSTS, or leave it unset: the host of SITE_URL."
    return [Warning("Any host name is answered.", hint=hint, id="twinning.W004")]
