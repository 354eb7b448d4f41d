"""Printing: once, by one worker, never lost, in the right letters. Two PDFs are really printed here."""

import io
import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from pypdf import PdfReader

from portfolios import tasks
from portfolios.models import Edition
from portfolios.operations.editions import (
    LEASE,
    print_edition,
    reprint_edition,
    requeue_overdue_editions,
)
from portfolios.printing import printed
from portfolios.states import EditionStatus
from tests.factories import make_programme
from tests.portfolios.conftest import published
from twinning.core.errors import Refused
from twinning.core.pdf import pdf_of, static_file

ROOT = Path(__file__).parents[2]
GREEK = "Ξεσκεπάζω την ψυχοφθόρα βδελυγμία"
BULGARIAN = "Жълтата дюля беше щастлива"
TURKISH = "Pijamalı hasta yağız şoföre çabucak güvendi"
POLISH = "Zażółć gęślą jaźń"


def stored(edition):
    with edition.file.open("rb") as file:
        return file.read()


def words(reader):
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def test_a_worker_prints_an_edition_that_everybody_can_read(ines_hub, carla):
    make_programme(name_en="Two Shores", shows_samples=True)
    services = (GREEK, BULGARIAN)
    portfolio = published(
        ines_hub, by=carla, services=services, intro=f"{TURKISH}\n\n{POLISH}", language="pt"
    )

    print_edition(portfolio.edition)

    edition = Edition.objects.get()
    content = stored(edition)
    reader = PdfReader(io.BytesIO(content))
    said = words(reader)
    assert [text for text in (GREEK, BULGARIAN, TURKISH, POLISH) if text not in said] == []
    assert (edition.status, edition.size) == (EditionStatus.PRINTED, len(content))
    assert reader.root_object["/Lang"] == "pt"
    assert reader.root_object["/MarkInfo"]["/Marked"]
    assert b'pdfuaid:part="1"' in reader.root_object["/Metadata"].get_object().get_data()
    assert "https://hub.example/services" in said
    assert "Two Shores" in said
    assert "Atlantic Hub" in reader.metadata.title
    fonts = {font["/BaseFont"] for page in reader.pages for font in page["/Resources"]["/Font"].values()}
    assert {name.split("+")[1] for name in map(str, fonts)} == {"Noto-Sans", "Noto-Sans-Bold"}


def test_printing_again_gives_the_same_bytes_and_two_workers_print_once(edition):
    first, second = Edition.objects.get(), Edition.objects.get()
    print_edition(first)
    kept = Edition.objects.get()

    print_edition(second)

    now = Edition.objects.get()
    assert (now.attempts, now.printed_at, now.file.name) == (1, kept.printed_at, kept.file.name)
    assert printed(now) == stored(now)


def leave_behind(edition, *, status=EditionStatus.PRINTING, attempts=1, late=True):
    """As a worker leaves it that was killed while printing."""
    due_at = timezone.now() + (-timedelta(minutes=1) if late else LEASE.length)
    Edition.objects.filter(pk=edition.pk).update(status=status, attempts=attempts, due_at=due_at)


def test_what_a_dead_worker_held_is_freed_when_its_lease_ends(edition):
    leave_behind(edition)

    assert requeue_overdue_editions() == [edition.pk]
    assert Edition.objects.get().status == EditionStatus.QUEUED


def test_what_a_living_worker_holds_is_left_alone(edition):
    leave_behind(edition, late=False)

    assert requeue_overdue_editions() == []
    assert Edition.objects.get().status == EditionStatus.PRINTING


def test_what_the_broker_forgot_is_asked_for_again(edition):
    leave_behind(edition, status=EditionStatus.QUEUED, attempts=0)

    assert requeue_overdue_editions() == [edition.pk]


def test_what_keeps_failing_is_given_up_and_can_be_printed_again(edition, carla):
    leave_behind(edition, attempts=LEASE.most_attempts)

    tasks.requeue_editions()
    given_up = Edition.objects.get()
    reprint_edition(given_up, by=carla)

    assert given_up.attempts == 0
    assert Edition.objects.get().status == EditionStatus.QUEUED


def test_only_what_is_finished_can_be_printed_again(edition, carla):
    with pytest.raises(Refused):
        reprint_edition(edition, by=carla)


def test_a_row_that_is_gone_is_no_work(db):
    tasks.print_edition(edition_id=404)


@pytest.mark.parametrize(
    "address",
    [
        "file:///etc/hostname",
        "http://127.0.0.1:8000/",
        "https://example.org/logo.svg",
        "static:../manage.py",
        "static:css/print/../../../manage.py",
        "static:/etc/hostname",
        "static:no/such/file.css",
        "css/print/document.css",
    ],
)
def test_printing_fetches_nothing_but_our_static_files(address):
    with pytest.raises(ValueError, match="not ours to print"):
        static_file(address)


def test_the_web_process_never_loads_the_printer():
    ask = "import sys, twinning.asgi, twinning.urls; print('weasyprint' in sys.modules)"
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "tests.settings"}

    said = subprocess.run(
        [sys.executable, "-c", ask], env=environment, cwd=ROOT, capture_output=True, text=True, check=True
    )

    assert said.stdout.strip() == "False"


def test_printing_finds_our_fonts():
    assert static_file("static:fonts/NotoSans-Regular.ttf").stat().st_size > 400_000


def test_no_letter_of_a_hub_and_no_emoji_is_an_empty_box_on_paper():
    """Whatever fonts the machine has: all of these are in ours."""
    typed = "Łódź Ħamrun Dvořák Ελλάς Україна g̃uaraní ỹ \N{WATER WAVE}\N{ROCKET}\N{HANDSHAKE}"
    markup = f"""<html lang="es"><head><title>x</title><link rel="stylesheet"
        href="static:css/print/document.css"></head><body><p>{typed}</p></body></html>"""

    reader = PdfReader(io.BytesIO(pdf_of(markup, identifier="x")))

    fonts = {font["/BaseFont"] for page in reader.pages for font in page["/Resources"]["/Font"].values()}
    assert {name.split("+")[1] for name in map(str, fonts)} == {"Noto-Sans", "Noto-Emoji"}
    assert "\N{WATER WAVE}" in words(reader)
