"""The pairing desk without scripts: every button is a form, every refusal stands in the page."""

import re

import pytest
from django.urls import reverse

from hubs.desk.scenarios import board_at, move_of
from hubs.models import Hub, Pairing
from hubs.operations.conflicts import declare_interest
from hubs.operations.scenarios import revise_scenario, solve_scenario
from tests.factories import make_area
from tests.factories_desk import bring_together, make_desk

PART = {"HTTP_X_PART": "desk"}


@pytest.fixture
def desk(carla):
    return make_desk(carla)


@pytest.fixture
def scenario(desk):
    return desk[0]


@pytest.fixture
def hubs(desk):
    return desk[1]


@pytest.fixture
def office(as_user, carla):
    return as_user(carla)


def at(scenario, step="desk"):
    return reverse(f"admin:hubs_scenario_{step}", args=[scenario.pk])


def words(response):
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def pairs(scenario):
    scenario.refresh_from_db()
    return set(board_at(move_of(scenario)).groups)


def send(office, scenario, act, step="revise", *, seen=None, **more):
    scenario.refresh_from_db()
    given = {"act": act, "seen": scenario.version if seen is None else seen} | more
    return office.post(at(scenario, step), given, follow=True)


def test_two_chosen_hubs_are_paired_and_the_desk_says_so(office, scenario, hubs):
    chosen = {"hub-0": hubs["Aveiro"], "hub-1": hubs["Lima"]}

    answer = send(office, scenario, "pair", **chosen)

    assert answer.redirect_chain == [(at(scenario), 302)]
    assert "Paired: Aveiro and Lima." in words(answer)
    assert pairs(scenario) == {(hubs["Aveiro"], hubs["Lima"])}


def test_each_pair_says_why_in_parts_that_are_there_on_demand(office, scenario, hubs, carla):
    bring_together(scenario, hubs["Aveiro"], hubs["Lima"], by=carla)

    page = office.get(at(scenario))

    assert "<details" in page.content.decode()
    assert "Technology areas" in words(page)
    assert "Office hours" in words(page)


def test_a_button_of_a_row_names_its_hubs(office, scenario, hubs, carla):
    bring_together(scenario, hubs["Aveiro"], hubs["Lima"], by=carla)
    both = f"{hubs['Aveiro']} {hubs['Lima']}"
    assert f'value="lock {both}"' in office.get(at(scenario)).content.decode()

    locked = send(office, scenario, f"lock {both}")
    refused = send(office, scenario, f"unpair {both}")

    assert "Locked: Aveiro and Lima." in words(locked)
    assert refused.status_code == 409
    assert "are locked: unlock them first." in words(refused)
    assert pairs(scenario) == {(hubs["Aveiro"], hubs["Lima"])}


def test_solving_undoing_and_redoing(office, scenario):
    send(office, scenario, "", "solve", way="best")
    assert len(pairs(scenario)) == 2

    undone = send(office, scenario, "", "undo")
    assert pairs(scenario) == set()
    assert "The last step is taken back." in words(undone)

    send(office, scenario, "", "redo")
    assert len(pairs(scenario)) == 2


def test_forbidding_takes_a_reason_and_allowing_takes_it_back(office, scenario, hubs):
    chosen = {"hub-0": hubs["Aveiro"], "hub-1": hubs["Lima"]}

    silent = send(office, scenario, "forbid", **chosen)
    told = send(office, scenario, "forbid", reason="They share a board.", **chosen)
    refused = send(office, scenario, "pair", **chosen)

    assert silent.status_code == refused.status_code == 409
    assert "Say why these two must not be paired." in words(silent)
    assert "They share a board." in words(told)
    send(office, scenario, f"allow {hubs['Aveiro']} {hubs['Lima']}")
    send(office, scenario, "pair", **chosen)
    assert pairs(scenario) == {(hubs["Aveiro"], hubs["Lima"])}


def test_what_was_chosen_stays_chosen_when_a_step_is_refused(office, scenario, hubs):
    refused = send(office, scenario, "unpair", **{"hub-0": hubs["Bilbao"], "hub-1": hubs["Lima"]})

    checked = re.findall(r'value="(\d+)" id="hub-\d+-\d+" checked', refused.content.decode())
    assert refused.status_code == 409
    assert sorted(checked) == sorted([hubs["Bilbao"], hubs["Lima"]])


@pytest.mark.parametrize("act", ["", "pair", "pair 1", "dance 1 2", "pair x y", "pair 999999 1000000"])
def test_nonsense_is_refused_in_words(office, scenario, act):
    refused = send(office, scenario, act)

    assert refused.status_code == 409
    assert 'role="alert"' in refused.content.decode()
    assert pairs(scenario) == set()


def test_who_has_not_seen_what_a_colleague_did_is_told_and_offered_the_step_again(
    office, scenario, hubs, ada
):
    bring_together(scenario, hubs["Aveiro"], hubs["Lima"], by=ada)

    late = send(office, scenario, f"pair {hubs['Bilbao']} {hubs['São Luís']}", seen=1)

    assert late.status_code == 409
    assert "Ada: Paired Aveiro and Lima." in words(late)
    assert "Pair Bilbao and São Luís all the same" in words(late)
    assert f'value="pair {hubs["Bilbao"]} {hubs["São Luís"]}"' in late.content.decode()
    assert pairs(scenario) == {(hubs["Aveiro"], hubs["Lima"])}


def test_the_page_asks_what_others_did(office, scenario, hubs, ada):
    quiet = office.get(at(scenario, "since"), {"version": 1}, **PART)
    bring_together(scenario, hubs["Aveiro"], hubs["Lima"], by=ada)
    news = office.get(at(scenario, "since"), {"version": 1}, **PART)
    after = office.get(at(scenario, "since"), {"version": 2}, **PART)
    drawn = office.get(at(scenario, "since"), {"version": 2, "draw": 1, "q": "lima"}, **PART)

    assert (quiet.status_code, after.status_code) == (204, 204)
    assert "Ada: Paired Aveiro and Lima." in words(news)
    assert "<html" not in news.content.decode()
    assert "draw=" not in drawn.content.decode()
    assert "São Luís" not in words(drawn)


def test_a_step_of_the_script_gets_only_what_changes(office, scenario, hubs):
    given = {"act": f"pair {hubs['Aveiro']} {hubs['Lima']}", "seen": 1}

    answer = office.post(at(scenario, "revise"), given, **PART)

    assert answer.status_code == 200
    assert "<html" not in answer.content.decode()
    assert "Paired: Aveiro and Lima." in words(answer)


def test_the_best_partners_of_a_hub_come_first(office, scenario, hubs):
    page = office.get(at(scenario), {"hub": hubs["Aveiro"]})
    part = office.get(at(scenario, "partners"), {"hub": hubs["Aveiro"]}, **PART)

    assert "Best partners of Aveiro" in words(page)
    assert f"pair {hubs['Aveiro']} {hubs['Lima']}" in part.content.decode()
    assert office.get(at(scenario, "partners"), {"hub": "999"}, **PART).status_code == 200


def test_hubs_are_found_whatever_the_accents(office, scenario, hubs, carla):
    bring_together(scenario, hubs["Aveiro"], hubs["Lima"], by=carla)
    bring_together(scenario, hubs["Bilbao"], hubs["São Luís"], by=carla)

    found = office.get(at(scenario), {"q": "sao lu"})

    assert "Bilbao" in words(found)
    assert f'data-row="{hubs["Aveiro"]}' not in found.content.decode()


@pytest.mark.parametrize(
    ("asked", "rows"),
    [
        ({"show": "unpaired"}, ["Bilbao"]),
        ({"show": "locked"}, ["Aveiro"]),
        ({"show": "unlocked"}, []),
        ({"country": "Peru"}, ["Aveiro"]),
        ({"area": "Artificial intelligence"}, ["Aveiro", "Bilbao"]),
        ({"area": "Nothing"}, []),
        ({"sort": "low"}, ["Bilbao", "Aveiro"]),
        ({"sort": "high"}, ["Bilbao", "Aveiro"]),
    ],
)
def test_rows_are_narrowed_and_ordered(office, scenario, hubs, carla, asked, rows):
    make_area("cloud", "Cloud")
    bring_together(scenario, hubs["Aveiro"], hubs["Lima"], by=carla)
    scenario.refresh_from_db()
    both = [hubs["Aveiro"], hubs["Lima"]]
    revise_scenario(scenario, move="lock", hubs=both, seen=scenario.version, by=carla)

    page = office.get(at(scenario), asked).content.decode()

    names = {key: name for name, key in hubs.items()}
    assert [names[key] for key in re.findall(r'data-row="(\d+)', page)] == rows


def test_what_is_looked_for_stays_after_a_step(office, scenario, hubs):
    page = office.get(at(scenario), {"q": "aveiro", "sort": "low"}).content.decode()
    action = re.search(r'action="([^"]+/revise/[^"]*)"', page)[1].replace("&amp;", "&")

    answer = office.post(action, {"act": f"pair {hubs['Aveiro']} {hubs['Lima']}", "seen": 1})

    assert answer.url == at(scenario) + "?q=aveiro&sort=low"


def test_a_hub_in_whose_application_one_has_an_interest_is_nowhere(office, scenario, hubs, carla, ada):
    solve_scenario(scenario, seen=1, by=ada)
    hidden = scenario.call.expressions.get(pk=hubs["Lima"])
    declare_interest(hidden, conflict=True, reason="A cousin.", by=carla)

    for step, asked in (("desk", {}), ("partners", {"hub": hubs["Aveiro"]}), ("since", {"version": 0})):
        assert "Lima" not in words(office.get(at(scenario, step), asked))
    assert "1 hub is not shown" in words(office.get(at(scenario)))
    refused = send(office, scenario, f"unpair {hubs['Aveiro']} {hubs['Lima']}")
    assert refused.status_code == 409


def test_a_scenario_that_is_put_away_is_read_and_no_more(office, scenario, hubs):
    answer = office.post(at(scenario, "discard"), follow=True)
    page = office.get(at(scenario)).content.decode()

    assert "First is put away." in words(answer)
    assert 'name="act"' not in page
    assert "Aveiro" in page
    assert send(office, scenario, f"pair {hubs['Aveiro']} {hubs['Lima']}").status_code in (403, 409)


def test_steps_are_posts(office, scenario):
    for step in ("revise", "undo", "redo", "solve"):
        assert office.get(at(scenario, step) + "?q=a").url == at(scenario) + "?q=a"
    for step in ("desk", "partners", "since"):
        assert office.post(at(scenario, step)).status_code == 405


def test_publishing_asks_once_more_and_says_how_many_letters_go_out(office, scenario, hubs, carla):
    bring_together(scenario, hubs["Aveiro"], hubs["Lima"], by=carla)

    asked = office.get(at(scenario, "publish"))
    assert "1 pair is proposed to its hubs." in words(asked)
    assert "They answer until" in words(asked)
    assert "2 hubs have no partner in this scenario." in words(asked)
    assert Pairing.objects.count() == 0

    scenario.refresh_from_db()
    late = office.post(at(scenario, "publish"), {"seen": 1})
    done = office.post(at(scenario, "publish"), {"seen": scenario.version}, follow=True)

    assert late.status_code == 409
    assert "1 pair is proposed." in words(done)
    assert Pairing.objects.get().scenario == scenario
    assert "There is no pair to propose" in words(office.get(at(scenario, "publish")))


def test_publishing_says_first_what_has_changed_since(office, scenario, hubs, carla):
    bring_together(scenario, hubs["Aveiro"], hubs["Lima"], by=carla)
    changed = "Since this scenario was made, something it stands on has changed:"
    assert changed not in words(office.get(at(scenario, "publish")))

    Hub.objects.filter(name="Lima").update(bella_status="connected")

    assert f"{changed} Changed since: Lima." in words(office.get(at(scenario, "publish")))
