"""The parts of a page that are each reader's own: left out of what is kept for many, and put in for each."""

import re
from collections.abc import Callable
from secrets import token_hex
from typing import Any, NamedTuple

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

HELD_OPEN = "holds_open"  # set on a request while a page is drawn for many: tells which parts are left out
OWN = "own_parts"  # and by which name it knows what gathers the reader's own
SECRET = token_hex(16)  # so that nobody can write a mark
MARK = re.compile(f"<!--{SECRET} (.+?)-->")

Own = Callable[..., dict[str, Any]]


class Drawn(NamedTuple):
    """Pieces of a page: texts, and between each two of them the template of a personal part."""

    pieces: list[str]
    content_type: str

    def whole(self, request: HttpRequest) -> str:
        """With what is this reader's own put in."""
        parts = dict.fromkeys(self.pieces[1::2])
        drawn = {part: render_to_string(part, own_of(request, part), request) for part in parts}
        return "".join(drawn[piece] if turn % 2 else piece for turn, piece in enumerate(self.pieces))


def own_of(request: HttpRequest | None, part: str) -> dict[str, Any]:
    """What a personal part tells this reader, beside what every page may speak of."""
    gather: Own | None = getattr(request, OWN, {}).get(part)
    return gather(request.user) if gather and request else {}


def mark_of(request: HttpRequest | None, part: str) -> SafeString | None:
    """Where a page is drawn for many, the mark of a part that is each reader's own; otherwise nothing."""
    is_held_open = getattr(request, HELD_OPEN, None)
    if is_held_open is None or not is_held_open(part):
        return None
    return mark_safe(f"<!--{SECRET} {part}-->")  # noqa: S308  # the name of a template
