"""Asking for pages one after the other, as one reader would, and keeping the time."""

import http.client
import time
from collections import defaultdict
from collections.abc import Iterable, Sequence
from statistics import median

from tests.benchmarks.pages import CHANGE, Page
from tests.benchmarks.servers import HOST, Server

TRIES = 3  # of which the quickest counts for its round: what else the machine does only makes slower
Times = dict[tuple[Page, int], float]  # page and size: milliseconds


class Browser:
    """One connection, kept open, for one reader."""

    def __init__(self, server: Server, reader: str) -> None:
        self.server = server
        self.connection = http.client.HTTPConnection(HOST, server.port, timeout=120)
        self.headers = {"Cookie": f"sessionid={server.sessions[reader]}"} if reader else {}

    def milliseconds(self, page: Page) -> float:
        """From the request to the last byte; the page must be there."""
        if page.anew:
            self._get(CHANGE)
        started = time.perf_counter()
        self._get(page.path.format(**self.server.keys))
        return (time.perf_counter() - started) * 1000

    def _get(self, path: str) -> None:
        self.connection.request("GET", path, headers=self.headers)
        response = self.connection.getresponse()
        response.read()
        if response.status != http.HTTPStatus.OK:
            raise RuntimeError(f"{path} answered {response.status}")


def measured(servers: Sequence[Server], pages: Iterable[Page], *, rounds: int) -> Times:
    """The median over the rounds. In each, every page is asked of every server in turn."""
    readers = {page.reader for page in pages}
    browsers = {(server.size, reader): Browser(server, reader) for server in servers for reader in readers}
    asked = list(dict.fromkeys(one for page in pages for one in (page.its_floor, page)))
    times: dict[tuple[Page, int], list[float]] = defaultdict(list)
    for number in range(rounds + 1):
        for page in asked:
            for server in servers:
                browser = browsers[server.size, page.reader]
                quickest = min(browser.milliseconds(page) for _ in range(TRIES))
                if number:  # the first round fills caches
                    times[page, server.size].append(quickest)
    return {key: median(taken) for key, taken in times.items()}
