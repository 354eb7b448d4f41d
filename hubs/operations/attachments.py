"""Files of an application: taken in by what they are, and taken away again."""

import hashlib
import unicodedata
from pathlib import PurePosixPath
from typing import Any
from uuid import uuid4

from django.core.files.base import File
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from hubs.application.answers import field_of
from hubs.models import Attachment, Expression
from hubs.operations.answers import take_edit
from hubs.tasks import scan_attachment as ask_worker
from twinning.accounts.models import User
from twinning.core.errors import Refused
from twinning.core.filetypes import PDF, FileType, is_locked, type_of
from twinning.trail.operations import leave_trace

LARGEST = 10 * 1024 * 1024
LARGEST_TOGETHER = 50 * 1024 * 1024
MOST_FILES = 5  # for each field
LONGEST_NAME = 120


@transaction.atomic
def attach_file(expression: Expression, *, field: str, file: Any, by: User) -> Attachment:
    """Add an uploaded file (with `name` and `size`) to a field; its bytes say what it is."""
    take_edit(expression, field, by=by)
    known = _refuse_strange(expression, field, file)
    attachment = Attachment(
        expression=expression,
        field=field,
        name=proper_name(file.name, known),
        content_type=known.media_type,
        size=file.size,
        digest=_digest(file),
        added_by=by,
    )
    attachment.file.save(f"attachments/{uuid4().hex}", File(file), save=False)
    attachment.save(force_insert=True)
    leave_trace(expression, "attach", by=by, file=attachment.pk, digest=attachment.digest)
    ask_worker.delay_on_commit(attachment_id=attachment.pk)
    return attachment


@transaction.atomic
def remove_attachment(attachment: Attachment, *, by: User) -> None:
    """Take a file out of the draft; one that was handed in before stays with its submission."""
    expression = attachment.expression
    take_edit(expression, attachment.field, by=by)
    leave_trace(expression, "remove_file", by=by, file=attachment.pk, digest=attachment.digest)
    if attachment.submissions.exists():
        attachment.removed_at = timezone.now()
        attachment.save(update_fields=["removed_at"])
        return
    stored = attachment.file
    attachment.delete()
    transaction.on_commit(lambda: stored.delete(save=False))


def _refuse_strange(expression: Expression, field: str, file: Any) -> FileType:
    spec = field_of(expression.call, field)
    if spec is None or spec.kind != "file":
        raise Refused(_("This call does not ask for “%(code)s”.") % {"code": field})
    if not file.size:
        raise Refused(_("This file is empty."), field=field)
    present = expression.attachments.present()
    if file.size > LARGEST or sum(present.values_list("size", flat=True)) + file.size > LARGEST_TOGETHER:
        raise Refused(_("This file is too large: at most 10 MB each, and 50 MB together."), field=field)
    if present.filter(field=field).count() >= MOST_FILES:
        raise Refused(_("There are enough files here: at most 5."), field=field)
    known = type_of(file)
    if known is None:
        sentence = _(
            "Please choose a PDF, a picture (PNG, JPEG) or a document (DOCX, ODT, XLSX) without macros."
        )
        raise Refused(sentence, field=field)
    if known == PDF and is_locked(file):
        sentence = _(
            "This PDF opens only with a password, which its readers do not have. Please save it without."
        )
        raise Refused(sentence, field=field)
    return known


def proper_name(name: str, known: FileType) -> str:
    """The name as a person knows it, without folders and signs that nobody sees, ending as what it is.

    >>> from twinning.core.filetypes import PDF
    >>> proper_name("C:\\\\plans\\\\Avaliação.exe", PDF)
    'Avaliação.exe.pdf'
    """
    last = PurePosixPath(unicodedata.normalize("NFC", str(name)).replace("\\", "/")).name
    seen = "".join(sign for sign in last if unicodedata.category(sign)[0] != "C").strip(" .")
    endings = (known.ending, ".jpeg") if known.ending == ".jpg" else (known.ending,)
    if seen.lower().endswith(endings):
        stem, ending = seen.rsplit(".", 1)
        return f"{stem[:LONGEST_NAME] or 'file'}.{ending}"
    return f"{seen[:LONGEST_NAME] or 'file'}{known.ending}"


def _digest(file: Any) -> str:
    found = hashlib.sha256()
    for chunk in file.chunks():
        found.update(chunk)
    file.seek(0)
    return found.hexdigest()
