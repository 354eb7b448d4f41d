"""What the worker and the clock do in the selection."""

from celery import shared_task


@shared_task
def print_submission(*, submission_id: int) -> None:
    """Print the receipt of one submission, unless another worker has it."""
    from hubs.models import Submission
    from hubs.operations import receipts

    if submission := Submission.objects.filter(pk=submission_id).first():
        receipts.print_submission(submission)


@shared_task
def requeue_submissions() -> None:
    """Print what should have been printed by now: rows are the truth, the broker is a hint."""
    from hubs.operations.receipts import requeue_overdue_submissions

    for submission_id in requeue_overdue_submissions():
        print_submission.delay(submission_id=submission_id)


@shared_task
def scan_attachment(*, attachment_id: int) -> None:
    """Have one file checked for viruses."""
    from hubs.models import Attachment
    from hubs.operations import scanning

    if attachment := Attachment.objects.filter(pk=attachment_id).first():
        scanning.scan_attachment(attachment)


@shared_task
def rescan_attachments() -> None:
    """Have those checked that still wait."""
    from hubs.operations.scanning import overdue_attachments

    for attachment_id in overdue_attachments():
        scan_attachment.delay(attachment_id=attachment_id)


@shared_task
def send_draft_reminders() -> None:
    """Remind those whose application, or whose answer to the office, is begun and not handed in."""
    from hubs.operations import reminding

    reminding.send_draft_reminders()
    reminding.send_clarification_reminders()


@shared_task
def restore_expressions() -> None:
    """Fall back on what was submitted, where a reopening was not finished by the deadline."""
    from hubs.operations.restoring import restore_unfinished

    restore_unfinished()


@shared_task
def make_paper(*, paper_id: int) -> None:
    """Make one evaluation summary or dossier, unless another worker has it."""
    from hubs.models import Paper
    from hubs.operations import papers

    rows = Paper.objects.select_related("call", "pairing__scenario", "scenario", "expression", "other")
    if paper := rows.filter(pk=paper_id).first():
        papers.make_paper(paper)


@shared_task
def requeue_papers() -> None:
    """Make what should have been made by now: rows are the truth, the broker is a hint."""
    from hubs.operations.papers import requeue_overdue_papers

    for paper_id in requeue_overdue_papers():
        make_paper.delay(paper_id=paper_id)


@shared_task
def clear_expired_expressions() -> None:
    """Remove the personal data of unsuccessful applications whose time is over."""
    from hubs.operations import retention

    retention.clear_expired_expressions()


@shared_task
def watch_pairing_limits() -> None:
    """Remind the hubs that have not answered a proposal, and tell the office when the time is over."""
    from hubs.operations.pairing_limits import lapse_pairings, remind_partners

    lapse_pairings()
    remind_partners()


@shared_task
def reckon_drill(*, drill_id: int) -> None:
    """Reckon what would be done if each selected hub left, unless another worker does."""
    from hubs.models import Drill
    from hubs.operations import drilling

    if drill := Drill.objects.select_related("call").filter(pk=drill_id).first():
        drilling.reckon_drill(drill)


@shared_task
def renew_drills() -> None:
    """Have the drills reckoned anew of calls in which anything that counts has changed."""
    from hubs.operations import drilling

    for drill_id in drilling.renew_drills():
        reckon_drill.delay(drill_id=drill_id)


@shared_task
def ask_pulses() -> None:
    """Ask the hubs of running twinnings once a month how it goes."""
    from hubs.operations import pulses

    pulses.ask_pulses()
