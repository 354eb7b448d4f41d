"""`dev`, `reset` and `mailbox`: what they refuse, and what they keep."""

import asyncio
import socket

import pytest
from aiosmtpd.smtp import Envelope
from django.core.management import CommandError, call_command

from twinning.core import processes
from twinning.core.management.commands.mailbox import Keeper


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
