"""Writing letters, and seeing them off."""

import logging
from datetime import timedelta
from smtplib import SMTPException

from django.utils import timezone

from twinning.accounts.models import Letter, User
from twinning.accounts.states import LETTER
from twinning.accounts.tasks import send_letter
from twinning.core.leases import Lease
from twinning.core.letters import put_into_words, send

logger = logging.getLogger(__name__)

LEASE = Lease(LETTER, length=timedelta(minutes=5), most_attempts=None)
LONGEST_PAUSE = timedelta(hours=6)
GIVE_UP_AFTER = timedelta(days=3)


def reference_of(kind: str, *, to: User | str, about: int, once: str = "") -> str:
    """By which a letter is known, whether it is written already or not."""
    return f"{kind}:{about}:{once}:{to.pk if isinstance(to, User) else to}"


def write_letter(kind: str, *, to: User | str, about: int, once: str = "", language: str = "en") -> Letter:
    """Write a letter in the transaction of the deed that it tells of; the worker sends it.

    `once` tells apart letters of one kind about one record; the same letter is written only once.
    `language` is for an address without an account: a person's own language wins.
    """
    person = to if isinstance(to, User) else None
    address = person.email if person else str(to)
    letter, is_new = Letter.objects.get_or_create(
        reference=reference_of(kind, to=to, about=about, once=once),
        defaults={
            "kind": kind,
            "about": about,
            "recipient": person,
            "address": address,
            "language": person.language if person else language,
        },
    )
    if is_new:
        send_letter.delay_on_commit(letter_id=letter.pk)
    return letter


def send_written_letter(letter: Letter) -> None:
    """Claim the letter, put it into words, keep them for the inbox, and hand it to SMTP.

    What SMTP will not take is tried again after a growing pause, and given up after three days.
    """
    if not LEASE.claim(letter):
        return
    try:
        _put_into_words_and_send(letter)
    except (SMTPException, OSError) as failure:
        logger.warning("letter %s was not taken: %s", letter.pk, type(failure).__name__)
        _try_again_later(letter)
    except Exception:  # a fault of ours: the worker's log tells it, and the letter waits for its mending
        _try_again_later(letter)
        raise
    else:
        LETTER.take(letter, "confirm", sent_at=timezone.now())


def _put_into_words_and_send(letter: Letter) -> None:
    """The words are kept before they are sent: the inbox has them whatever SMTP says."""
    words = put_into_words(
        letter.kind,
        letter.about,
        language=letter.language,
        time_zone=letter.recipient.time_zone if letter.recipient else "UTC",
        reader=letter.recipient,
    )
    Letter.objects.filter(pk=letter.pk).update(subject=words.subject[:250], text=words.text)
    send(words, to=letter.address, reference=letter.reference)


def _try_again_later(letter: Letter) -> None:
    """Back to the queue with twice the pause, unless it has been tried for too long."""
    now = timezone.now()
    if now - letter.written_at > GIVE_UP_AFTER:
        LETTER.take(letter, "give_up")
    else:
        pause = min(timedelta(minutes=2**letter.attempts), LONGEST_PAUSE)
        LETTER.take(letter, "release", due_at=now + pause)


def requeue_overdue_letters(*, most: int = 500) -> list[int]:
    """Free what dead workers held; the ids of the letters that should have been sent by now.

    A letter whose worker died after SMTP took it and before the row said so is sent twice: its
    reference header tells. That window is one row's update long.
    """
    return LEASE.requeue(Letter.objects.all(), most=most)


def read_letter(letter: Letter, *, by: User) -> None:
    """Note that the recipient has opened it in the inbox."""
    Letter.objects.filter(pk=letter.pk, recipient=by, read_at=None).update(read_at=timezone.now())
