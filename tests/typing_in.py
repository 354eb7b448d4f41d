"""What a browser would send back from a page whose forms nobody touched."""

from html.parser import HTMLParser
from typing import Any

from django.http import HttpResponse


class _Fields(HTMLParser):
    """Collects the values of all fields, as a browser does; of boxes those that are ticked."""

    def __init__(self) -> None:
        super().__init__()
        self.sent: dict[str, list[str]] = {}
        self._name, self._words, self._select = "", "", ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given: dict[str, Any] = dict(attrs)
        unsaid = "on" if given.get("type") == "checkbox" else ""
        name, value = given.get("name", ""), given.get("value") or unsaid
        if "disabled" in given:
            return
        if tag == "textarea":
            self._name, self._words = name, ""
        elif tag == "select":
            self._select = name
        elif tag == "option" and "selected" in given:
            self._add(self._select, value)
        elif tag == "input" and _is_sent(given):
            self._add(name, value)

    def handle_data(self, data: str) -> None:
        if self._name:
            self._words += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea" and self._name:
            self._add(self._name, self._words.removeprefix("\n"))
            self._name = ""

    def _add(self, name: str, value: str) -> None:
        if name:
            self.sent.setdefault(name, []).append(value)


def _is_sent(given: dict[str, Any]) -> bool:
    """Buttons and files are not, and of boxes only those that are ticked."""
    kind = given.get("type")
    if kind in ("submit", "file", "button"):
        return False
    return kind not in ("checkbox", "radio") or "checked" in given


def typed_on(page: HttpResponse) -> dict[str, Any]:
    """The fields of the page, ready to be changed and sent."""
    parser = _Fields()
    parser.feed(page.content.decode())
    return {name: values[0] if len(values) == 1 else values for name, values in parser.sent.items()}
