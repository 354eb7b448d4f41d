"""An eye on every page: its console, its security policy, its accessibility, its width."""

from collections import defaultdict
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from django.urls import Resolver404, resolve
from playwright.sync_api import ConsoleMessage, Page

TOO_WIDE = """() => {
    const room = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= room) return [];
    const all = [...document.querySelectorAll("body *")];
    const over = all.filter((one) => one.getBoundingClientRect().right > room + 1);
    return over.slice(0, 5).map((one) => one.tagName.toLowerCase() + "." + one.className);
}"""


# The kinds of elements on a page, and what each stands in.
KINDS = """() => {
    const kind = (one) => `${one.tagName} ${one.getAttribute("class")} ${one.getAttribute("role")}`;
    const all = [...document.querySelectorAll("body, body *")];
    return [...new Set(all.map((one) => `${kind(one.parentElement)} > ${kind(one)}`))];
}"""


class Audits:
    """Which pages are known already in a window of which width: an audit costs more than the page itself."""

    def __init__(self) -> None:
        self.addresses: dict[int, set[str]] = defaultdict(set)
        self.kinds: dict[int, set[str]] = defaultdict(set)

    def wants(self, page: Page) -> bool:
        """Whether its address, or an element of its kind in such a place, is seen for the first time."""
        width = page.viewport_size["width"]
        address, kinds = address_of(page.url), set(page.evaluate(KINDS))
        is_new = address not in self.addresses[width] or not kinds <= self.kinds[width]
        self.addresses[width].add(address)
        self.kinds[width] |= kinds
        return is_new


def address_of(url: str) -> str:
    """The same for every record that has such a page."""
    path = urlsplit(url).path
    try:
        return resolve(path).route
    except Resolver404:
        return path


class Watch:
    """Collects what is wrong instead of stopping at it: one run tells of all."""

    def __init__(self, *, scripts: bool = True, audits: Audits | None = None) -> None:
        """Without scripts axe has nothing to run on; who sees the same product shares `audits`."""
        self.scripts = scripts
        self.audits = audits or Audits()
        self.faults: list[str] = []
        self._axe = Axe()
        self._listens = True
        self._expected: tuple[str, ...] = ()

    def follow(self, page: Page) -> None:
        """A breach of the security policy is an error in the console as well."""
        page.on("console", self._hear)
        page.on("pageerror", lambda error: self._note(page.url, f"script failed: {error}"))

    def expect(self, *refusals: int | str) -> None:
        """Until the next page: statuses, or failures of the network, as browsers tell of them."""
        self._expected = tuple(f"status of {one}" if isinstance(one, int) else one for one in refusals)

    def look(self, page: Page) -> None:
        self._expected = ()
        if wide := page.evaluate(TOO_WIDE):
            self._note(page.url, f"wider than the window: {wide}")
        if self.scripts and self.audits.wants(page):
            self._audit(page)

    def _audit(self, page: Page) -> None:
        """Deaf meanwhile: axe writes styles of its own into the page, which the policy refuses on some."""
        self._listens = False
        for violation in self._axe.run(page).response["violations"]:
            places = [node["html"][:160] for node in violation["nodes"][:3]]
            self._note(page.url, f"axe {violation['id']} ({violation['help']}): {places}")
        self._listens = True

    def _hear(self, message: ConsoleMessage) -> None:
        known = any(words in message.text for words in self._expected)
        if self._listens and not known and message.type in ("error", "warning"):
            self._note(message.page.url if message.page else "", f"console: {message.text}")

    def _note(self, url: str, what: str) -> None:
        fault = f"{url} {what}"
        if fault not in self.faults:
            self.faults.append(fault)
