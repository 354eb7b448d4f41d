"""The composition root: settings, addresses, processes, and the ground the apps stand on."""

from twinning.celery import app as celery_app

__all__ = ["celery_app"]
