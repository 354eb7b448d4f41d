"""The background: a worker for what is slow, a clock for what is due; tasks are in each app's `tasks`."""

import os
import warnings

from celery import Celery
from celery.signals import worker_ready

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "twinning.settings")

# Only JSON is accepted from the queue, so root may run a worker in a container or a trial.
warnings.filterwarnings("ignore", message="You're running the worker with superuser")

app = Celery("twinning")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@worker_ready.connect
def beat_at_once(**_: object) -> None:
    """A fresh worker is known to `/readyz` before the clock first ticks."""
    app.tasks["twinning.core.tasks.beat_heart"]()
