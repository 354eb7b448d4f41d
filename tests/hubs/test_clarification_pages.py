"""The page on which a hub answers a question of the office, and what others see of it."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from hubs.models import Answer, Clarification
from hubs.operations.expressions import withdraw_expression
from tests.factories import join, make_expression, make_user
from tests.factories_calls import make_clarification, make_closed_call
from tests.factories_evaluating import declare
from twinning.core.wording import mark


@pytest.fixture
def asked(ines_hub, carla):
    return make_clarification(make_expression(make_closed_call(), ines_hub), by=carla)


def stored(asked):
    return Answer.objects.filter(expression=asked.expression, code="motivation").first()


def typed(asked, words, **more):
    before = stored(asked)
    return {
        "motivation": words,
        "opened-motivation": before.version if before else 0,
        "mark-motivation": mark(before.value if before else ""),
    } | more


def test_the_hub_reads_the_question_and_may_change_the_named_fields_alone(as_user, asked, ines):
    page = as_user(ines).get(asked.get_absolute_url())
    words = page.content.decode()

    assert "Which of your two sites applies?" in words
    assert [row.spec.code for row in page.context["rows"]] == ["motivation"]
    assert 'name="offers"' not in words


def test_saving_keeps_the_words_and_the_question_stays_open(as_user, asked, ines):
    response = as_user(ines).post(asked.get_absolute_url(), typed(asked, "Lisbon.", save="1"))

    assert response.url == asked.get_absolute_url()
    assert stored(asked).value == "Lisbon."
    assert Clarification.objects.open().exists()


def test_sending_saves_submits_and_closes(as_user, asked, ines):
    response = as_user(ines).post(
        reverse("hubs:answer_clarification", args=[asked.pk]), typed(asked, "Lisbon.")
    )

    assert response.url == asked.expression.get_absolute_url()
    asked.refresh_from_db()
    assert asked.answered_by == ines
    said = {field["code"]: field["value"] for field in asked.expression.submission.content["fields"]}
    assert said["motivation"] == "Lisbon."


def test_where_a_colleague_was_first_both_texts_come_back_and_nothing_is_sent(as_user, asked, ines):
    before = typed(asked, "Porto.")
    as_user(ines).post(asked.get_absolute_url(), typed(asked, "Lisbon.", save="1"))

    page = as_user(ines).post(reverse("hubs:answer_clarification", args=[asked.pk]), before)

    assert page.status_code == 409
    words = page.content.decode()
    assert "Porto." in words
    assert "Lisbon." in words
    assert stored(asked).value == "Lisbon."
    assert Clarification.objects.open().exists()


def test_an_empty_answer_comes_back_with_a_sentence_at_its_field(as_user, asked, ines):
    page = as_user(ines).post(reverse("hubs:answer_clarification", args=[asked.pk]), typed(asked, ""))

    assert page.status_code == 409
    assert "#field-motivation" in page.content.decode()


def test_an_application_says_that_it_is_asked_about(as_user, asked, ines):
    words = as_user(ines).get(asked.expression.get_absolute_url()).content.decode()

    assert asked.get_absolute_url() in words
    assert asked.get_absolute_url() in as_user(ines).get("/desk/").content.decode()


def test_others_neither_read_nor_answer(as_user, asked, leo, rosa, carla):
    viewer = make_user("Viewer")
    join(asked.expression.hub, viewer, "viewer")
    answer = reverse("hubs:answer_clarification", args=[asked.pk])

    assert [as_user(who).get(asked.get_absolute_url()).status_code for who in (leo, rosa)] == [404, 404]
    assert [as_user(who).post(answer, typed(asked, "X")).status_code for who in (viewer, carla)] == [403, 403]
    assert "readonly" not in as_user(carla).get(asked.get_absolute_url()).content.decode()


def test_the_office_reads_the_answer_when_it_is_sent_and_not_before(as_user, asked, ines, carla):
    declare(carla, asked.expression)
    as_user(ines).post(asked.get_absolute_url(), typed(asked, "Secret so far.", save="1"))
    assert "Secret so far." not in as_user(carla).get(asked.get_absolute_url()).content.decode()

    as_user(ines).post(reverse("hubs:answer_clarification", args=[asked.pk]), typed(asked, "Secret so far."))
    assert "Secret so far." in as_user(carla).get(asked.get_absolute_url()).content.decode()


def test_after_its_time_the_page_is_only_read(as_user, asked, ines):
    Clarification.objects.update(due_at=timezone.now() - timedelta(seconds=1))

    assert as_user(ines).get(asked.get_absolute_url()).context["is_open"] is False
    assert as_user(ines).post(asked.get_absolute_url(), typed(asked, "Late.")).status_code == 403


def test_who_has_left_the_race_is_asked_nothing_more(as_user, asked, ines):
    expression = asked.expression
    assert "Read and answer" in as_user(ines).get(expression.get_absolute_url()).text
    withdraw_expression(expression, reason="We merge.", by=ines)

    page = as_user(ines).get(expression.get_absolute_url()).text

    assert "Read and answer" not in page
    assert "It can be answered until" not in page
    assert not Clarification.objects.open().exists()
    assert not Clarification.objects.get().is_open
    assert as_user(ines).post(asked.get_absolute_url(), typed(asked, "Lisbon.")).status_code == 403
