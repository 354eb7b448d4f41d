"""Answers, limits and the office in the same moment: one of them counts, and nothing is doubled."""

from collections.abc import Callable
from threading import Barrier, Thread

import pytest
from django.db import connections

from actionplans.models import Plan
from hubs.desk.scenarios import board_at, held_by, move_of
from hubs.models import Expression, Pairing, PairingPartner, PairingRules, Scenario, Twinning
from hubs.operations.answering_pairings import accept_pairing, refuse_pairing
from hubs.operations.expressions import withdraw_expression
from hubs.operations.pairing_limits import extend_pairing, lapse_pairings, remind_partners
from hubs.operations.pairings import drop_pairing, propose_pairing
from hubs.operations.publishing_scenarios import publish_scenario
from hubs.states import CallStatus, ExpressionStatus, PairingStatus
from tests.factories import join, make_call, make_expression, make_hub, make_user
from tests.factories_desk import bring_together, make_desk
from tests.factories_pairing import make_proposal
from twinning.accounts.models import Letter
from twinning.core.errors import Refused

pytestmark = pytest.mark.django_db(transaction=True)


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


@pytest.fixture
def pairing(ines_hub, leo_hub, carla):
    return make_proposal(ines_hub, leo_hub, by=carla)


def part(pairing, hub):
    """Each deed has a record of its own, as each request has."""
    return PairingPartner.objects.select_related("expression__hub").get(pairing=pairing, expression__hub=hub)


def letters(kind):
    return Letter.objects.filter(kind=f"hubs.{kind}").count()


def assert_free():
    assert not Twinning.objects.exists()
    assert not PairingPartner.objects.filter(holds=True).exists()


def test_both_accept_in_the_same_moment(pairing, ines_hub, leo_hub, ines, leo):
    of_ines, of_leo = part(pairing, ines_hub), part(pairing, leo_hub)

    outcomes = at_once(lambda: accept_pairing(of_ines, by=ines), lambda: accept_pairing(of_leo, by=leo))

    assert outcomes == ["done", "done"]
    assert Pairing.objects.get().status == PairingStatus.CONFIRMED
    assert (Twinning.objects.count(), Plan.objects.count(), letters("twinning_formed")) == (1, 1, 2)


def test_two_managers_of_a_hub_accept_in_the_same_moment(pairing, ines_hub, ines):
    other = join(ines_hub, make_user()).user
    mine, hers = part(pairing, ines_hub), part(pairing, ines_hub)

    outcomes = at_once(lambda: accept_pairing(mine, by=ines), lambda: accept_pairing(hers, by=other))

    assert sorted(outcomes) == ["done", "refused"]
    assert not Twinning.objects.exists()


def test_one_accepts_while_the_other_refuses(pairing, ines_hub, leo_hub, ines, leo):
    of_ines, of_leo = part(pairing, ines_hub), part(pairing, leo_hub)

    _accepted, refused = at_once(
        lambda: accept_pairing(of_ines, by=ines), lambda: refuse_pairing(of_leo, reason="No.", by=leo)
    )

    assert refused == "done"
    assert Pairing.objects.get().status == PairingStatus.REFUSED
    assert_free()
    assert letters("pairing_refused") == 1


def test_the_last_yes_and_a_no_of_the_same_hub(pairing, ines_hub, leo_hub, ines, leo):
    accept_pairing(part(pairing, ines_hub), by=ines)
    other = join(leo_hub, make_user()).user
    one, another = part(pairing, leo_hub), part(pairing, leo_hub)

    outcomes = at_once(
        lambda: accept_pairing(one, by=leo), lambda: refuse_pairing(another, reason="No.", by=other)
    )

    assert sorted(outcomes) == ["done", "refused"]
    formed = outcomes[0] == "done"
    assert Pairing.objects.get().status == (PairingStatus.CONFIRMED if formed else PairingStatus.REFUSED)
    assert Twinning.objects.count() == formed
    assert letters("pairing_refused") == (not formed)


def test_the_last_yes_while_the_office_drops(pairing, ines_hub, leo_hub, ines, leo, carla):
    accept_pairing(part(pairing, ines_hub), by=ines)
    of_leo, seen = part(pairing, leo_hub), Pairing.objects.get()

    outcomes = at_once(
        lambda: accept_pairing(of_leo, by=leo), lambda: drop_pairing(seen, reason="No.", by=carla)
    )

    assert sorted(outcomes) == ["done", "refused"]
    formed = outcomes[0] == "done"
    assert Pairing.objects.get().status == (PairingStatus.CONFIRMED if formed else PairingStatus.DROPPED)
    assert PairingPartner.objects.filter(holds=True).count() == (2 if formed else 0)


def test_the_last_yes_as_the_time_runs_out(pairing, ines_hub, leo_hub, ines, leo):
    accept_pairing(part(pairing, ines_hub), by=ines)
    of_leo = part(pairing, leo_hub)

    accepted, lapsed = at_once(
        lambda: accept_pairing(of_leo, by=leo), lambda: lapse_pairings(now=pairing.answer_by)
    )

    assert lapsed == "done"
    formed = accepted == "done"
    assert Pairing.objects.get().status == (PairingStatus.CONFIRMED if formed else PairingStatus.LAPSED)
    assert (Twinning.objects.count(), letters("pairing_lapsed")) == (formed, not formed)


def test_the_office_extends_as_the_time_runs_out(pairing, carla):
    later = pairing.answer_by.replace(year=pairing.answer_by.year + 1)
    seen = Pairing.objects.get()

    outcomes = at_once(
        lambda: extend_pairing(seen, answer_by=later, by=carla),
        lambda: lapse_pairings(now=pairing.answer_by),
    )

    assert outcomes == ["done", "done"]
    stored = Pairing.objects.get()
    assert (stored.status, stored.answer_by) == (PairingStatus.PROPOSED, later)


def test_the_last_yes_while_the_partner_withdraws(pairing, ines_hub, leo_hub, ines, leo):
    accept_pairing(part(pairing, leo_hub), by=leo)
    of_ines, leaving = part(pairing, ines_hub), Expression.objects.get(hub=leo_hub)

    outcomes = at_once(
        lambda: accept_pairing(of_ines, by=ines),
        lambda: withdraw_expression(leaving, reason="We cannot.", by=leo),
    )

    assert sorted(outcomes) == ["done", "refused"]
    formed = outcomes[0] == "done"
    assert Twinning.objects.count() == formed
    status = Expression.objects.get(hub=leo_hub).status
    assert status == (ExpressionStatus.SELECTED if formed else ExpressionStatus.WITHDRAWN)


def test_several_clocks_remind_and_lapse_once(pairing):
    soon, over = pairing.answer_by.replace(hour=12), pairing.answer_by

    at_once(*[lambda: remind_partners(now=soon)] * 3)
    at_once(*[lambda: lapse_pairings(now=over)] * 3)

    assert (letters("pairing_reminder"), letters("pairing_lapsed")) == (2, 1)


@pytest.fixture
def published(carla):
    """A published scenario with one pair asked, and one more pair on its board."""
    scenario, hubs = make_desk(carla)
    bring_together(scenario, hubs["Aveiro"], hubs["Lima"], by=carla)
    scenario.refresh_from_db()
    publish_scenario(scenario, seen=scenario.version, by=carla)
    bring_together(scenario, hubs["Bilbao"], hubs["São Luís"], by=carla)
    scenario.refresh_from_db()
    return scenario, hubs


def assert_board_and_pairings_agree(scenario):
    """What is locked has been asked and stands; what was given up is on no lock."""
    board = board_at(move_of(Scenario.objects.get(pk=scenario.pk)))
    assert board.locked == held_by(Scenario.objects.get(pk=scenario.pk))


def test_publishing_while_an_asked_hub_withdraws(published, carla):
    scenario, hubs = published
    leaving = Expression.objects.get(pk=hubs["Lima"])
    person = join(leaving.hub, make_user()).user

    published_as, withdrawn = at_once(
        lambda: publish_scenario(scenario, seen=scenario.version, by=carla),
        lambda: withdraw_expression(leaving, reason="We cannot.", by=person),
    )

    assert withdrawn == "done"
    assert published_as in ("done", "refused")  # it may have seen an older board
    assert_board_and_pairings_agree(scenario)


def test_a_proposal_is_given_up_while_a_colleague_publishes(published, carla):
    scenario, _hubs = published
    seen = Pairing.objects.get()

    published_as, dropped = at_once(
        lambda: publish_scenario(scenario, seen=scenario.version, by=carla),
        lambda: drop_pairing(seen, reason="No.", by=carla),
    )

    assert dropped == "done"
    assert published_as in ("done", "refused")
    assert_board_and_pairings_agree(scenario)


def test_a_proposal_is_given_up_while_its_hub_refuses(published, carla):
    scenario, hubs = published
    seen = Pairing.objects.get()
    partner = part(seen, Expression.objects.get(pk=hubs["Lima"]).hub)
    person = join(partner.expression.hub, make_user()).user

    outcomes = at_once(
        lambda: refuse_pairing(partner, reason="No.", by=person),
        lambda: drop_pairing(seen, reason="No.", by=carla),
    )

    assert sorted(outcomes) == ["done", "refused"]
    assert_board_and_pairings_agree(scenario)


def test_a_hub_is_never_in_more_pairings_than_the_call_allows(carla):
    call = make_call(status=CallStatus.RELEASED)
    PairingRules.objects.create(call=call, capacity=2)
    eu, *lac = [
        make_expression(call, make_hub(region=region), status=ExpressionStatus.SELECTED)
        for region in ("eu", "lac", "lac", "lac", "lac")
    ]

    outcomes = at_once(
        *(lambda one=one: propose_pairing(call, expressions=[eu, one], by=carla) for one in lac)
    )

    assert sorted(outcomes) == ["done", "done", "refused", "refused"]
    assert sorted(eu.pairing_partners.filter(holds=True).values_list("slot", flat=True)) == [0, 1]
