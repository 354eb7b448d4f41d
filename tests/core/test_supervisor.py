"""What `make run` promises: crashes are mended, or given up in words, and nothing is left running."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from twinning.core import supervisor
from twinning.core.supervisor import GaveUp, Process, Supervisor


@pytest.fixture
def said():
    return []


def program(name: str, script: str) -> Process:
    return Process(name, (sys.executable, "-c", script), os.environ)


def appears(path):
    deadline = time.monotonic() + 20
    return lambda: path.exists() or time.monotonic() > deadline


def test_what_crashed_is_started_again(tmp_path, said):
    first, second = tmp_path / "first", tmp_path / "second"
    script = (
        "import pathlib, sys, time\n"
        f"first, second = pathlib.Path({str(first)!r}), pathlib.Path({str(second)!r})\n"
        "if first.exists(): second.touch(); time.sleep(60)\n"
        "first.touch(); sys.exit(1)"
    )

    with Supervisor([program("worker", script)], say=said.append) as both:
        both.watch(until=appears(second))

    assert second.exists()
    assert said == ["The worker stopped unexpectedly; starting it again in 1 s."]


def test_what_crashes_at_every_start_is_given_up_in_words(monkeypatch, said):
    monkeypatch.setattr(supervisor, "PATIENCE", 2)

    with (
        pytest.raises(GaveUp, match="The clock stopped 2 times in a row"),
        Supervisor([program("clock", "raise SystemExit(1)")], say=said.append) as alone,
    ):
        alone.watch()


def test_stopping_ends_every_process_and_whatever_it_started(tmp_path, said):
    started = tmp_path / "started"
    script = (
        "import os, pathlib, subprocess, sys, time\n"
        "child = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)'])\n"
        f"unfinished = pathlib.Path({str(tmp_path / 'unfinished')!r})\n"
        f"unfinished.write_text(str(child.pid)); unfinished.rename({str(started)!r})\n"
        "time.sleep(60)"
    )
    process = program("web server", script)

    with Supervisor([process], say=said.append) as alone:
        alone.watch(until=appears(started))

    assert process.ended()
    assert gone(int(started.read_text()))


def gone(pid: int) -> bool:
    """Dead, or dead and not yet buried by the machine's first process."""
    deadline = time.monotonic() + 5
    while time.monotonic() < deadline:
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return True
        stat = Path(f"/proc/{pid}/stat")
        if stat.exists() and ") Z " in stat.read_text():
            return True
        time.sleep(0.1)
    return False


def test_a_process_that_will_not_stop_is_ended(tmp_path, said, monkeypatch):
    monkeypatch.setattr(supervisor, "GRACE", 0.5)
    ready = tmp_path / "ready"
    script = (
        "import pathlib, signal, time\n"
        "signal.signal(signal.SIGTERM, signal.SIG_IGN)\n"
        f"pathlib.Path({str(ready)!r}).touch(); time.sleep(60)"
    )
    process = program("worker", script)

    with Supervisor([process], say=said.append) as alone:
        alone.watch(until=appears(ready))

    assert process.ended()


def test_what_others_may_still_need_is_stopped_after_them(tmp_path, said):
    """A worker that ends its letter finds the mail catcher where it was."""
    catches, letter, writes = tmp_path / "catches", tmp_path / "letter", tmp_path / "writes"
    catcher = on_term(catches, f"pathlib.Path({str(catches)!r}).unlink()")
    worker = on_term(writes, f"time.sleep(0.5); pathlib.Path({str(catches)!r}).rename({str(letter)!r})")
    first = program("mail catcher", catcher)
    first.stops_last = True

    with Supervisor([first, program("worker", worker)], say=said.append) as both:
        both.watch(until=appears(catches))
        both.watch(until=appears(writes))

    assert letter.exists()


def on_term(ready: Path, farewell: str) -> str:
    return (
        "import pathlib, signal, sys, time\n"
        f"def leave(*_): {farewell}; sys.exit()\n"
        "signal.signal(signal.SIGTERM, leave)\n"
        f"pathlib.Path({str(ready)!r}).touch(); time.sleep(60)"
    )


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="Only /proc tells what a make hears.")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL], ids=lambda one: one.name)
def test_a_make_that_is_stopped_alone_takes_what_it_runs_with_it(tmp_path, number):
    started, ended = tmp_path / "started", tmp_path / "ended"
    script = tmp_path / "runs.py"
    script.write_text(
        "import os, pathlib, time\n"
        "from twinning.core.supervisor import stop_on_signals\n"
        "stop_on_signals()\n"
        f"pathlib.Path({str(started)!r}).touch()\n"
        "try: time.sleep(60)\n"
        f"except KeyboardInterrupt: pathlib.Path({str(ended)!r}).touch()\n"
    )
    (tmp_path / "Makefile").write_text(f"run:\n\t@exec {sys.executable} {script}\n")
    environment = os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])}

    make = subprocess.Popen(
        ["make", "-C", tmp_path, "run"], env=environment, stderr=subprocess.DEVNULL, start_new_session=True
    )
    try:
        wait_for(appears(started))
        make.send_signal(number)
        wait_for(appears(ended))
    finally:
        make.kill()
        make.wait()

    assert ended.exists()


def wait_for(happened) -> None:
    while not happened():
        time.sleep(0.1)
