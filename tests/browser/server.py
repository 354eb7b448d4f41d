"""The product in a thread of the test's own process, which can die and come back at the same address."""

import socket
from contextlib import suppress
from typing import Any

from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.servers.basehttp import ThreadedWSGIServer
from django.db import connections
from django.test.testcases import LiveServerThread

from twinning.core.processes import free_port

HOST = "127.0.0.1"


class Mortal(ThreadedWSGIServer):
    """Remembers who is connected, to hang up on all of them when it dies."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs | {"allow_reuse_address": True})
        self.callers: list[socket.socket] = []

    def process_request(self, request: Any, client_address: Any) -> None:
        self.callers.append(request)
        super().process_request(request, client_address)

    def hang_up(self) -> None:
        for caller in self.callers:
            with suppress(OSError):
                caller.shutdown(socket.SHUT_RDWR)


class Thread(LiveServerThread):
    server_class = Mortal


class Server:
    def __init__(self) -> None:
        self.port = free_port(HOST)
        self.thread: Thread | None = None

    @property
    def url(self) -> str:
        return f"http://{HOST}:{self.port}"

    def start(self) -> None:
        """The database is a file or a server's own, so that a thread sees what the test wrote."""
        self.thread = Thread(HOST, StaticFilesHandler, port=self.port)
        self.thread.daemon = True
        self.thread.start()
        self.thread.is_ready.wait()
        if self.thread.error:
            raise self.thread.error

    def kill(self) -> None:
        """From one moment to the next nobody answers any more."""
        if self.thread is not None:
            self.thread.httpd.hang_up()
            self.thread.terminate()
            self.thread = None
        connections.close_all()
