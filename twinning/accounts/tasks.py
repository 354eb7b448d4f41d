"""What the worker and the clock do for letters."""

from celery import shared_task


@shared_task
def send_letter(*, letter_id: int) -> None:
    """Send one letter, unless another worker has it."""
    from twinning.accounts.models import Letter
    from twinning.accounts.operations.letters import send_written_letter

    if letter := Letter.objects.select_related("recipient").filter(pk=letter_id).first():
        send_written_letter(letter)


@shared_task
def requeue_letters() -> None:
    """Send what should have been sent by now: rows are the truth, the broker is a hint."""
    from twinning.accounts.operations.letters import requeue_overdue_letters

    for letter_id in requeue_overdue_letters():
        send_letter.delay(letter_id=letter_id)
