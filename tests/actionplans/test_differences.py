"""The difference of two texts loses no word of either."""

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
