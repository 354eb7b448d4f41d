"""Letters: which kinds there are, and how one is put into words and handed to SMTP.

Each app's `letters.py` registers its kinds. A kind takes the id of the record that the letter is
about and gives the template's context, with the record's own words; the template
`letters/<app>/<name>.txt` holds the subject in its first line and the body below, in any language.
"""

import zoneinfo
from collections.abc import Callable
from dataclasses import dataclass
from email.utils import make_msgid
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils import timezone, translation

from twinning.core.prose import paragraphs

Context = Callable[..., dict[str, Any]]
KINDS: dict[str, Callable[[int, Any], dict[str, Any]]] = {}
FRAMES: list[Callable[[], dict[str, Any]]] = []


def letter(kind: str, *, for_reader: bool = False) -> Callable[[Context], Context]:
    """Register the context of a kind such as `hubs.submission_received`; with `for_reader` it is given who
    reads the letter as well.
    """

    def register(context: Context) -> Context:
        if kind in KINDS:
            raise ValueError(f"{kind} is registered twice")
        KINDS[kind] = context if for_reader else lambda about, _reader: context(about)
        return context

    return register


def frames(told: Callable[[], dict[str, Any]]) -> Callable[[], dict[str, Any]]:
    """Register what stands around the words of every letter: in whose name it is written."""
    FRAMES.append(told)
    return told


@dataclass(frozen=True)
class Words:
    """What a letter says, in the reader's language and zone; `attachments` are (name, content, type).

    `kept` letters are in the reader's inbox as well, and say so.
    """

    subject: str
    text: str
    language: str
    attachments: tuple[tuple[str, bytes, str], ...] = ()
    kept: bool = False


def put_into_words(kind: str, about: int, *, language: str, time_zone: str, reader: Any) -> Words:
    """Render a kind for one reader; the context may bring `attachments`."""
    with translation.override(language), timezone.override(zoneinfo.ZoneInfo(time_zone)):
        context = KINDS[kind](about, reader) | {"reader": reader, "site_url": settings.SITE_URL}
        attachments = tuple(context.pop("attachments", ()))
        rendered = render_to_string(f"letters/{kind.replace('.', '/')}.txt", context)
    subject, _, body = rendered.strip().partition("\n")
    kept = reader is not None
    return Words(" ".join(subject.split()), body.strip() + "\n", language, attachments, kept)


def send(words: Words, *, to: str, reference: str) -> None:
    """Hand the letter to SMTP as text and HTML; raises what SMTP raises."""
    domain = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].rstrip(">")
    mail = EmailMultiAlternatives(
        words.subject,
        words.text,
        to=[to],
        headers={
            "Message-ID": make_msgid(domain=domain),
            "X-Twinning-Reference": reference,
            "Auto-Submitted": "auto-generated",
        },
    )
    with translation.override(words.language):
        frame = {"subject": words.subject, "paragraphs": paragraphs(words.text), "kept": words.kept}
        for told in FRAMES:
            frame |= told()
        mail.attach_alternative(render_to_string("letters/letter.html", frame), "text/html")
    for name, content, mimetype in words.attachments:
        mail.attach(name, content, mimetype)
    mail.send()


def link(path: str) -> str:
    """The absolute address of one of our pages."""
    return settings.SITE_URL.rstrip("/") + path
