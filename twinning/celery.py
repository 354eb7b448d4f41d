"""The background: a worker for what is slow, a clock for what is due. Both find their tasks in each app's `tasks`."""

import os

from celery import Celery
from celery.signals import worker_ready

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "twinning.settings")

app = Celery("twinning")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@worker_ready.connect
def beat_at_once(**_: object) -> None:
    """A fresh worker is known to `/readyz` before the clock first ticks."""
    app.tasks["twinning.core.tasks.beat_heart"]()
