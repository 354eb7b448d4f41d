"""The embedded queue: kombu's folder of messages, in which a reader never finds half of one.

Kombu's own writes a message under its final name, so a worker may take it while it is still empty,
and stops for it. Lost messages do no harm, as rows are the truth; a worker that stops does some.
"""

import os
import time
import uuid
from pathlib import Path
from typing import Any

from kombu.transport import filesystem
from kombu.utils.json import dumps


class Channel(filesystem.Channel):
    def _put(self, queue: str, payload: Any, **options: Any) -> None:  # type: ignore[override]  # kombu has two names for it
        """Under a name that no reader looks for, until it is whole; names sort by time."""
        name = f"{time.time_ns()}_{uuid.uuid4()}.{queue}.msg"
        folder = Path(self.data_folder_out)
        unfinished = folder / f".{name}"
        unfinished.write_text(dumps(payload), encoding="utf-8")
        os.replace(unfinished, folder / name)


class Transport(filesystem.Transport):
    Channel = Channel
