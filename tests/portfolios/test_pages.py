"""Laying out and comparing, with plain values."""

from copy import deepcopy

from portfolios.changes import Change, compare
from portfolios.pages import lay_out

CONTENT = {
    "programme": {"name": {"en": "Two Shores", "es": ""}, "time_zone": "UTC", "shows_samples": False},
    "hub": {
        "slug": "hub", "name": "Atlantic Hub", "native_name": "", "acronym": "",
        "city": "", "website": "", "country": "PT", "region": "eu",
    },
    "language": "en",
    "intro": "Hello.",
    "contact_email": "",
    "services": [
        {
            "key": key, "name": f"Service {key}", "summary": "", "access_mode": "", "price_model": "",
            "source_url": source, "category": category, "areas": ["ai", "gone"], "groups": [],
        }
        for key, category, source in (
            ("a", "tests", "https://one.example"),
            ("b", "skills", ""),
            ("c", "tests", "https://two.example"),
            ("d", "tests", "https://one.example"),
        )
    ],
    "names": {
        "region": {"eu": {"en": "European Union"}},
        "country": {"PT": {"en": "Portugal"}},
        "category": {"tests": {"en": "Tests", "es": "Ensayos"}, "skills": {"en": "Skills", "es": ""}},
        "area": {"ai": {"en": "Artificial intelligence"}},
        "group": {},
    },
}  # fmt: skip


def test_services_are_gathered_in_chapters_in_the_order_they_came():
    page = lay_out(CONTENT, language="en")

    assert [(chapter.name, [entry.key for entry in chapter.entries]) for chapter in page.chapters] == [
        ("Tests", ["a", "c", "d"]),
        ("Skills", ["b"]),
    ]
    assert page.count == 4


def test_each_source_is_named_once_and_pointed_to():
    page = lay_out(CONTENT, language="en")

    assert [(source.number, source.url) for source in page.sources] == [
        (1, "https://one.example"),
        (2, "https://two.example"),
    ]
    assert [entry.source for entry in page.chapters[0].entries] == [1, 2, 1]
    assert page.chapters[1].entries[0].source == 0


def test_words_come_in_the_readers_language_or_in_another_or_as_codes():
    page = lay_out(CONTENT, language="es")

    assert [chapter.name for chapter in page.chapters] == ["Ensayos", "Skills"]
    assert page.programme == "Two Shores"
    assert page.chapters[0].entries[0].areas == ("Artificial intelligence", "gone")
    assert page.place == "Portugal"


def test_nothing_changes_between_equal_contents():
    assert compare(CONTENT, deepcopy(CONTENT)) == []


def test_the_first_edition_is_all_new():
    kinds = [(section.title, section.kind) for section in compare(None, CONTENT)]

    assert kinds == [("", "added"), *((f"Service {key}", "added") for key in "abcd")]


def test_changes_are_told_field_by_field():
    proposed = deepcopy(CONTENT)
    proposed["intro"] = "Good day."
    proposed["services"][1]["category"] = "tests"
    del proposed["services"][0]
    opening, changed, removed = compare(CONTENT, proposed)

    assert opening.changes == (Change("intro", "Hello.", "Good day."),)
    assert (changed.title, changed.changes) == ("Service b", (Change("category", "Skills", "Tests"),))
    assert (removed.title, removed.kind) == ("Service a", "removed")
    assert Change("name", "Service a", "") in removed.changes
