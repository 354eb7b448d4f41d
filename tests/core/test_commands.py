"""`dev`, `reset` and `mailbox`: what they refuse, and what they keep."""

import asyncio
import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from aiosmtpd.smtp import Envelope
from django.core.management import CommandError, call_command

from twinning.core import processes
from twinning.core.management.commands.mailbox import Keeper

ROOT = Path(__file__).parents[2]


def test_a_taken_port_is_said_in_words_before_anything_starts():
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]

        with pytest.raises(CommandError, match=f"Port {port} on 127.0.0.1 cannot be had"):
            call_command("dev", host="127.0.0.1", port=port)


def test_a_second_run_on_the_same_data_is_refused(settings):
    with processes.only_one(settings.VAR), pytest.raises(CommandError, match="already runs"):
        call_command("dev", host="127.0.0.1", port=processes.free_port("127.0.0.1"))


def test_the_data_are_free_again_after_a_run(tmp_path):
    with processes.only_one(tmp_path):
        assert processes.only_one(tmp_path) is None

    with processes.only_one(tmp_path) as lock:
        assert lock


def test_reset_is_refused_outside_debugging(settings):
    settings.DEBUG = False

    with pytest.raises(CommandError, match="DEBUG is off"):
        call_command("reset")


def test_the_catcher_keeps_each_letter_as_a_file(tmp_path):
    envelope = Envelope()
    envelope.original_content = b"Subject: Welcome\r\n\r\nHello"

    answer = asyncio.run(Keeper(tmp_path).handle_DATA(None, None, envelope))

    [kept] = tmp_path.iterdir()
    assert answer == "250 Kept"
    assert kept.suffix == ".eml"
    assert kept.read_bytes() == envelope.original_content


def test_what_an_environment_lacks_is_said_in_one_sentence(tmp_path):
    """Somebody who turns debugging off and forgets the rest reads no stack."""
    lacking = {"PATH": os.environ["PATH"], "DEBUG": "0", "TWINNING_VAR": str(tmp_path)}
    command = [sys.executable, "manage.py", "demo_accounts", "--json"]

    told = subprocess.run(command, cwd=ROOT, env=lacking, capture_output=True, text=True)

    assert told.returncode == 1
    assert told.stdout == ""
    assert told.stderr == "Set the SITE_URL environment variable (`.env.example` explains each).\n"
