"""What two people do in the same moment."""

from collections.abc import Callable
from threading import Barrier, Thread

import pytest
from django.db import connection, connections

from hubs.dossier.collecting import data_of
from hubs.dossier.sealing import MARKS, WORDS, seal_of_marks, seal_of_words
from hubs.models import PairingPartner, Score, Standing
from hubs.operations.evaluations import revise_evaluation, submit_evaluation
from hubs.operations.pairings import propose_pairing
from hubs.states import CallStatus, ExpressionStatus
from tests.factories import make_call, make_evaluation, make_expression, make_hub, make_user
from tests.factories_calls import make_closed_call
from twinning.accounts.models import Role
from twinning.core.errors import Refused
from twinning.trail.models import Trace

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def call(db):
    """Evaluation begins when hubs can change nothing any more."""
    return make_closed_call()


def at_once(*deeds: Callable[[], object]) -> list[str]:
    """Start all deeds together; `done` or `refused` for each."""
    barrier, outcomes = Barrier(len(deeds)), ["lost"] * len(deeds)

    def run(place: int, deed: Callable[[], object]) -> None:
        barrier.wait()
        try:
            deed()
            outcomes[place] = "done"
        except Refused:
            outcomes[place] = "refused"
        finally:
            connections.close_all()

    threads = [Thread(target=run, args=(place, deed)) for place, deed in enumerate(deeds)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes


def test_two_coordinators_cannot_pair_the_same_hub(carla):
    call = make_call(status=CallStatus.RELEASED)
    eu, *lac = [
        make_expression(call, make_hub(region=region), status=ExpressionStatus.SELECTED)
        for region in ("eu", "lac", "lac", "lac")
    ]

    outcomes = at_once(
        *(lambda one=one: propose_pairing(call, expressions=[eu, one], by=carla) for one in lac)
    )

    assert sorted(outcomes) == ["done", "refused", "refused"]
    assert PairingPartner.objects.filter(expression=eu, holds=True).count() == 1
    assert PairingPartner.objects.count() == 2


def test_reviewers_who_hand_in_together_both_count(call, submitted):
    evaluations = [make_evaluation(submitted, make_user(role=Role.REVIEWER)) for _ in range(3)]
    Score.objects.update(mark=4)

    outcomes = at_once(
        *(lambda one=one: submit_evaluation(one, by=one.assignment.reviewer) for one in evaluations)
    )

    assert outcomes == ["done"] * 3
    assert Standing.objects.get().evaluations == 3


def test_what_is_sealed_is_what_is_stored_however_late_a_field_was_saved(call, submitted, rosa):
    for marks in ("1", "2.5", "5"):
        evaluation = make_evaluation(make_expression(call, make_hub()), rosa)
        Score.objects.filter(evaluation=evaluation).update(mark=4)
        late = {"mark_impact": marks, "comment": "In the last moment."}

        at_once(
            lambda one=evaluation: submit_evaluation(one, by=rosa),
            lambda one=evaluation, late=late: revise_evaluation(one, answers=late, by=rosa),
        )

        told = next(one for one in data_of(call)["evaluations"] if one["id"] == evaluation.pk)
        sealed = Trace.objects.of(evaluation).get(step="submit").detail
        about, salts = evaluation.assignment.expression_id, told["salts"]
        assert sealed[MARKS] == seal_of_marks("evaluation", told, about, salts["marks"])
        assert sealed[WORDS] == seal_of_words("evaluation", told, salts["words"])


def test_a_dossier_tells_of_one_moment_whatever_is_handed_in_while_it_is_made(call, submitted, rosa):
    evaluation = make_evaluation(submitted, rosa)
    Score.objects.update(mark=4)
    deed = Thread(target=at_once, args=[lambda: submit_evaluation(evaluation, by=rosa)])

    def meanwhile(execute, sql, *by):
        found = execute(sql, *by)
        if 'FROM "hubs_evaluation"' in sql and deed.ident is None:
            deed.start()
            deed.join(timeout=2)  # where writers wait for readers it comes later
        return found

    with connection.execute_wrapper(meanwhile):
        data = data_of(call)
    deed.join()

    [told] = data["evaluations"]
    steps = {trace["step"] for trace in data["trail"] if trace["subject"] == "hubs.evaluation"}
    assert (told["status"] == "submitted") == ("submit" in steps)
    assert Trace.objects.of(evaluation).filter(step="submit").exists()
