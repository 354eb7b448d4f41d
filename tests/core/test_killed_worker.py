"""Rows are the truth: what a worker was doing when it was killed is done after all, and once."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import closing, contextmanager

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Message

from tests.journeys import servers
from tests.journeys.product import HOST, ROOT, environment_of
from twinning.core import processes

PATIENCE = 120
WRITE = """
from hubs.models import Region
from hubs.operations.hubs import register_hub
from twinning.accounts.models import User
User.objects.create_user("carla@office.example", role="coordinator", name="Carla")
ines = User.objects.create_user("ines@hub.example", name="Ines")
region = Region.objects.create(code="eu", name="EU")
register_hub(by=ines, name="Porto Hub", country="PT", city="Porto", region=region)
"""
# Long enough for the lease of the dead worker to end.
PASS_TIME = """
from datetime import timedelta
from django.db.models import F
from twinning.accounts.models import Letter
from twinning.accounts.tasks import requeue_letters
Letter.objects.update(due_at=F("due_at") - timedelta(hours=1))
requeue_letters.delay()
requeue_letters.delay()
"""
TELL = """
import json
from twinning.accounts.models import Letter
print(json.dumps(list(Letter.objects.values_list("status", "attempts"))))
"""
TELL_WHAT_IS_LEFT = """
from datetime import timedelta
from django.db.models import F
from twinning.accounts.models import Letter
from twinning.accounts.operations.letters import requeue_overdue_letters
Letter.objects.update(due_at=F("due_at") - timedelta(hours=1))
print(requeue_overdue_letters())
"""


class Postbox(Message):
    def __init__(self):
        super().__init__()
        self.kept = []

    def handle_message(self, message):
        self.kept.append(message)


@pytest.fixture
def environment(tmp_path):
    """An empty programme of its own, on the queue and the database that this run is about."""
    with servers.of_our_own() as addresses:
        found = environment_of(tmp_path, addresses)
        run(found, "from django.core.management import call_command; call_command('migrate', verbosity=0)")
        yield found


def run(environment, script):
    begin = "import django; django.setup()\n"
    command = [sys.executable, "-c", begin + script]
    return subprocess.run(command, cwd=ROOT, env=environment, check=True, stdout=subprocess.PIPE).stdout


def statuses(environment):
    return [tuple(row) for row in json.loads(run(environment, TELL))]


@contextmanager
def worker(environment):
    """A real one; killed as the kernel kills, without a chance to tidy up."""
    command = processes.worker(environment, pool="prefork" if environment["REDIS_URL"] else "threads").command
    process = subprocess.Popen(command, cwd=ROOT, env=environment, start_new_session=True)
    try:
        yield
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def until(true):
    deadline = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < deadline
        time.sleep(0.1)


def test_a_letter_whose_worker_was_killed_halfway_is_sent_by_the_next_one_and_once(environment):
    port = int(environment["MAILBOX_PORT"])
    run(environment, WRITE)
    with closing(socket.create_server((HOST, port))) as silent, worker(environment):
        silent.settimeout(PATIENCE)
        talk, _address = silent.accept()  # the worker waits for a word
    talk.close()
    assert statuses(environment) == [("sending", 1)]

    postbox = Postbox()
    catcher = Controller(postbox, hostname=HOST, port=port)
    catcher.start()
    try:
        with worker(environment):
            run(environment, PASS_TIME)
            until(lambda: postbox.kept)
            until(lambda: statuses(environment) == [("sent", 2)])
    finally:
        catcher.stop()

    assert run(environment, TELL_WHAT_IS_LEFT) == b"[]\n"
    assert [message["To"] for message in postbox.kept] == ["carla@office.example"]
