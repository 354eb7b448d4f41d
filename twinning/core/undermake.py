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
    if _waits_for_us(make):
        Thread(target=_follow, args=(make, told), daemon=True).start()


def _follow(make: int, told: Event) -> None:
    while os.getppid() == make and _waits_for_us(make) and not told.is_set():
        told.wait(LOOK_EVERY)
    if not told.wait(LOOK_EVERY):  # a terminal's Ctrl-C comes to both of us, not quite at once
        os.kill(os.getpid(), signal.SIGINT)


def _waits_for_us(pid: int) -> bool:
    """Once interrupted it listens for INT no more."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return False
    said = dict(line.split(":", 1) for line in lines)
    return said["Name"].strip() in ("make", "gmake") and bool(int(said["SigCgt"], 16) & INT)
