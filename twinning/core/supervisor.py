"""Keeps a few processes running together: starts them, restarts what crashes, stops everything it started."""

import os
import signal
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from threading import Event
from types import TracebackType

from twinning.core.undermake import heed_make

LOOK_EVERY = 0.2
QUICK = 10.0  # a process that ends sooner than this has crashed at its start
PATIENCE = 5  # so many quick crashes in a row, and it is given up
GRACE = 15.0  # what a process may take to finish its work when asked to stop


class GaveUp(Exception):
    """A process that crashes as often as it is started; the sentence is for the person at the terminal."""


@dataclass
class Process:
    """One program that is to run for as long as the others do."""

    name: str
    command: Sequence[str]
    environment: Mapping[str, str]
    stops_last: bool = False  # the others may need it until they have ended
    crashes: int = 0
    started_at: float = 0.0
    resumes_at: float = 0.0
    running: subprocess.Popen[bytes] | None = field(default=None, repr=False)

    def start(self) -> None:
        """In a session of its own, so that Ctrl-C reaches the supervisor alone and it decides the order."""
        self.started_at = time.monotonic()
        self.running = subprocess.Popen(  # noqa: S603
            self.command,
            env={**self.environment},
            stdin=subprocess.DEVNULL,
            start_new_session=True,
        )

    def ended(self) -> bool:
        return self.running is not None and self.running.poll() is not None

    def signal_group(self, number: signal.Signals) -> None:
        """Reaches the process and whatever it started itself."""
        if self.running is not None:
            try:
                os.killpg(self.running.pid, number)
            except (ProcessLookupError, PermissionError):  # nobody left
                return


class Supervisor:
    """`with Supervisor(processes, say=print) as all_of_them: all_of_them.watch()`"""

    def __init__(self, processes: Sequence[Process], *, say: Callable[[str], None]) -> None:
        self.processes = processes
        self.say = say

    def __enter__(self) -> "Supervisor":
        for process in self.processes:
            process.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()

    def watch(self, *, until: Callable[[], bool] = lambda: False) -> None:
        """Keep them running until told; `GaveUp` when one cannot be kept."""
        while not until():
            for process in self.processes:
                self.look_after(process)
            time.sleep(LOOK_EVERY)

    def look_after(self, process: Process) -> None:
        now = time.monotonic()
        if process.ended():
            self.bury(process, now)
        elif process.running is None and now >= process.resumes_at:
            process.start()

    def bury(self, process: Process, now: float) -> None:
        """Take note of a crash and say when it will be tried again, a little later each time."""
        quick = now - process.started_at < QUICK
        process.crashes = process.crashes + 1 if quick else 1
        process.signal_group(signal.SIGKILL)
        process.running = None
        if process.crashes >= PATIENCE:
            raise GaveUp(
                f"The {process.name} stopped {PATIENCE} times in a row right after its start; "
                "what it said is above. Everything is being stopped."
            )
        wait = 2 ** (process.crashes - 1)
        process.resumes_at = now + wait
        self.say(f"The {process.name} stopped unexpectedly; starting it again in {wait} s.")

    def stop(self) -> None:
        """Ask all, wait, then insist. A second Ctrl-C insists at once."""
        deadline = time.monotonic() + GRACE
        try:
            for last in (False, True):
                self.ask([process for process in self.processes if process.stops_last is last], deadline)
        except KeyboardInterrupt:
            pass
        finally:
            for process in self.processes:
                process.signal_group(signal.SIGKILL)
                if process.running:
                    process.running.wait()

    def ask(self, processes: Sequence[Process], deadline: float) -> None:
        """To end; until they have, or time is out."""
        alive = [process for process in processes if process.running and not process.ended()]
        for process in alive:
            process.running.terminate()  # type: ignore[union-attr]
        while time.monotonic() < deadline and not all(process.ended() for process in alive):
            time.sleep(LOOK_EVERY / 2)


def stop_on_signals() -> None:
    """TERM and a closed terminal end a run as Ctrl-C does; and INT does so in a shell's background too."""
    told = Event()

    def interrupt(*_: object) -> None:
        told.set()
        raise KeyboardInterrupt

    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, interrupt)
    heed_make(told)
