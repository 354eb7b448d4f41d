"""Files: taken in by what they are, kept under names that say nothing, and given to few."""

import io
import os
import stat
from urllib.parse import unquote

import pytest
from django.utils import timezone
from pypdf import PdfWriter

from hubs.models import Attachment, Expression
from hubs.operations.attachments import (
    attach_file,
    proper_name,
    remove_attachment,
)
from hubs.operations.expressions import submit_expression
from hubs.operations.scanning import overdue_attachments, scan_attachment
from hubs.states import AttachmentStatus
from tests.factories import make_evaluation
from tests.factories_applying import (
    JPEG,
    PDF,
    PNG,
    ask,
    bomb,
    make_attachment,
    odt,
    office,
    packed,
    upload,
)
from twinning.core.errors import Refused
from twinning.core.filetypes import DOCX, ODT, XLSX, type_of
from twinning.core.filetypes import JPEG as JPEG_TYPE
from twinning.core.filetypes import PDF as PDF_TYPE
from twinning.core.filetypes import PNG as PNG_TYPE
from twinning.trail.models import Trace


@pytest.fixture
def plan(draft):
    return ask(draft.call, "plan", "file", required=False)


def attach(draft, file=None, by=None):
    return attach_file(draft, field="question-plan", file=file or upload(), by=by)


@pytest.mark.parametrize(
    ("content", "known"),
    [
        (PDF, PDF_TYPE),
        (PNG, PNG_TYPE),
        (JPEG, JPEG_TYPE),
        (office(), DOCX),
        (office("xl/workbook.xml"), XLSX),
        (odt(), ODT),
    ],
)
def test_a_file_is_known_by_its_bytes(content, known):
    assert type_of(io.BytesIO(content)) == known


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"MZ\x90\x00 a program",
        b"<html><script>alert(1)</script></html>",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"GIF89a",
        b"%PDF-1.7 cut off on the way",
        PNG[:20],
        b"PK\x03\x04 not a package",
        packed(hello_txt="just a package"),
        office("word/document.xml", "word/vbaProject.bin"),
        office("ppt/presentation.xml"),
        packed(mimetype="application/x-evil", content_xml="<xml/>"),
        packed(mimetype="application/vnd.oasis.opendocument.text", content_xml="<xml/>", Basic__x="macro"),
        bomb(),
    ],
    ids=range(14),
)
def test_whatever_else_a_file_says_it_is_is_not_taken(draft, plan, ines, content):
    assert type_of(io.BytesIO(content)) is None
    with pytest.raises(Refused):
        attach(draft, upload("plan.pdf", content), ines)
    assert not Attachment.objects.exists()


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("Avaliação final.pdf", "Avaliação final.pdf"),
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\plans\\plan.PDF", "plan.PDF"),
        ("plan.html", "plan.html.pdf"),
        ('a"\r\nSet-Cookie: x.pdf', 'a"Set-Cookie: x.pdf'),
        ("\u202efdp.exe", "fdp.exe.pdf"),
        ("", "file.pdf"),
        ("x" * 500 + ".pdf", "x" * 120 + ".pdf"),
    ],
)
def test_names_are_kept_for_people_and_end_as_what_the_file_is(name, kept):
    assert proper_name(name, PDF_TYPE) == kept


def test_a_file_is_stored_under_a_name_that_says_nothing(draft, plan, ines):
    attachment = attach(draft, upload("Our secret plan.pdf"), ines)

    assert "secret" not in attachment.file.name
    assert os.path.splitext(attachment.file.name)[1] == ""
    assert (attachment.name, attachment.content_type, attachment.size) == (
        "Our secret plan.pdf",
        "application/pdf",
        len(PDF),
    )
    assert [trace.step for trace in Trace.objects.of(draft)] == ["revise", "attach"]


def test_files_have_limits(draft, plan, ines, monkeypatch):
    monkeypatch.setattr("hubs.operations.attachments.LARGEST", len(PDF))
    with pytest.raises(Refused, match="too large"):
        attach(draft, upload(content=PDF + b" \n%%EOF"), ines)
    with pytest.raises(Refused, match="empty"):
        attach(draft, upload(content=b""), ines)
    for _ in range(5):
        attach(draft, by=ines)
    with pytest.raises(Refused, match="enough"):
        attach(draft, by=ines)


def test_files_answer_the_questions_that_ask_for_one(draft, ines):
    ask(draft.call, "words", "long")
    for field in ("question-words", "motivation", "question-none"):
        with pytest.raises(Refused):
            attach_file(draft, field=field, file=upload(), by=ines)


def test_nothing_is_attached_once_it_is_handed_in(submitted, ines):
    ask(submitted.call, "plan", "file", required=False)

    with pytest.raises(Refused):
        attach(submitted, by=ines)
    with pytest.raises(Refused):
        remove_attachment(make_attachment(submitted), by=ines)


def test_a_file_is_taken_away_with_its_bytes(draft, plan, ines, django_capture_on_commit_callbacks):
    attachment = attach(draft, by=ines)
    stored, name = attachment.file.storage, attachment.file.name

    with django_capture_on_commit_callbacks(execute=True):
        remove_attachment(attachment, by=ines)

    assert not Attachment.objects.exists()
    assert not stored.exists(name)


def test_a_file_that_was_handed_in_stays_with_its_submission(draft, plan, ines):
    attachment = attach(draft, by=ines)
    submission = submit_expression(draft, by=ines)
    Expression.objects.update(status="draft")
    draft.refresh_from_db()

    remove_attachment(Attachment.objects.get(), by=ines)

    assert list(submission.attachments.all()) == [attachment]
    assert not draft.attachments.present()
    assert attachment.file.storage.exists(attachment.file.name)


# the scanner


def scanner(tmp_path, status, says=""):
    program = tmp_path / "scanner"
    program.write_text(f"#!/bin/sh\necho '{says}'\n[ -s \"$1\" ] || exit 9\nexit {status}\n")
    program.chmod(program.stat().st_mode | stat.S_IEXEC)
    return str(program)


@pytest.mark.parametrize(
    ("status", "came_to"),
    [(0, AttachmentStatus.CLEAN), (1, AttachmentStatus.REFUSED), (2, AttachmentStatus.WAITING)],
)
def test_the_scanner_decides_and_is_asked_again_when_it_cannot(
    draft, plan, ines, settings, tmp_path, status, came_to
):
    settings.SCAN_COMMAND = scanner(tmp_path, status, "Eicar-Test FOUND")
    attachment = attach(draft, by=ines)
    assert attachment.status == AttachmentStatus.WAITING

    scan_attachment(attachment)

    stored = Attachment.objects.get()
    assert stored.status == came_to
    assert ("Eicar" in stored.refused) == (status == 1)
    Attachment.objects.update(added_at=timezone.now() - timezone.timedelta(minutes=1))
    assert overdue_attachments() == ([stored.pk] if status == 2 else [])


def test_where_there_is_no_scanner_the_file_says_so(draft, plan, ines):
    attachment = attach(draft, by=ines)

    scan_attachment(attachment)

    assert Attachment.objects.get().status == AttachmentStatus.UNCHECKED


def test_a_refused_file_keeps_the_application_from_being_handed_in(draft, plan, ines):
    make_attachment(draft, status=AttachmentStatus.REFUSED)

    with pytest.raises(Refused) as refusal:
        submit_expression(draft, by=ines)
    assert list(refusal.value.faults) == ["question-plan"]


# who gets it


@pytest.mark.parametrize(
    ("status", "answers"), [(AttachmentStatus.WAITING, 503), (AttachmentStatus.REFUSED, 403)]
)
def test_a_file_that_is_not_cleared_is_for_nobody(as_user, draft, ines, status, answers):
    answer = as_user(ines).get(make_attachment(draft, status=status).get_absolute_url())

    assert answer.status_code == answers
    assert PDF not in answer.content


def test_a_file_is_for_keeping_and_never_shown_as_a_page(as_user, draft, ines):
    answer = as_user(ines).get(make_attachment(draft).get_absolute_url())

    assert answer.content == PDF
    assert answer["Content-Disposition"].startswith("attachment;")
    assert "Avaliação.pdf" in unquote(answer["Content-Disposition"])
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in answer["Cache-Control"]


def test_files_of_a_draft_are_the_hubs_own(as_user, draft, ines, olga, rosa, carla, leo):
    url = make_attachment(draft).get_absolute_url()

    assert as_user(ines).get(url).status_code == 200
    for person in (olga, rosa, carla, leo):
        assert as_user(person).get(url).status_code == 404
    assert as_user().get(url).status_code == 302


def test_reviewers_get_the_files_of_the_submission_and_no_others(as_user, submitted, rosa):
    make_evaluation(submitted, rosa)
    handed_in = make_attachment(submitted)
    later = make_attachment(submitted)
    submitted.submission.attachments.remove(later)

    assert as_user(rosa).get(handed_in.get_absolute_url()).status_code == 200
    assert as_user(rosa).get(later.get_absolute_url()).status_code == 404


def test_where_hubs_are_hidden_a_files_name_tells_nothing(as_user, submitted, rosa, ines):
    submitted.call.blind_hubs = True
    submitted.call.save()
    make_evaluation(submitted, rosa)
    file = make_attachment(submitted, name="Atlantic Hub plan.pdf")

    assert "Atlantic" not in as_user(rosa).get(file.get_absolute_url())["Content-Disposition"]
    assert "Atlantic" in as_user(ines).get(file.get_absolute_url())["Content-Disposition"]


def locked(user_password):
    """Encrypted; readers need the first password to open it, and the second to change it."""
    writer, content = PdfWriter(), io.BytesIO()
    writer.add_blank_page(width=72, height=72)
    writer.encrypt(user_password, "of its owner", algorithm="AES-256")
    writer.write(content)
    return content.getvalue()


def test_a_pdf_that_nobody_can_open_is_refused_with_the_reason(draft, plan, ines):
    with pytest.raises(Refused, match="password"):
        attach(draft, upload(content=locked("secret")), by=ines)

    assert not Attachment.objects.exists()


def test_a_pdf_that_everybody_can_open_is_taken_though_it_is_encrypted(draft, plan, ines):
    attach(draft, upload(content=locked("")), by=ines)

    assert Attachment.objects.get().content_type == "application/pdf"


def test_a_pdf_that_only_speaks_of_encryption_is_taken(draft, plan, ines):
    attach(draft, upload(content=PDF.replace(b"%%EOF", b"% /Encrypt\n%%EOF")), by=ines)

    assert Attachment.objects.exists()
