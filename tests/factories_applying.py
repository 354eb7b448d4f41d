"""Files for tests, made of real bytes, and the rows of an application."""

import io
import zipfile
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from pypdf import PdfWriter

from hubs.models import Attachment, Expression, Preference, Question, Wish
from hubs.states import AttachmentStatus


def pdf() -> bytes:
    """One empty page."""
    writer, content = PdfWriter(), io.BytesIO()
    writer.add_blank_page(width=72, height=72)
    writer.write(content)
    return content.getvalue()


PDF = pdf()
PNG = b"\x89PNG\r\n\x1a\n" + b"\x00" * 30 + b"\x00\x00\x00\x00IEND\xaeB`\x82"
JPEG = b"\xff\xd8\xff\xe0" + b"\x00" * 30 + b"\xff\xd9"
ODT_TYPE = "application/vnd.oasis.opendocument.text"


def packed(**parts: str) -> bytes:
    """A packed document; `_` in a part's name is a dot, `__` a folder."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), text)
    return content.getvalue()


def office(heart: str = "word/document.xml", *more: str) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for name in ("[Content_Types].xml", heart, *more):
            archive.writestr(name, "<xml/>")
    return content.getvalue()


def bomb() -> bytes:
    """A document of some kilobytes that unpacks to more than anybody's memory should hold."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<xml/>")
        archive.writestr("word/document.xml", bytes(101 * 1024 * 1024))
    return content.getvalue()


def odt() -> bytes:
    return packed(mimetype=ODT_TYPE, content_xml="<xml/>")


def upload(name: str = "plan.pdf", content: bytes = PDF) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def ask(call: Any, code: str = "budget", kind: str = "long", **fields: Any) -> Question:
    """A question of the call; its field is `question-<code>`."""
    return Question.objects.create(call=call, code=code, kind=kind, label=code.title(), **fields)


def make_attachment(expression: Expression, **fields: Any) -> Attachment:
    """A checked file that belongs to the submission that counts, if there is one."""
    values = {
        "field": "question-plan",
        "name": "Avaliação.pdf",
        "content_type": "application/pdf",
        "size": len(PDF),
        "digest": "0" * 64,
        "status": AttachmentStatus.CLEAN,
    } | fields
    attachment = Attachment(expression=expression, **values)
    attachment.file.save("attachments/0123456789abcdef", ContentFile(PDF), save=False)
    attachment.save()
    if expression.submission is not None:
        expression.submission.attachments.add(attachment)
    return attachment


def make_wish(expression: Expression, **fields: Any) -> Wish:
    return Wish.objects.create(expression=expression, **({"direction": "offers", "words": "A lab"} | fields))


def make_preference(expression: Expression, hub: Any, **fields: Any) -> Preference:
    return Preference.objects.create(expression=expression, hub=hub, **({"kind": "prefer"} | fields))
