"""Text that people typed, made into safe HTML: paragraphs, lists and links, nothing else."""

import re

from django.utils.html import conditional_escape, format_html, format_html_join, urlize
from django.utils.safestring import SafeString, mark_safe

BULLET = re.compile(r"^\s*[-*•]\s+")


def paragraphs(text: str) -> SafeString:
    """Blank lines part paragraphs, lines with a dash make a list, addresses become links."""
    blocks = re.split(r"\n\s*\n", text.replace("\r\n", "\n").strip())
    return mark_safe("\n".join(_block(block) for block in blocks if block))  # noqa: S308


def _block(block: str) -> SafeString:
    lines = block.split("\n")
    if all(BULLET.match(line) for line in lines):
        items = ((_linked(BULLET.sub("", line)),) for line in lines)
        return format_html("<ul>{}</ul>", format_html_join("", "<li>{}</li>", items))
    return format_html("<p>{}</p>", mark_safe("<br>".join(map(_linked, lines))))  # noqa: S308


def _linked(line: str) -> SafeString:
    return mark_safe(urlize(conditional_escape(line), nofollow=True))  # noqa: S308
