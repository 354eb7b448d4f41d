"""`make` hands TERM on to what it started, but neither INT, which it takes for Ctrl-C, nor its own end."""

import os
import signal
from pathlib import Path
from threading import Event, Thread

LOOK_EVERY = 0.5
INT = 1 << (signal.SIGINT - 1)


def heed_make(told: Event) -> None:
    """Stop as by Ctrl-C when the `make` above us was interrupted alone, or is gone; where /proc can tell.

    `told` is set by whoever stops this process otherwise: a second Ctrl-C would end everything at once.
    """
    make = os.getppid()
    if (heard := _hears(make)) is not None:
        Thread(target=_follow, args=(make, heard, told), daemon=True).start()


def _follow(make: int, heard: bool, told: Event) -> None:
    """Once interrupted it listens for INT no more, and waits for us."""
    while os.getppid() == make and _hears(make) == heard and not told.is_set():
        told.wait(LOOK_EVERY)
    if not told.wait(LOOK_EVERY):  # a terminal's Ctrl-C comes to both of us, not quite at once
        os.kill(os.getpid(), signal.SIGINT)


def _hears(pid: int) -> bool | None:
    """Whether a make listens for INT: in the background of a script it never does. None: it is no make."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return None
    said = dict(line.split(":", 1) for line in lines)
    return bool(int(said["SigCgt"], 16) & INT) if said["Name"].strip() in ("make", "gmake") else None
