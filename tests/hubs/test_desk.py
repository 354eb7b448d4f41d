"""What the desk shows of a scenario, and what it hides from whoever has an interest in a hub."""

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hubs.desk.board import board_of, scenarios_of
from hubs.desk.hubs import hub_of, partners_of, score_table
from hubs.desk.moves import changes_since
from hubs.models import Declaration, Expression, Scenario
from hubs.operations.pairing_rules import revise_pairing_rules
from hubs.operations.publishing_scenarios import publish_scenario
from hubs.operations.scenarios import (
    make_scenario,
    redo_scenario,
    revise_scenario,
    solve_scenario,
    undo_scenario,
)
from hubs.states import CallStatus
from tests.factories import make_call, make_programme
from tests.factories_applying import make_preference, make_wish
from tests.hubs.desks import selected
from twinning.core.errors import Refused


@pytest.fixture
def call(db):
    return make_call(status=CallStatus.RELEASED)


@pytest.fixture
def hubs(call):
    places = [("Aveiro", "eu"), ("Bilbao", "eu"), ("Lima", "lac"), ("Recife", "lac")]
    made = {name: selected(call, name, region) for name, region in places}
    make_wish(made["Aveiro"], area=made["Aveiro"].technology_areas.get())
    make_wish(made["Lima"], direction="seeks", area=made["Lima"].technology_areas.get())
    make_preference(made["Bilbao"], made["Lima"].hub)
    make_preference(made["Lima"], made["Bilbao"].hub)
    make_preference(made["Recife"], made["Bilbao"].hub, kind="avoid")
    return {name: str(one.pk) for name, one in made.items()}


@pytest.fixture
def scenario(call, hubs, carla):
    """Aveiro stands with Lima, locked."""
    scenario = make_scenario(call, name="First", by=carla)
    both = [hubs["Aveiro"], hubs["Lima"]]
    revise_scenario(scenario, move="pair", hubs=both, seen=1, by=carla)
    revise_scenario(scenario, move="lock", hubs=both, seen=2, by=carla)
    return scenario


@pytest.fixture
def conflicted(hubs, ada):
    """Ada is too close to Lima."""
    expression = Expression.objects.get(pk=hubs["Lima"])
    Declaration.objects.create(
        user=ada, expression=expression, conflict=True, reason="My sister works there."
    )
    return ada


def test_the_board_shows_pairs_with_their_reasons(scenario, hubs, carla):
    board = board_of(scenario, carla)

    [pair] = board["pairs"]
    assert (pair["names"], pair["locked"]) == (["Aveiro", "Lima"], True)
    assert pair["short"].replace("\N{NO-BREAK SPACE}", " ") == (
        "Artificial intelligence · English · 3 h together"
    )
    reasons = {part["code"]: part["reason"] for part in pair["parts"]}
    assert reasons["gives"] == "Aveiro can meet 1 of 1 needs of Lima: Artificial intelligence."
    assert reasons["wished_by_second"] == "Lima has not named Aveiro among its wishes."
    assert score_table(scenario)[hubs["Aveiro"], hubs["Lima"]] == pair["points"]
    assert [pool["name"] for pool in board["pools"]] == ["European Union", "Latin America and the Caribbean"]
    assert board["free"] == [hubs["Bilbao"], hubs["Recife"]]
    assert [(one["names"], one["reason"]) for one in board["forbidden"]] == [
        (["Bilbao", "Recife"], "Recife does not want this twin.")
    ]
    assert [move["words"] for move in board["moves"]] == [
        "Made",
        "Paired Aveiro and Lima",
        "Locked Aveiro and Lima",
    ]


def test_figures_are_told_with_what_they_mean(scenario, hubs, carla):
    revise_scenario(scenario, move="unlock", hubs=[hubs["Aveiro"], hubs["Lima"]], seen=3, by=carla)
    assert [one["names"] for one in board_of(scenario, carla)["blocking"]] == [["Bilbao", "Lima"]]
    figures = {one["code"]: one for one in board_of(scenario, carla)["figures"]}

    assert figures["twinnings"]["value"] == "1 of 2"
    assert figures["least"]["note"] == "Aveiro and Lima"
    assert figures["blocking"]["value"] == "1 pair would rather leave"
    assert figures["areas"]["value"] == "1 of 1"
    assert figures["regions"]["value"] == "European Union – Latin America and the Caribbean: 1"


def test_what_to_relax_is_said_as_long_as_the_same_constraints_stand(scenario, hubs, carla):
    solve_scenario(scenario, seen=3, by=carla)

    assert board_of(scenario, carla)["unsolved"]
    assert board_of(scenario, carla)["relax"] == ["Unlock Aveiro and Lima."]

    revise_scenario(scenario, move="unlock", hubs=[hubs["Aveiro"], hubs["Lima"]], seen=4, by=carla)
    assert board_of(scenario, carla)["relax"] == []
    solve_scenario(scenario, seen=5, by=carla)
    board = board_of(scenario, carla)
    assert not board["unsolved"]
    assert board["choice"]["same"]
    assert board["choice"]["price"] == "0"


def test_alternatives_tell_what_goes_and_what_comes(call, hubs, carla):
    Expression.objects.get(pk=hubs["Recife"]).preferences.all().delete()
    scenario = make_scenario(call, name="First", by=carla)
    solve_scenario(scenario, seen=1, by=carla)

    [other] = board_of(scenario, carla)["alternatives"]

    assert other["way"] == "alternative-1"
    assert sorted(other["gone"] + other["new"]) == [
        ["Aveiro", "Lima"],
        ["Aveiro", "Recife"],
        ["Bilbao", "Lima"],
        ["Bilbao", "Recife"],
    ]


def test_each_change_since_a_version_is_told_taking_back_too(scenario, hubs, carla, ada):
    undo_scenario(scenario, seen=3, by=ada)
    redo_scenario(scenario, seen=4, by=carla)
    solve_scenario(scenario, seen=5, by=carla)

    assert changes_since(scenario, carla, 2) == [
        "Carla: Locked Aveiro and Lima.",
        "Ada took back: Locked Aveiro and Lima.",
        "Carla brought back: Locked Aveiro and Lima.",
        "Carla: Solved: no pairing keeps all constraints.",
    ]
    assert changes_since(scenario, carla, 6) == []


def test_what_is_taken_back_is_marked_and_can_be_brought_back(scenario, carla):
    undo_scenario(scenario, seen=3, by=carla)

    board = board_of(scenario, carla)

    assert [move["undone"] for move in board["moves"]] == [False, False, True]
    assert (board["can_undo"], board["can_redo"]) == (True, True)


def test_the_best_partners_of_a_hub_come_first(scenario, hubs, carla):
    first, second = partners_of(scenario, carla, hubs["Bilbao"])

    assert (first["name"], first["pairs"], first["locked"]) == ("Lima", ["Aveiro"], True)
    assert (second["name"], second["is_forbidden"]) == ("Recife", True)
    assert second["forbidden"] == "Recife does not want this twin."
    assert first["points"] > second["points"]
    assert partners_of(scenario, carla, "0") == []


def test_one_hub_is_shown_with_its_mates(scenario, hubs, carla, conflicted):
    aveiro = hub_of(scenario, carla, hubs["Aveiro"])

    assert (aveiro["name"], aveiro["mates"], aveiro["taken"]) == ("Aveiro", [hubs["Lima"]], 1)
    assert hub_of(scenario, carla, "0") is None
    assert hub_of(scenario, conflicted, hubs["Lima"]) is None
    assert hub_of(scenario, conflicted, hubs["Aveiro"])["mates"] == []


def everything(scenario, user, hubs):
    return json.dumps(
        [
            board_of(scenario, user),
            [partners_of(scenario, user, key) for key in hubs.values()],
            changes_since(scenario, user, 0),
            scenarios_of(scenario.call, user),
            [[*pair, points] for pair, points in score_table(scenario, user).items()],
        ],
        default=str,
    )


def test_who_has_an_interest_in_a_hub_sees_nothing_of_it(scenario, hubs, carla, conflicted):
    solve_scenario(scenario, seen=3, by=carla)
    expression = Expression.objects.get(pk=hubs["Lima"])
    expression.hub.bella_status = "connected"
    expression.hub.save()
    assert "Lima" in everything(scenario, carla, hubs)

    told = everything(scenario, conflicted, hubs)

    assert "Lima" not in told
    assert f'"{hubs["Lima"]}"' not in told
    board = board_of(scenario, conflicted)
    assert board["hidden"] == 1
    assert board["pairs"] == []
    assert board["free"] == [hubs["Bilbao"], hubs["Recife"]]
    assert {one["code"]: one["value"] for one in board["figures"]}["total"] == "0"
    assert [move["words"] for move in board["moves"]][1] == "A move of hubs that are not shown to you"


def test_who_has_an_interest_in_a_hub_leaves_it_alone(scenario, hubs, conflicted):
    with pytest.raises(Refused, match="interest"):
        revise_scenario(scenario, move="unlock", hubs=[hubs["Aveiro"], hubs["Lima"]], seen=3, by=conflicted)
    with pytest.raises(Refused, match="interest"):
        undo_scenario(scenario, seen=3, by=conflicted)
    pair = [hubs["Aveiro"], hubs["Recife"]]
    with pytest.raises(Refused, match="interest") as refused:
        revise_scenario(scenario, move="pair", hubs=pair, seen=3, by=conflicted)
    assert "Lima" not in str(refused.value)
    with pytest.raises(Refused, match="interest"):
        publish_scenario(scenario, seen=3, by=conflicted)
    assert Scenario.objects.get().version == 3


def test_solving_by_who_has_an_interest_leaves_that_hub_as_it_is(call, hubs, conflicted):
    Expression.objects.get(pk=hubs["Recife"]).preferences.all().delete()
    scenario = make_scenario(call, name="First", by=conflicted)

    move = solve_scenario(scenario, seen=1, by=conflicted)

    assert move.found["solved"]
    assert not any(hubs["Lima"] in group for group in move.board["groups"])
    assert len(move.board["groups"]) == 1


def test_outside_the_office_nobody_sees_a_scenario(scenario, ines, rosa, visitor, carla):
    for person in (ines, rosa, visitor):
        assert not Scenario.objects.visible_to(person).exists()
    assert Scenario.objects.visible_to(carla).get() == scenario


def test_a_change_of_the_rows_is_named(scenario, call, hubs, carla):
    selected(call, "Vigo", "eu")
    hub = Expression.objects.get(pk=hubs["Lima"]).hub
    hub.languages = ["es"]
    hub.save()
    revise_pairing_rules(call, by=carla, weights={"areas": 1})
    Expression.objects.get(pk=hubs["Recife"]).preferences.all().delete()

    assert board_of(scenario, carla)["changed"] == [
        "New: Vigo.",
        "Changed since: Lima.",
        "Hubs have changed whom they would like, or would not.",
        "The weights or the office hours of the call have changed.",
    ]


def test_the_board_costs_as_many_queries_for_twenty_hubs_as_for_four(scenario, call, carla):
    def queries(one):
        fresh = Scenario.objects.get(pk=one.pk)
        with CaptureQueriesContext(
            connection,
        ) as counted:
            board_of(fresh, carla)
        return len(counted)

    few = queries(scenario)
    for region in ("eu", "lac"):
        for number in range(8):
            selected(call, f"{region} {number}", region)
    larger = make_scenario(call, name="Second", by=carla)
    solve_scenario(larger, seen=1, by=carla)

    assert queries(larger) == few <= 32


def test_a_twinning_of_three_is_shown_by_the_mean_of_its_pairs_and_what_all_three_share(call, hubs, carla):
    make_programme(partners=3)
    hubs["Accra"] = str(selected(call, "Accra", "africa", languages=["en", "fr"]).pk)
    scenario = make_scenario(call, name="By threes", by=carla)
    three = [hubs["Aveiro"], hubs["Lima"], hubs["Accra"]]
    revise_scenario(scenario, move="pair", hubs=three, seen=1, by=carla)

    board = board_of(scenario, carla)

    [group] = board["pairs"]
    assert group["short"].startswith("Artificial intelligence\N{NO-BREAK SPACE}· English\N{NO-BREAK SPACE}· ")
    assert group["short"].count("together") == 1
    figures = {figure["code"]: figure for figure in board["figures"]}
    assert figures["least"]["value"] == group["score"]
    assert figures["total"]["note"] == f"{group['score']} on average for each two hubs of a twinning."
