"""What can be compared by what it says."""

from typing import NamedTuple

import pytest
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy, override

from hubs.models import Hub
from hubs.states import HubStatus
from twinning.core.plain import plain


class Row(NamedTuple):
    name: str
    areas: list[str]


def test_equal_values_are_alike_however_they_were_made():
    assert plain({"rows": [Row("Hub", ["AI"])]}) == plain({"rows": (Row("Hub", ["AI"]),)})
    assert plain({"rows": [Row("Hub", ["AI"])]}) != plain({"rows": [Row("Hub", ["IoT"])]})
    assert plain(HubStatus.NEW) == "new"


def test_what_will_be_escaped_is_not_like_what_will_not():
    assert plain("<b>") != plain(mark_safe("<b>"))


def test_a_sentence_is_what_it_says_in_the_readers_language():
    sentence = gettext_lazy("Hubs")
    english = plain(sentence)
    with override("es"):
        assert plain(sentence) != english


@pytest.mark.parametrize("value", [Hub(name="Hub"), [Hub()], {"hub": Hub()}, object(), {1, 2}, print])
def test_what_may_change_without_looking_different_is_refused(value):
    with pytest.raises(TypeError):
        plain(value)
