"""Typing marks: a mark that was refused is no obstacle to the one that is typed next."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from hubs.models import Criterion, Score
from tests.factories import make_evaluation
from tests.factories_calls import make_closed_call

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("browser")]


@pytest.fixture
def call(db):
    return make_closed_call()


@pytest.fixture
def evaluation(submitted, rosa):
    """A hundredth is a step: there are too many marks for a list, so they are typed."""
    Criterion.objects.update(increment="0.01")
    return make_evaluation(submitted, rosa)


def test_after_a_refused_mark_the_next_one_is_saved(open_for, evaluation, rosa):
    page = open_for(rosa, "/es" + reverse("hubs:evaluation", args=[evaluation.pk]))
    mark, state = page.locator("#id_mark_excellence"), page.locator("[data-autosave-state]")

    mark.fill("9,5")
    expect(state).to_contain_text("de 0 a 5")
    mark.fill("4,25")

    expect(state).to_have_text(re.compile(r"Guardado a las \d\d:\d\d\."))
    assert str(Score.objects.get(criterion__code="excellence").mark) == "4.25"
    page.reload(wait_until="networkidle")
    expect(mark).to_have_value("4,25")
    expect(page.locator("[data-autosave-theirs]")).to_have_count(0)
    assert page.evaluate("Object.keys(localStorage)") == []
