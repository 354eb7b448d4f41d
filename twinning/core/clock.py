"""The clock's hand: ticks out what is due, and shows on disk that it still turns."""

from pathlib import Path
from typing import Any

from celery.beat import Scheduler
from django.conf import settings


def hand() -> Path:
    """The file whose age says when the clock last ticked."""
    return Path(settings.VAR) / "clock"


class Clock(Scheduler):
    """Every interval here is a minute or less, so there is nothing to remember over a restart."""

    def tick(self, *args: Any, **kwargs: Any) -> float:
        hand().parent.mkdir(parents=True, exist_ok=True)
        hand().touch()
        return super().tick(*args, **kwargs)
