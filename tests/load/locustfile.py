"""What each writer does: saves as they type, until the deadline; some submit in its last seconds.

Every answer of the server that says "saved" or "submitted" is written down, to be compared with the tables.
"""

import json
import os
import random
import time
from itertools import count
from pathlib import Path
from threading import Lock

from locust import HttpUser, constant_throughput, task

SEEDED = json.loads(Path(os.environ["LOAD_SEEDED"]).read_text())
ACKNOWLEDGED = Path(os.environ["LOAD_ACKNOWLEDGED"])
CLOSES_AT = SEEDED["closes_at"]
TOKEN = "a" * 32  # of the double cookie against forged requests
numbers = count()
lock = Lock()


def note(**what: object) -> None:
    """One line for each answer, at once: what crashes later does not lose it."""
    with lock, ACKNOWLEDGED.open("a") as file:
        file.write(json.dumps(what) + "\n")


class Writer(HttpUser):
    """Saves a field every five seconds, as the form does while somebody types."""

    wait_time = constant_throughput(0.2)

    def on_start(self) -> None:
        self.writer = SEEDED["writers"][next(numbers) % len(SEEDED["writers"])]
        self.client.cookies.set(SEEDED["cookie"], self.writer["session"])
        self.client.cookies.set(SEEDED["csrf"], TOKEN)
        self.client.headers["X-CSRFToken"] = TOKEN
        self.version = self.writer["opened"]
        self.typed = self.saved = ""
        self.is_in = False
        self.submits_at = CLOSES_AT - random.uniform(1, 15)
        time.sleep(random.uniform(0, 5))

    @task
    def write(self) -> None:
        if self.is_in or time.time() > CLOSES_AT + 3:
            return
        if self.writer["submits"] and time.time() >= self.submits_at:
            self.submit()
        else:
            self.save()

    def save(self) -> None:
        """As the form's script does it."""
        self.typed += f" word{random.randint(0, 9999)}"
        form = {
            "writer": self.writer["user"],
            "field": "motivation",
            "value": self.typed,
            "opened": self.version,
        }
        path = f"/expressions/{self.writer['expression']}/answer/"
        with self.client.post(path, form, name="save", catch_response=True) as answer:
            if answer.status_code == 200:
                self.version, self.saved = answer.json()["version"], self.typed
                note(
                    kind="saved", expression=self.writer["expression"], version=self.version, value=self.typed
                )
            elif answer.status_code == 409 and "closed" in answer.json()["says"]:
                answer.success()  # the clock decides
                note(kind="refused", expression=self.writer["expression"], at=time.time())
            else:
                answer.failure(f"{answer.status_code}: {answer.text[:200]}")

    def submit(self) -> None:
        path = f"/expressions/{self.writer['expression']}/submit/"
        with self.client.post(path, name="submit", catch_response=True, allow_redirects=False) as answer:
            if answer.status_code == 302:
                self.is_in = True
                answer.success()
                note(kind="submitted", expression=self.writer["expression"], value=self.saved)
            elif answer.status_code in (403, 409) and time.time() > CLOSES_AT:
                self.is_in = True
                answer.success()
                note(kind="late", expression=self.writer["expression"], at=time.time())
            else:
                answer.failure(f"{answer.status_code}: {answer.text[:200]}")
