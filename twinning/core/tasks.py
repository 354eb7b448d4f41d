"""The worker's sign of life."""

from celery import shared_task

from twinning.core.health import note_worker


@shared_task
def beat_heart() -> None:
    """Seen by `/readyz`."""
    note_worker()
