"""Having files checked for viruses by the program that the administrator has chosen."""

import shlex
import subprocess  # no shell is asked
import tempfile
from contextlib import suppress
from datetime import timedelta

from django.conf import settings
from django.utils import timezone

from hubs.models import Attachment
from hubs.states import ATTACHMENT, AttachmentStatus
from twinning.core.errors import Refused

PATIENCE = 120  # seconds for the scanner


def scan_attachment(attachment: Attachment) -> None:
    """Have the scanner look at it: exit status 0 is clean, 1 is refused, and anything else tries again."""
    command = shlex.split(settings.SCAN_COMMAND)
    if not command:
        with suppress(Refused):
            ATTACHMENT.take(attachment, "skip")
        return
    found = _scan(command, attachment)
    if found is None:
        return  # the clock asks again
    with suppress(Refused):  # another worker was quicker
        if found:
            ATTACHMENT.take(attachment, "refuse", scanned_at=timezone.now(), refused=found)
        else:
            ATTACHMENT.take(attachment, "clear", scanned_at=timezone.now())


def _scan(command: list[str], attachment: Attachment) -> str | None:
    """What the scanner says against the file; nothing when it is clean, None when it cannot say."""
    with tempfile.NamedTemporaryFile() as copy, attachment.file.open("rb") as stored:
        for chunk in stored.chunks():
            copy.write(chunk)
        copy.flush()
        try:
            done = subprocess.run([*command, copy.name], capture_output=True, timeout=PATIENCE, check=False)  # noqa: S603
        except (OSError, subprocess.TimeoutExpired):
            return None
    if done.returncode not in (0, 1):
        return None
    said = done.stdout.decode(errors="replace").replace(copy.name, "").strip()
    return (said[:200] or "refused") if done.returncode else ""


def overdue_attachments(*, most: int = 200) -> list[int]:
    """The ids of those that have waited for half a minute."""
    waiting = Attachment.objects.filter(
        status=AttachmentStatus.WAITING, added_at__lt=timezone.now() - timedelta(seconds=30)
    )
    return list(waiting.values_list("pk", flat=True)[:most])
