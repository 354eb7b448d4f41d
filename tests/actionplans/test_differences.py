"""The difference of two texts loses no word of either."""

import sys
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actionplans.differences import Run, word_differences

texts = st.text(alphabet="ab \nñ", max_size=60)


def test_it_names_the_words_that_differ():
    assert word_differences("We learn slowly.", "We learn fast, together.") == [
        Run("same", "We learn"),
        Run("removed", " slowly."),
        Run("added", " fast, together."),
    ]


@given(texts, texts)
def test_both_texts_can_be_read_out_of_it(before, after):
    runs = word_differences(before, after)

    assert "".join(run.text for run in runs if run.kind != "added") == before
    assert "".join(run.text for run in runs if run.kind != "removed") == after


@given(texts)
def test_equal_texts_do_not_differ(text):
    assert {run.kind for run in word_differences(text, text)} <= {"same"}


@pytest.mark.parametrize("words", [3, 60, 100, 150, 300, 1000])
@pytest.mark.parametrize("space", [" ", "\n"])
def test_texts_that_repeat_themselves_cost_no_more_than_others(words, space):
    """As long as a section may be, and as alike as somebody may make them."""
    chance = Random(words)
    before, after = (space.join(str(chance.randrange(words)) for _ in range(9000))[:20_000] for _ in range(2))
    runs = []

    assert calls(lambda: runs.extend(word_differences(before, after))) < 1_000_000
    assert "".join(run.text for run in runs if run.kind != "added") == before
    assert "".join(run.text for run in runs if run.kind != "removed") == after


def test_a_text_of_which_every_other_word_is_another_costs_no_more_than_others():
    """Each word that stayed is a stretch of its own, and there are thousands of them."""
    before = " ".join(f"{number:x} {number + 9000:x}" for number in range(2200))[:20_000]
    after = " ".join(f"{number:x} {number + 40000:x}" for number in range(2200))[:20_000]
    runs = []

    assert calls(lambda: runs.extend(word_differences(before, after))) < 1_000_000
    assert sum(run.kind == "same" for run in runs) > 1000


def test_words_that_changed_places_are_told_once_each():
    assert [run.kind for run in word_differences("a b c d", "c d a b")].count("same") == 1


def test_a_long_text_is_still_compared_word_by_word():
    chance = Random(1)
    words = [chance.choice(["the", "of", f"word{chance.randrange(1500)}"]) for _ in range(3000)]
    after = [*words[:1000], "new", *words[1000:2000], *words[2001:]]

    runs = word_differences(" ".join(words), " ".join(after))

    changed = [run.text.split() for run in runs if run.kind != "same"]
    assert changed == [["new"], [words[2000]]]


def calls(work):
    """How many calls into Python itself it takes: the matcher makes one for each pair it looks at."""
    number = 0

    def count(frame, event, argument):
        nonlocal number
        number += event == "c_call"

    sys.setprofile(count)
    try:
        work()
    finally:
        sys.setprofile(None)
    return number
