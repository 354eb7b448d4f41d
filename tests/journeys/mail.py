"""What the mail catcher kept: real files of real messages."""

import email
import re
import time
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

PATIENCE = 60


class Mail:
    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def wait_for(self, address: str, subject: str, *, patience: float = PATIENCE) -> EmailMessage:
        """The newest to this address whose subject holds these words."""
        until = time.monotonic() + patience
        while time.monotonic() < until:
            for message in self.to(address):
                if subject in message["Subject"]:
                    return message
            time.sleep(0.3)
        there = [message["Subject"] for message in self.to(address)]
        raise AssertionError(f"No letter “{subject}” to {address}, but {there}.")

    def to(self, address: str) -> list[EmailMessage]:
        """All to this address, the newest first; one that is still being written begins with a dot."""
        files = sorted(self.folder.glob("[!.]*.eml"), reverse=True)
        messages = [email.message_from_bytes(file.read_bytes(), policy=default) for file in files]
        return [message for message in messages if address in message["To"]]


def words(message: EmailMessage) -> str:
    return "\n".join(message.get_body(("plain",)).get_content().splitlines())


def link(message: EmailMessage) -> str:
    """The one that stands alone on its line."""
    return re.search(r"^(https?://\S+)$", words(message), re.MULTILINE)[1]


def code(message: EmailMessage) -> str:
    """The one to type in, as it stands in the subject."""
    return message["Subject"].split()[0]
