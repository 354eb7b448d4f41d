"""The embedded queue hands out whole messages, in their order."""

import os
from queue import Empty

import pytest
from kombu import Connection

from twinning.core import broker


@pytest.fixture
def channel(tmp_path):
    (tmp_path / "control").mkdir()
    folders = {name: str(tmp_path) for name in ("data_folder_in", "data_folder_out")}
    options = folders | {"control_folder": str(tmp_path / "control")}
    transport = "twinning.core.broker:Transport"
    with Connection("filesystem://localhost//", transport=transport, transport_options=options) as connection:
        yield connection.channel()


def test_messages_come_out_as_they_went_in(channel):
    for number in range(3):
        channel._put("celery", {"number": number, "word": "ñandú"})

    assert [channel._get("celery")["number"] for _ in range(3)] == [0, 1, 2]
    with pytest.raises(Empty):
        channel._get("celery")


def test_a_message_is_there_only_once_it_is_whole(channel, monkeypatch):
    looked = []

    def look_before(unfinished, finished):
        with pytest.raises(Empty):
            channel._get("celery")
        looked.append(finished)
        os.rename(unfinished, finished)

    monkeypatch.setattr(broker.os, "replace", look_before)
    channel._put("celery", {"word": "whole"})

    assert looked
    assert channel._get("celery") == {"word": "whole"}
