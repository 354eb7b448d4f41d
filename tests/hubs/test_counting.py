"""Words and characters are counted alike on the server and in the page: one table holds for both."""

import base64
import json
import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import sync_playwright

from hubs.application.counting import SPACES, characters, count, counted, words
from tests.architecture import ROOT

TABLE = json.loads((Path(__file__).parent / "counting.json").read_text())
CHROMIUM = Path("/usr/bin/chromium")
SIGNS = [*"abc é\t\n\r", "\r\n", "\u0301", "\xa0", "\u200b", "\u200d", "\u2028", "\ufeff", "\x85", "\x1f"]
SIGNS += ["🙂", "👩\u200d👧", "\u1112\u1161", "中", "–"]


@pytest.mark.parametrize("row", TABLE, ids=lambda row: row["why"])
def test_the_table_holds_on_the_server(row):
    assert (words(row["text"]), characters(row["text"])) == (row["words"], row["characters"])


@pytest.fixture(scope="module")
def in_the_page():
    """The page's own counts of a list of texts, as a browser tells them."""
    if not CHROMIUM.exists():
        pytest.skip("there is no browser here")
    source = base64.b64encode((ROOT / "static/js/counting.js").read_bytes()).decode()
    ask = """async ([address, texts]) => {
      const { words, characters } = await import(address);
      return texts.map((text) => [words(text), characters(text)]);
    }"""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox"])
        page = browser.new_page()
        yield lambda texts: page.evaluate(ask, [f"data:text/javascript;base64,{source}", texts])
        browser.close()


def test_the_table_holds_in_the_page(in_the_page):
    found = in_the_page([row["text"] for row in TABLE])

    assert found == [[row["words"], row["characters"]] for row in TABLE]


def test_page_and_server_agree_on_whatever_is_typed(in_the_page):
    dice = random.Random(20261122)
    texts = ["".join(dice.choices(SIGNS, k=dice.randrange(40))) for _number in range(2000)]

    assert in_the_page(texts) == [[words(text), characters(text)] for text in texts]


@given(st.text())
def test_space_around_a_text_and_the_way_lines_end_change_nothing(text):
    for other in (f"\r\n {text}\u3000", text.replace("\n", "\r\n")):
        if "\r" not in text:
            assert (words(other), characters(other)) == (words(text), characters(text))


@given(st.lists(st.text(alphabet="añ🙂\u0301", min_size=1)))
def test_there_are_as_many_words_as_were_put_between_spaces(parts):
    assert words(" \n".join(parts)) == len(parts)


@given(st.text())
def test_what_is_counted_has_no_space_around_it_and_counts_the_same_again(text):
    once = counted(text)

    assert count(once, "characters") == count(text, "characters")
    assert not once or (once[0] not in SPACES.replace("-", "") and once[-1] not in SPACES.replace("-", ""))
