"""What the worker and the clock do for editions."""

from celery import shared_task


@shared_task
def print_edition(*, edition_id: int) -> None:
    """Print one edition, unless another worker has it."""
    from portfolios.models import Edition
    from portfolios.operations import editions

    if edition := Edition.objects.select_related("portfolio").filter(pk=edition_id).first():
        editions.print_edition(edition)


@shared_task
def requeue_editions() -> None:
    """Print what should have been printed by now: rows are the truth, the broker is a hint."""
    from portfolios.operations.editions import requeue_overdue_editions

    for edition_id in requeue_overdue_editions():
        print_edition.delay(edition_id=edition_id)
