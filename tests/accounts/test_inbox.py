"""The inbox: one's own letters, and nobody else's."""

import pytest

from twinning.accounts.models import Letter, User
from twinning.accounts.states import LetterStatus


def make_letter(reader, number=1, **fields):
    values = {"subject": f"News {number}", "text": "A line.\n\nhttps://example.org/\n"} | fields
    return Letter.objects.create(
        kind="accounts.sample",
        about=number,
        reference=f"sample:{number}:{reader.pk}",
        recipient=reader,
        address=reader.email,
        **values,
    )


def test_letters_are_listed_newest_first_and_new_ones_marked(as_user, ines):
    make_letter(ines, 1)
    newest = make_letter(ines, 2)
    browser = as_user(ines)
    browser.get(f"/letters/{newest.pk}/")

    page = browser.get("/letters/")

    shown = [(subject, read_at is None) for _pk, subject, _written_at, read_at in page.context["page"]]
    assert shown == [("News 2", False), ("News 1", True)]


def test_opening_a_letter_is_reading_it(as_user, ines):
    letter = make_letter(ines)
    browser = as_user(ines)
    assert browser.get("/letters/").context["unread_letters"]() == 1

    response = browser.get(f"/letters/{letter.pk}/")

    assert '<a href="https://example.org/"' in response.text
    assert Letter.objects.get().read_at is not None
    assert browser.get("/letters/").context["unread_letters"]() == 0


def test_a_letter_that_smtp_refused_is_in_the_inbox_all_the_same(as_user, ines):
    make_letter(ines, status=LetterStatus.FAILED)

    assert "News 1" in as_user(ines).get("/letters/").text


@pytest.mark.parametrize("reader", ["leo", "carla", "ada"])
def test_letters_are_nobody_elses(as_user, ines, request, reader):
    letter = make_letter(ines)
    browser = as_user(request.getfixturevalue(reader))

    assert browser.get(f"/letters/{letter.pk}/").status_code == 404
    assert "News 1" not in browser.get("/letters/").text
    assert Letter.objects.get().read_at is None


def test_a_letter_without_words_yet_is_not_shown(as_user, ines):
    letter = make_letter(ines, subject="")

    assert as_user(ines).get(f"/letters/{letter.pk}/").status_code == 404


def test_the_inbox_costs_the_same_with_many_letters(as_user, ines, budget):
    make_letter(ines, 1)
    few = budget(as_user(ines), "/letters/")
    for number in range(2, 301):
        make_letter(ines, number)
    many = budget(as_user(ines), "/letters/")

    assert many.queries == few.queries <= 8
    assert many.rows <= 60


@pytest.mark.parametrize("language", ["en", "es", "pt"])
def test_new_letters_are_counted_in_the_menu_in_every_language(as_user, ines, language):
    make_letter(ines)
    User.objects.update(language=language)

    assert as_user(ines).get(f"/{language}/desk/".removeprefix("/en")).status_code == 200
