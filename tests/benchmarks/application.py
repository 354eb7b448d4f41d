"""The product as its web server calls it, with the floors beside it."""

import os

from django.conf import settings

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "twinning.settings")
settings.ROOT_URLCONF = "tests.benchmarks.urls"

from twinning.asgi import application  # noqa: E402

__all__ = ["application"]
