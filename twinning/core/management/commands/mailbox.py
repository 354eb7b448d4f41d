"""Catch every letter that would be sent, and keep it as a file in `var/mail`."""

import os
import signal
import time
import uuid
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from django.conf import settings
from django.core.management.base import BaseCommand


class Keeper:
    """Writes each message under a name that sorts by time; readers never see half of one."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        name = f"{time.time_ns()}-{uuid.uuid4().hex[:8]}.eml"
        unfinished = self.folder / f".{name}"
        unfinished.write_bytes(envelope.original_content or b"")
        os.replace(unfinished, self.folder / name)
        return "250 Kept"


class Command(BaseCommand):
    help = __doc__
    requires_system_checks = ()

    def handle(self, **options: Any) -> None:
        folder = settings.VAR / "mail"
        folder.mkdir(parents=True, exist_ok=True)
        catcher = Controller(Keeper(folder), hostname=settings.MAILBOX_HOST, port=settings.MAILBOX_PORT)
        wanted = {signal.SIGINT, signal.SIGTERM}
        signal.pthread_sigmask(signal.SIG_BLOCK, wanted)
        catcher.start()
        try:
            signal.sigwait(wanted)
        finally:
            catcher.stop()
