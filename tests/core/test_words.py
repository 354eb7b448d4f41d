"""Searching copes with any accent and any spelling of case."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twinning.core.prose import paragraphs
from twinning.core.words import plain


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("Viña del Mar", "vina del mar"),
        ("São Tomé", "sao tome"),
        ("Île de la Réunion", "ile de la reunion"),
        ("Łódź – Ørsted", "lodz – orsted"),
        ("STRASSE / Straße", "strasse / strasse"),
        ("  two\n lines ", "two lines"),
    ],
)
def test_accents_case_and_blanks_do_not_matter(written, found):
    assert plain(written) == found


@given(st.text())
def test_what_is_plain_stays_as_it_is(text):
    assert plain(plain(text)) == plain(text)


def test_prose_makes_paragraphs_lists_and_links_and_nothing_else():
    written = "One\ntwo\n\n- first\n- second\n\nSee https://example.org/?a=1&b=2 <script>x</script>"

    assert paragraphs(written) == (
        "<p>One<br>two</p>\n<ul><li>first</li><li>second</li></ul>\n"
        '<p>See <a href="https://example.org/?a=1&amp;b=2" rel="nofollow">'
        "https://example.org/?a=1&amp;b=2</a> &lt;script&gt;x&lt;/script&gt;</p>"
    )


@given(st.text())
def test_no_tag_of_the_writer_survives(text):
    drawn = paragraphs(text)

    for ours in ("<p>", "</p>", "<br>", "<ul>", "</ul>", "<li>", "</li>", "</a>"):
        drawn = drawn.replace(ours, "")
    assert drawn.count("<") == drawn.count('<a href="')
