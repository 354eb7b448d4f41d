"""Scenarios: moves on a board that other people work on too, solving, undoing, publishing."""

import random

import pytest

from hubs.desk.changes import is_stale
from hubs.desk.scenarios import move_of
from hubs.models import Expression, Pairing, Scenario
from hubs.operations.answering_pairings import refuse_pairing
from hubs.operations.expressions import withdraw_expression
from hubs.operations.pairing_rules import revise_pairing_rules
from hubs.operations.pairings import drop_pairing
from hubs.operations.publishing_scenarios import publish_scenario
from hubs.operations.scenarios import (
    discard_scenario,
    make_scenario,
    redo_scenario,
    rename_scenario,
    revise_scenario,
    solve_scenario,
    undo_scenario,
)
from hubs.operations.twinnings import end_twinning
from hubs.states import CallStatus, ExpressionStatus, PairingStatus, ScenarioStatus
from tests.factories import join, make_call, make_programme
from tests.factories_applying import make_preference
from tests.factories_pairing import accept_all, speaker_of
from tests.hubs.desks import selected
from twinning.core.errors import Refused, Stale


@pytest.fixture
def call(db):
    return make_call(status=CallStatus.RELEASED)


@pytest.fixture
def hubs(call):
    """Two on each shore, by name; a scenario calls them by the keys of their applications."""
    places = [("Aveiro", "eu"), ("Bilbao", "eu"), ("Lima", "lac"), ("Recife", "lac")]
    return {name: str(selected(call, name, region).pk) for name, region in places}


@pytest.fixture
def scenario(call, hubs, carla):
    return make_scenario(call, name="First", by=carla)


@pytest.fixture
def act(scenario, hubs, carla):
    """`act("pair", "Aveiro", "Lima")`, on what is stored now."""

    def move(kind, *names, reason="", by=carla, on=scenario):
        on.refresh_from_db()
        keys = [hubs[name] for name in names]
        return revise_scenario(on, move=kind, hubs=keys, reason=reason, seen=on.version, by=by)

    return move


def board(scenario):
    return move_of(Scenario.objects.get(pk=scenario.pk)).board


def pairs(scenario, hubs):
    names = {key: name for name, key in hubs.items()}
    return [tuple(names[key] for key in group) for group in board(scenario)["groups"]]


def solve(scenario, by, **how):
    return solve_scenario(scenario, seen=Scenario.objects.get(pk=scenario.pk).version, by=by, **how)


def publish(scenario, by):
    return publish_scenario(scenario, seen=Scenario.objects.get(pk=scenario.pk).version, by=by)


def test_who_has_not_seen_the_last_move_is_told_and_nothing_is_lost(scenario, hubs, act, ada):
    act("pair", "Aveiro", "Lima")

    with pytest.raises(Stale) as stale:
        revise_scenario(scenario, move="pair", hubs=[hubs["Bilbao"], hubs["Lima"]], seen=1, by=ada)

    assert stale.value.current.version == 2
    assert pairs(scenario, hubs) == [("Aveiro", "Lima")]


@pytest.mark.parametrize(
    ("move", "names", "says"),
    [
        ("pair", ["Aveiro", "Recife"], "Aveiro and Lima are locked"),
        ("pair", ["Aveiro", "Bilbao"], "one hub of each side"),
        ("pair", ["Bilbao", "Recife"], "Bilbao and Recife are forbidden"),
        ("unpair", ["Aveiro", "Lima"], "Aveiro and Lima are locked"),
        ("unpair", ["Bilbao", "Lima"], "do not stand together"),
        ("swap", ["Aveiro", "Bilbao"], "Aveiro and Lima are locked"),
        ("forbid", ["Aveiro", "Lima"], "Aveiro and Lima are locked"),
        ("allow", ["Bilbao", "Lima"], "are not forbidden"),
        ("dance", ["Aveiro", "Lima"], "no such move"),
    ],
)
def test_a_move_that_breaks_a_constraint_is_refused_in_words(scenario, hubs, act, move, names, says):
    act("pair", "Aveiro", "Lima")
    act("lock", "Aveiro", "Lima")
    act("forbid", "Bilbao", "Recife", reason="They compete.")

    with pytest.raises(Refused, match=says):
        act(move, *names)

    assert scenario.moves.count() == 4
    assert Scenario.objects.get().version == 4


def test_solving_goes_around_locks_and_forbidden_pairs(scenario, hubs, act, carla):
    act("pair", "Aveiro", "Recife")
    act("lock", "Aveiro", "Recife")

    solve(scenario, carla)

    assert pairs(scenario, hubs) == [("Aveiro", "Recife"), ("Bilbao", "Lima")]


def test_when_nothing_is_possible_the_move_says_what_to_relax(scenario, hubs, act, carla):
    act("forbid", "Aveiro", "Lima", reason="They compete.")
    act("forbid", "Aveiro", "Recife", reason="They compete.")

    move = solve(scenario, carla)

    assert not move.found["solved"]
    assert [one["kind"] for one in move.found["relax"]] == ["forbidden"]
    assert move.found["relax"][0]["reasons"] == ["They compete."]
    assert pairs(scenario, hubs) == []


def test_an_alternative_or_the_stable_pairing_is_taken_by_its_name(call, hubs, carla):
    for chooser, other in (("Aveiro", "Lima"), ("Lima", "Aveiro")):
        hub = Expression.objects.get(pk=hubs[other]).hub
        make_preference(Expression.objects.get(pk=hubs[chooser]), hub)
    scenario = make_scenario(call, name="First", by=carla)

    best = solve(scenario, carla)
    solve(scenario, carla, way="alternative-1")
    other = pairs(scenario, hubs)
    solve(scenario, carla, way="stable")

    assert best.found["alternatives"][0]["twinnings"] == [
        [hubs["Aveiro"], hubs["Recife"]],
        [hubs["Bilbao"], hubs["Lima"]],
    ]
    assert other == [("Aveiro", "Recife"), ("Bilbao", "Lima")]
    assert pairs(scenario, hubs) == [("Aveiro", "Lima"), ("Bilbao", "Recife")]
    with pytest.raises(Refused, match="solve again"):
        solve(scenario, carla, way="alternative-7")


def test_undoing_any_move_gives_the_board_before_and_redoing_brings_it_back(scenario, hubs, carla):
    dice, keys = random.Random(4), list(hubs.values())
    boards = [board(scenario)]
    while len(boards) < 12:
        kind = dice.choice(["pair", "unpair", "swap", "lock", "unlock", "forbid", "allow"])
        try:
            made = revise_scenario(
                scenario, move=kind, hubs=dice.sample(keys, 2), reason="So.", seen=scenario.version, by=carla
            )
        except Refused:
            continue
        boards.append(made.board)

    for before in boards[-2::-1]:
        undo_scenario(scenario, seen=scenario.version, by=carla)
        assert board(scenario) == before
    with pytest.raises(Refused, match="nothing to take back"):
        undo_scenario(scenario, seen=scenario.version, by=carla)
    for after in boards[1:]:
        redo_scenario(scenario, seen=scenario.version, by=carla)
        assert board(scenario) == after
    with pytest.raises(Refused, match="nothing to bring back"):
        redo_scenario(scenario, seen=scenario.version, by=carla)


def test_a_move_after_undoing_starts_from_there(scenario, hubs, act, carla):
    act("pair", "Aveiro", "Lima")
    undo_scenario(scenario, seen=2, by=carla)
    act("pair", "Bilbao", "Lima")
    act("pair", "Aveiro", "Recife")

    undo_scenario(scenario, seen=5, by=carla)
    assert pairs(scenario, hubs) == [("Bilbao", "Lima")]
    undo_scenario(scenario, seen=6, by=carla)
    assert pairs(scenario, hubs) == []
    redo_scenario(scenario, seen=7, by=carla)
    assert pairs(scenario, hubs) == [("Bilbao", "Lima")]
    assert [move.number for move in scenario.moves.all()] == [1, 2, 3, 4]


def test_what_changes_in_the_rows_does_not_change_a_scenario_but_is_noticed(scenario, hubs, carla):
    before = scenario.inputs
    assert not is_stale(scenario)

    hub = Expression.objects.get(pk=hubs["Lima"]).hub
    hub.name = "Lima Norte"
    hub.save()
    assert not is_stale(scenario)
    hub.bella_status = "connected"
    hub.save()

    assert is_stale(scenario)
    assert Scenario.objects.get().inputs == before


def test_a_new_one_like_it_takes_over_the_locks_and_forbidden_pairs_that_can_still_be(
    scenario, call, hubs, act, carla
):
    act("pair", "Aveiro", "Lima")
    act("lock", "Aveiro", "Lima")
    act("pair", "Bilbao", "Recife")
    act("forbid", "Bilbao", "Lima", reason="They compete.")
    act("forbid", "Aveiro", "Recife", reason="They compete.")
    Expression.objects.filter(pk=hubs["Recife"]).update(status=ExpressionStatus.WITHDRAWN)

    again = make_scenario(call, name="Again", like=scenario, by=carla)

    assert pairs(again, hubs) == [("Aveiro", "Lima")]
    assert board(again)["locked"] == [[hubs["Aveiro"], hubs["Lima"]]]
    assert [one["reason"] for one in board(again)["forbidden"]] == ["They compete."]
    assert not is_stale(again)


def test_publishing_proposes_all_pairs_or_none(scenario, hubs, carla):
    solve(scenario, carla)
    Expression.objects.filter(pk=hubs["Recife"]).update(status=ExpressionStatus.WITHDRAWN)

    with pytest.raises(Refused, match="Recife"):
        publish(scenario, carla)
    assert not Pairing.objects.exists()
    assert Scenario.objects.get().status == ScenarioStatus.DRAFT

    Expression.objects.filter(pk=hubs["Recife"]).update(status=ExpressionStatus.SELECTED)
    made = publish(scenario, carla)

    assert {pairing.scenario for pairing in made} == {scenario}
    assert len(made) == Pairing.objects.count() == 2
    assert Scenario.objects.get().status == ScenarioStatus.PUBLISHED


def test_what_hubs_were_asked_about_stays_on_the_board(scenario, act, carla):
    act("pair", "Aveiro", "Lima")
    publish(scenario, carla)

    with pytest.raises(Refused, match="have been asked"):
        act("unlock", "Aveiro", "Lima")
    with pytest.raises(Refused, match="have been asked"):
        undo_scenario(scenario, seen=scenario.version, by=carla)
    with pytest.raises(Refused, match="no pair to propose"):
        publish(scenario, carla)


def test_a_refusal_frees_the_hubs_forbids_the_pair_and_the_rest_is_proposed_anew(
    scenario, hubs, act, call, carla
):
    act("pair", "Aveiro", "Lima")
    made = publish(scenario, carla)
    partner = made[0].partners.get(expression=int(hubs["Lima"]))
    refuse_pairing(partner, reason="Too far.", by=speaker_of(partner.expression.hub))

    last = move_of(Scenario.objects.get())
    assert (last.kind, last.reason) == ("forbid", "Lima: Too far.")
    assert pairs(scenario, hubs) == []
    assert not is_stale(Scenario.objects.get())
    solve(scenario, carla)
    assert pairs(scenario, hubs) == [("Aveiro", "Recife"), ("Bilbao", "Lima")]
    assert len(publish(scenario, carla)) == 2


def test_a_proposal_that_is_given_up_frees_its_hubs_on_the_board_and_says_why(
    scenario, hubs, act, call, carla
):
    act("pair", "Aveiro", "Lima")
    act("pair", "Bilbao", "Recife")
    kept, dropped = sorted(publish(scenario, carla), key=lambda made: made.partners.first().expression_id)[
        ::-1
    ]

    drop_pairing(dropped, reason="They met already.", by=carla)

    last = move_of(Scenario.objects.get())
    assert (last.kind, last.reason, last.by) == ("unpair", "They met already.", carla)
    assert last.hubs == [hubs["Aveiro"], hubs["Lima"]]
    assert pairs(scenario, hubs) == [("Bilbao", "Recife")]
    assert board(scenario)["locked"] == [[hubs["Bilbao"], hubs["Recife"]]]
    with pytest.raises(Refused, match="no pair to propose"):
        publish(scenario, carla)
    act("pair", "Aveiro", "Lima")
    assert len(publish(scenario, carla)) == 1
    assert Pairing.objects.get(pk=kept.pk).status == PairingStatus.PROPOSED


def test_who_withdraws_leaves_the_published_board_too(scenario, hubs, act, carla):
    act("pair", "Aveiro", "Lima")
    publish(scenario, carla)
    lima = Expression.objects.select_related("hub", "call").get(pk=hubs["Lima"])

    withdraw_expression(lima, reason="We cannot.", by=speaker_of(lima.hub))

    last = move_of(Scenario.objects.get())
    assert (last.kind, last.reason) == ("unpair", "Lima has withdrawn.")
    assert (pairs(scenario, hubs), board(scenario)["locked"]) == ([], [])


def test_the_hubs_of_a_twinning_that_ends_are_free_on_the_board(scenario, hubs, act, carla):
    act("pair", "Aveiro", "Lima")
    twinning = accept_all(publish(scenario, carla)[0])

    end_twinning(twinning, reason="The project is over.", by=carla)

    assert (pairs(scenario, hubs), board(scenario)["locked"]) == ([], [])
    assert move_of(Scenario.objects.get()).reason == "The project is over."


def test_a_proposal_of_a_scenario_that_another_replaced_is_given_up_without_touching_either(
    scenario, call, hubs, act, carla
):
    act("pair", "Aveiro", "Lima")
    made = publish(scenario, carla)[0]
    other = make_scenario(call, name="Second", by=carla)
    act("pair", "Bilbao", "Recife", on=other)
    publish(other, carla)
    before = {one.pk: one.version for one in Scenario.objects.all()}

    drop_pairing(made, reason="No.", by=carla)

    assert {one.pk: one.version for one in Scenario.objects.all()} == before


def test_one_scenario_of_a_call_is_published(scenario, call, hubs, act, carla):
    act("pair", "Aveiro", "Lima")
    publish(scenario, carla)
    other = make_scenario(call, name="Second", by=carla)
    act("pair", "Bilbao", "Recife", on=other)

    publish(other, carla)

    assert [one.status for one in Scenario.objects.order_by("pk")] == ["replaced", "published"]
    with pytest.raises(Refused, match="closed"):
        act("pair", "Bilbao", "Recife")


def test_hubs_with_no_room_are_left_out_of_what_is_made_next(scenario, call, hubs, act, carla):
    act("pair", "Aveiro", "Lima")
    publish(scenario, carla)

    other = make_scenario(call, name="Second", by=carla)

    assert [[hub["name"] for hub in pool["hubs"]] for pool in other.inputs["pools"]] == [
        ["Bilbao"],
        ["Recife"],
    ]
    revise_pairing_rules(call, by=carla, capacity=2)
    third = make_scenario(call, name="Third", by=carla)
    rooms = {hub["name"]: hub["capacity"] for pool in third.inputs["pools"] for hub in pool["hubs"]}
    assert rooms == {"Aveiro": 1, "Bilbao": 2, "Lima": 1, "Recife": 2}
    assert third.inputs["forbidden"][0]["hubs"] == [hubs["Aveiro"], hubs["Lima"]]


def test_names_are_unique_in_a_call_and_a_discarded_scenario_is_closed(scenario, call, act, carla):
    with pytest.raises(Refused, match="has this name"):
        make_scenario(call, name=" First ", by=carla)
    other = make_scenario(call, name="Second", by=carla)
    with pytest.raises(Refused, match="has this name"):
        rename_scenario(other, name="First", by=carla)
    rename_scenario(other, name="Third", by=carla)

    discard_scenario(scenario, by=carla)

    assert sorted(Scenario.objects.values_list("name", "status")) == [
        ("First", "discarded"),
        ("Third", "draft"),
    ]
    with pytest.raises(Refused, match="closed"):
        act("pair", "Aveiro", "Lima")


@pytest.mark.parametrize("status", sorted(set(CallStatus) - {CallStatus.RELEASED}))
def test_nothing_is_paired_before_the_decisions_are_released(call, hubs, carla, status):
    call.status = status

    with pytest.raises(Refused):
        make_scenario(call, name="First", by=carla)


def test_there_is_nothing_to_pair_on_one_shore_alone(call, carla):
    selected(call, "Aveiro", "eu")

    with pytest.raises(Refused, match="2 regions"):
        make_scenario(call, name="First", by=carla)


def test_three_partners_are_moved_solved_and_published_together(call, hubs, carla):
    make_programme(partners=3)
    for name in ("Accra", "Lagos"):
        hubs[name] = str(selected(call, name, "africa").pk)
    scenario = make_scenario(call, name="Threes", by=carla)
    three = [hubs["Lima"], hubs["Aveiro"], hubs["Lagos"]]
    revise_scenario(scenario, move="pair", hubs=three, seen=1, by=carla)
    revise_scenario(scenario, move="lock", hubs=three, seen=2, by=carla)
    revise_scenario(scenario, move="forbid", hubs=[hubs["Lima"], hubs["Accra"]], seen=3, by=carla)

    solve_scenario(scenario, seen=4, by=carla)

    assert pairs(scenario, hubs) == [("Aveiro", "Lima", "Lagos"), ("Bilbao", "Recife", "Accra")]
    assert [pairing.partners.count() for pairing in publish(scenario, carla)] == [3, 3]


def test_who_belongs_to_both_hubs_does_not_pair_them(call, hubs, ines, carla):
    for name in ("Aveiro", "Lima"):
        join(Expression.objects.get(pk=hubs[name]).hub, ines)
    scenario = make_scenario(call, name="First", by=carla)

    with pytest.raises(Refused, match="forbidden"):
        revise_scenario(scenario, move="pair", hubs=[hubs["Aveiro"], hubs["Lima"]], seen=1, by=carla)
    both = {"hubs": [hubs["Aveiro"], hubs["Lima"]]}
    revise_scenario(scenario, move="allow", **both, reason="She leaves one in May.", seen=1, by=carla)
    revise_scenario(scenario, move="pair", **both, seen=2, by=carla)

    assert pairs(scenario, hubs) == [("Aveiro", "Lima")]
