"""An answer that is typed and not sent is no answer: hub and office hear of it in time."""

from datetime import timedelta

import pytest
from django.utils import timezone

from hubs.models import Clarification, MembershipRole
from hubs.operations.answers import answer_field
from hubs.operations.clarifications import answer_clarification
from hubs.operations.eligibility import check_eligibility
from hubs.operations.reminding import send_clarification_reminders
from hubs.waiting.hubs import waiting_for
from tests.factories import join, make_expression
from tests.factories_calls import make_clarification, make_closed_call, make_item
from tests.factories_evaluating import declare
from twinning.accounts.models import Letter
from twinning.core.letters import put_into_words

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


@pytest.fixture
def asked(ines_hub, carla):
    expression = make_expression(make_closed_call(), ines_hub)
    return make_clarification(expression, by=carla, due_at=timezone.now() + 5 * DAY)


def write(asked, person):
    answer_field(asked.expression, "motivation", "Two sites.", _version(asked), person)


def _version(asked):
    return asked.expression.answers.get(code="motivation").version


def titles(user):
    return [str(thing.title) for thing in waiting_for(user)]


def test_the_desk_says_that_an_answer_is_typed_and_not_sent(asked, ines, as_user):
    assert titles(ines) == ["Answer the question about Atlantic Hub"]

    write(asked, ines)

    assert titles(ines) == ["Send your answer about Atlantic Hub: it is typed, and not sent"]
    assert "saved, and not sent yet" in as_user(ines).get(asked.get_absolute_url()).content.decode()
    answer_clarification(asked, by=ines)
    assert titles(ines) == []


def test_writers_are_reminded_once_a_day_before_the_end(asked, ines, ines_hub, olga, leo):
    join(ines_hub, olga, MembershipRole.VIEWER)
    join(ines_hub, leo, MembershipRole.CONTRIBUTOR)
    early = asked.due_at - 2 * DAY

    assert send_clarification_reminders(now=early) == 0
    assert send_clarification_reminders(now=asked.due_at - DAY / 2) == 2
    assert send_clarification_reminders(now=asked.due_at - DAY / 4) == 0

    told = Letter.objects.filter(kind="hubs.clarification_reminder")
    assert {letter.recipient for letter in told} == {ines, leo}


def test_a_short_time_has_its_reminder_when_a_third_is_left(asked, ines):
    now = timezone.now()
    Clarification.objects.update(asked_at=now, due_at=now + timedelta(hours=6))

    assert send_clarification_reminders(now=now + timedelta(hours=3)) == 0
    assert send_clarification_reminders(now=now + timedelta(hours=4, minutes=1)) == 1


def test_who_has_answered_is_not_reminded(asked, ines):
    write(asked, ines)
    answer_clarification(asked, by=ines)

    assert send_clarification_reminders(now=asked.due_at - DAY / 2) == 0


@pytest.mark.parametrize("language", ["en", "es", "pt"])
def test_the_reminder_tells_whether_something_is_typed(asked, ines, language):
    def subject():
        words = put_into_words(
            "hubs.clarification_reminder", asked.pk, language=language, time_zone="UTC", reader=ines
        )
        assert "Atlantic Hub" in words.subject
        assert "\n\n\n" not in words.text
        return words.subject

    before = subject()
    write(asked, ines)

    assert subject() != before


def test_the_office_hears_that_no_answer_came_until_it_goes_on(asked, ines, carla, ada):
    make_item(asked.expression.call, "connected")
    write(asked, ines)
    item = "No answer in time: go on without it, or ask Atlantic Hub again"
    assert item not in titles(carla)

    Clarification.objects.update(due_at=timezone.now() - DAY)

    assert item in titles(carla)
    declare(ada, asked.expression, conflict=True)
    assert not [title for title in titles(ada) if "Atlantic" in title]
    check_eligibility(asked.expression, verdicts={"connected": ("no", "No answer.")}, by=carla)
    assert item not in titles(carla)
