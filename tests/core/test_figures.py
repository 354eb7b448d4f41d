"""Numbers in the reader's language, and typed in anybody's."""

import re
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import override

from twinning.core.figures import NumberField, read_number, spoken


@pytest.mark.parametrize(("language", "words"), [("en", "4.5 – 10"), ("es", "4,5 – 10"), ("pt", "4,5 – 10")])
def test_a_figure_has_the_sign_of_the_readers_language(language, words):
    with override(language):
        assert spoken("4.5 – 10") == words


@pytest.mark.parametrize("language", ["en", "es", "pt"])
@pytest.mark.parametrize("typed", ["10,5", "10.5", " 10.50 "])
def test_a_number_is_typed_with_either_sign_in_every_language(language, typed):
    with override(language):
        assert NumberField(max_digits=7, decimal_places=2).clean(typed) == Decimal("10.5")
        assert read_number(typed) == Decimal("10.5")


@pytest.mark.parametrize("typed", ["1.000,50", "1,000.50", "1,000", "1.000", "NaN", "ten"])
def test_what_may_be_a_thousand_or_one_is_asked_again_and_never_guessed(typed):
    with pytest.raises(ValidationError):
        NumberField(max_digits=7, decimal_places=2).clean(typed)


@pytest.mark.parametrize("typed", ["NaN", "Infinity", "1e5", "1_000", "1.000,5", "four"])
def test_only_digits_and_one_sign_are_a_number(typed):
    with pytest.raises(ValueError, match=re.escape(typed)):
        read_number(typed)


def test_a_stored_number_is_shown_as_people_write_it():
    with override("pt"):
        assert NumberField().prepare_value(Decimal("10.50")) == "10,5"
        assert NumberField().prepare_value(Decimal("100.00")) == "100"
        assert NumberField().prepare_value("10.5o") == "10.5o"  # a mistake stays as it was typed
