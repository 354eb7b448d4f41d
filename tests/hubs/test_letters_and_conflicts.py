"""Letters tell as much as the records that they are about: an interest hides them as well."""

import pytest
from django.urls import reverse
from django.utils import timezone

from hubs.models import Answer, Clarification, Declaration
from hubs.operations.assignments import assign_reviewer, dismiss_assignment
from hubs.operations.clarifications import answer_clarification
from hubs.operations.consensus import name_rapporteur
from hubs.operations.expressions import withdraw_expression
from hubs.operations.redress import file_redress
from hubs.states import CallStatus
from tests.factories import join, make_call, make_evaluation
from tests.factories_calls import make_clarification, make_closed_call
from tests.factories_evaluating import declare, make_reviewer
from tests.factories_outcomes import make_decided
from twinning.accounts.models import Letter
from twinning.trail.hiding import TRACES
from twinning.trail.models import Trace

pytestmark = pytest.mark.django_db


@pytest.fixture
def call(db):
    """Evaluation begins when hubs can change nothing any more."""
    return make_closed_call()


def test_an_officer_does_not_read_who_reviews_their_own_hub(submitted, carla, ada, rosa, as_user):
    assign_reviewer(submitted, reviewer=rosa, by=ada)
    Letter.objects.update(subject="An application to read: Atlantic Hub")
    join(submitted.hub, carla)
    letter = Letter.objects.get(kind="hubs.reviewer_assigned")
    browser = as_user(carla)

    page = browser.get(reverse("admin:accounts_letter_changelist")).content.decode()
    found = browser.get(reverse("admin:accounts_letter_changelist"), {"q": rosa.email}).content.decode()
    one = browser.get(reverse("admin:accounts_letter_change", args=[letter.pk]))

    assert submitted.hub.name not in page + found
    assert one.status_code == 302  # to the office's first page, as for a letter that does not exist
    assert rosa.email in as_user(ada).get(reverse("admin:accounts_letter_changelist")).content.decode()


def leave(expression, ines, ada):
    withdraw_expression(expression, reason="We merge.", by=ines)


def answer(expression, ines, ada):
    answer_clarification(make_clarification(expression, by=ada), by=ines)


def complain(expression, ines, ada):
    call = make_call(status=CallStatus.RELEASED, redress_days=5)
    decided = make_decided(call, expression.hub, by=ada, outcome="not_selected")
    for one in Declaration.objects.filter(conflict=True):
        declare(one.user, decided, conflict=True)
    file_redress(decided, text="Nobody told us.", by=ines)


@pytest.mark.parametrize("deed", [leave, answer, complain])
def test_what_happens_to_an_application_is_written_to_impartial_officers_alone(
    submitted, carla, ada, ines, deed
):
    declare(carla, submitted, conflict=True)

    deed(submitted, ines, ada)

    assert not Letter.objects.filter(recipient=carla).exists()
    assert Letter.objects.filter(recipient=ada).count() == 1


def test_the_trail_of_a_redress_is_hidden_with_its_application(ines_hub, carla, ada, ines):
    call = make_call(status=CallStatus.RELEASED, redress_days=5)
    expression = make_decided(call, ines_hub, by=ada, outcome="not_selected")
    file_redress(expression, text="Nobody told us.", by=ines)

    declare(carla, expression, conflict=True)

    of_redress = Trace.objects.filter(subject="hubs.redress")
    assert not TRACES.seen_by(carla, of_redress).exists()
    assert TRACES.seen_by(ada, of_redress).exists()


def test_the_office_reads_no_answer_before_it_has_declared(submitted, carla, ada, as_user):
    asked = make_clarification(submitted, by=ada)
    Clarification.objects.update(answered_at=timezone.now())
    Answer.objects.filter(expression=submitted, code="motivation").update(value="Our secret site.")
    page = reverse("hubs:clarification", args=[asked.pk])

    before = as_user(carla).get(page)
    declare(carla, submitted)

    assert before.status_code == 302
    assert "Our secret site." in as_user(carla).get(page).content.decode()


def test_who_is_asked_again_hears_of_it_again(submitted, rosa, carla):
    asked = assign_reviewer(submitted, reviewer=rosa, by=carla)
    dismiss_assignment(asked, by=carla)

    assign_reviewer(submitted, reviewer=rosa, by=carla)

    assert Letter.objects.filter(kind="hubs.reviewer_assigned", recipient=rosa).count() == 2


def test_who_is_named_rapporteur_again_hears_of_it_again(submitted, rosa, carla):
    rui = make_reviewer("Rui")
    for reviewer in (rosa, rui):
        make_evaluation(submitted, reviewer, marks=4)

    for reviewer in (rosa, rui, rosa):
        name_rapporteur(submitted, rapporteur=reviewer, by=carla)

    assert Letter.objects.filter(kind="hubs.rapporteur_named", recipient=rosa).count() == 2
