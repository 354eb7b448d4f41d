"""A letter is written with the deed, sent once, kept for the inbox, and never lost."""

from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.db import transaction
from django.utils import timezone

from twinning.accounts.models import Letter
from twinning.accounts.operations.letters import (
    requeue_overdue_letters,
    send_written_letter,
    write_letter,
)
from twinning.accounts.states import LetterStatus
from twinning.core.letters import KINDS, letter

KIND = "tests.greeting"


@pytest.fixture
def greeting(monkeypatch, tmp_path, settings):
    """A kind of letter of our own, in two languages' dates."""
    folder = tmp_path / "letters" / "tests"
    folder.mkdir(parents=True)
    (folder / "greeting.txt").write_text(
        "{% load times %}Hello {{ reader.name }}\n\nThe hour is {% moment_words hour %}\n"
        "{% autoescape off %}{{ words }}{% endautoescape %}\n"
    )
    template_settings = [settings.TEMPLATES[0] | {"DIRS": [tmp_path, *settings.TEMPLATES[0]["DIRS"]]}]
    settings.TEMPLATES = template_settings
    hour = timezone.now().replace(year=2026, month=7, day=1, hour=12, minute=0)
    monkeypatch.setitem(KINDS, KIND, lambda about, reader: {"hour": hour, "words": "A & B"})


@pytest.fixture
def written(greeting, ines):
    """Written in a transaction that is through, and not yet sent."""
    return write_letter(KIND, to=ines, about=1)


def test_it_is_sent_when_the_deed_is_through(greeting, ines, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        write_letter(KIND, to=ines, about=1)
        assert mail.outbox == []

    sent = Letter.objects.get()
    assert [message.to for message in mail.outbox] == [["ines@example.org"]]
    assert (sent.status, sent.subject) == (LetterStatus.SENT, "Hello Ines")
    assert mail.outbox[0].extra_headers["X-Twinning-Reference"] == sent.reference


@pytest.mark.django_db(transaction=True)
def test_a_deed_that_fails_writes_to_nobody(greeting, ines):
    def deed():
        with transaction.atomic():
            write_letter(KIND, to=ines, about=1)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        deed()

    assert (Letter.objects.count(), mail.outbox) == (0, [])


def test_it_speaks_in_the_readers_zone_and_escapes_only_the_html(written):
    send_written_letter(written)

    text, html = mail.outbox[0].body, mail.outbox[0].alternatives[0].content
    assert "The hour is 1 July 2026, 13:00 (Europe/Lisbon)" in text
    assert "A & B" in text
    assert "A &amp; B" in html


def test_writing_it_again_changes_nothing(written, ines):
    assert write_letter(KIND, to=ines, about=1) == written
    assert Letter.objects.count() == 1


def test_two_workers_send_it_once(written):
    theirs = Letter.objects.get()

    send_written_letter(written)
    send_written_letter(theirs)

    assert len(mail.outbox) == 1


def test_what_smtp_refuses_is_tried_again_later_and_given_up_after_three_days(written, settings):
    settings.EMAIL_BACKEND = "tests.accounts.test_letters.NoPost"
    send_written_letter(written)

    waiting = Letter.objects.get()
    assert waiting.status == LetterStatus.QUEUED
    assert waiting.due_at > timezone.now()
    assert requeue_overdue_letters() == []

    with time_machine.travel(timezone.now() + timedelta(hours=1)):
        assert requeue_overdue_letters() == [written.pk]
    with time_machine.travel(timezone.now() + timedelta(days=4)):
        send_written_letter(Letter.objects.get())
    assert Letter.objects.get().status == LetterStatus.FAILED


def test_a_letter_that_cannot_be_put_into_words_waits_instead_of_being_tried_for_ever(written, monkeypatch):
    monkeypatch.setitem(KINDS, KIND, lambda about, reader: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        send_written_letter(written)

    waiting = Letter.objects.get()
    assert (waiting.status, waiting.attempts) == (LetterStatus.QUEUED, 1)
    assert waiting.due_at > timezone.now()


def test_what_a_dead_worker_held_is_sent_by_the_next(written):
    Letter.objects.update(status=LetterStatus.SENDING, due_at=timezone.now() + timedelta(minutes=5))
    assert requeue_overdue_letters() == []

    with time_machine.travel(timezone.now() + timedelta(minutes=6)):
        assert requeue_overdue_letters() == [written.pk]
        send_written_letter(Letter.objects.get())

    assert len(mail.outbox) == 1


def test_a_kind_is_registered_once(monkeypatch):
    monkeypatch.setattr("twinning.core.letters.KINDS", {})

    @letter("tests.other")
    def other(about):
        return {}

    with pytest.raises(ValueError, match=r"tests\.other"):
        letter("tests.other")(other)


class NoPost:
    """A mail backend whose server is away."""

    def __init__(self, *args, **kwargs):
        pass

    def send_messages(self, messages):
        raise ConnectionRefusedError
