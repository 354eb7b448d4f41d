"""Moves on a board: whatever is tried the constraints hold; solving leaves locks alone."""

import json
from collections import Counter
from contextlib import suppress
from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hubs.pairing.answering import answer
from hubs.pairing.board import Against, Board, constrained
from hubs.pairing.boards import board_from, board_without, document_around, without, written
from hubs.pairing.figures import figures
from hubs.pairing.moves import MOVES, forbid_by_force, settle
from hubs.pairing.reading import Case, read
from tests.hubs.pairing.small import problems
from tests.hubs.pairing.test_documents import document, three
from tests.hubs.pairing.test_documents import written as document_of

CALM = settings(max_examples=25, deadline=None)
KINDS = sorted(MOVES)
TRIES = st.lists(
    st.tuples(
        st.sampled_from([*KINDS, "pair", "pair", "lock"]),
        st.lists(st.integers(0, 11), min_size=2, max_size=3),
        st.sampled_from(["", "They compete."]),
    ),
    max_size=12,
)


@st.composite
def cases(draw):
    """Of two pools with every constraint but locks, or of three; sometimes with wishes."""
    if draw(st.integers(0, 3)) == 0:
        forbidden = draw(st.sampled_from([[], [{"hubs": ["a", "v"]}]]))
        return read(three(forbidden=forbidden))
    said = document_of(replace(draw(problems()), locked=frozenset()))
    here, there = ([hub["key"] for hub in pool["hubs"]] for pool in said["pools"])
    wished = draw(st.lists(st.tuples(st.sampled_from(here), st.sampled_from(there)), max_size=3))
    wishes = [{"hub": hub, "prefers": [[other]]} for hub, other in dict(wished).items()]
    return read(said | {"preferences": wishes})


def tried(case, tries):
    """The board after these tries, of which many are refused; each is checked."""
    board, keys = Board(), list(case.by_key)
    for kind, places, reason in tries:
        hubs = [keys[place % len(keys)] for place in places]
        with suppress(Against):
            board = MOVES[kind](board, case.pools, hubs, reason)
        assert_kept(case, board)
    return board


def assert_kept(case, board):
    pools = constrained(case.pools, board)
    capacities = {one.key: one.capacity for pool in pools.pools for one in pool}
    taken = Counter(key for group in board.groups for key in group)
    met = Counter(pair for group in board.groups for pair in combinations(group, 2))
    assert all(number <= capacities[key] for key, number in taken.items())
    assert set(met.values()) <= {1}
    assert not pools.forbidden & met.keys()
    assert not any(pools.region_pairs(group) for group in board.groups)
    assert board.locked <= board.groups
    assert all(len({pools.places[key][0] for key in group}) == len(pools.pools) for group in board.groups)


@given(cases(), TRIES)
@CALM
def test_whatever_is_tried_the_constraints_hold(case, tries):
    board = tried(case, tries)

    assert board_from(json.loads(json.dumps(written(board)))) == board


@given(cases(), TRIES)
@CALM
def test_solving_leaves_locks_and_forbidden_pairs_alone(case, tries):
    board = tried(case, tries)

    found = answer(read(document_around(case.document, board)))

    if found["solved"]:
        solved = settle(board, case.pools, [one["hubs"] for one in found["twinnings"]])
        assert board.locked <= solved.groups
        assert (solved.forbidden, solved.allowed) == (board.forbidden, board.allowed)
        assert_kept(case, solved)


@given(cases(), TRIES, st.data())
@CALM
def test_what_must_stay_as_it_is_stays(case, tries, data):
    board = tried(case, tries)
    still = data.draw(st.sets(st.sampled_from(sorted(case.by_key)), max_size=2))

    found = answer(read(document_around(case.document, board, still)))

    if found["solved"]:
        pairs = [tuple(one["hubs"]) for one in found["twinnings"]]
        for key in still:
            assert sorted(pair for pair in pairs if key in pair) == board.of(key)


@given(cases(), TRIES)
@CALM
def test_a_hub_that_says_no_is_parted_even_where_locked(case, tries):
    board = tried(case, tries)
    for group in sorted(board.groups):
        two = group[:2]
        parted = forbid_by_force(board, case.pools, two, "We cannot.")

        assert not any(set(two) <= set(other) for other in parted.groups)
        assert two in constrained(case.pools, parted).forbidden
        assert_kept(case, parted)


@given(problems(), TRIES, st.permutations("abcdefgh"), st.permutations("stuvwxyz"))
@CALM
def test_other_names_change_nothing(problem, tries, here, there):
    problem = replace(problem, locked=frozenset())
    names = dict(zip("abcdefghstuvwxyz", [*here, *there], strict=True))
    said = document_of(problem)
    other = json.loads(json.dumps(said))
    for pool in other["pools"]:
        for hub in pool["hubs"]:
            hub["key"] = names[hub["key"]]
    for pair in other["forbidden"]:
        pair["hubs"] = [names[key] for key in pair["hubs"]]

    one, two = tried(read(said), tries), tried(read(other), tries)

    assert {frozenset(map(names.get, group)) for group in one.groups} == set(map(frozenset, two.groups))
    assert without_names(figures(read(said), one)) == without_names(figures(read(other), two))


def without_names(found):
    regrets = sorted(found["regrets"].values())
    return found | {"blocking": len(found["blocking"]), "regrets": regrets}


def test_the_parts_of_the_figures_add_up():
    case = read(document(preferences=[{"hub": "a", "prefers": [["s"], ["t"]]}]))
    board = settle(Board(), case.pools, [["a", "t"], ["b", "s"]])

    found = figures(case, board)

    assert sum(found["parts"].values()) == found["total"] > 0
    assert found["least"] == min(case.pools.score(group) for group in board.groups)
    assert (found["twinnings"], found["wanted"], found["regret"]) == (2, 2, 1)
    assert found["areas"] == ["5g", "ai"] == found["named"]


def test_figures_name_the_pairs_that_would_rather_leave():
    wishes = [{"hub": "a", "prefers": [["t"]]}, {"hub": "t", "prefers": [["a"]]}]
    case = read(document(preferences=wishes))

    crossed = figures(case, settle(Board(), case.pools, [["a", "s"], ["b", "t"]]))
    together = figures(case, settle(Board(), case.pools, [["a", "t"], ["b", "s"]]))

    assert (crossed["blocking"], together["blocking"]) == ([["a", "t"]], [])


def test_a_forbidden_pair_may_be_allowed_with_a_reason_and_is_then_solved_with():
    case = read(document(preferences=[{"hub": "a", "not_with": ["t"]}]))
    with pytest.raises(Against):
        MOVES["allow"](Board(), case.pools, ["a", "t"], " ")

    board = MOVES["allow"](Board(), case.pools, ["t", "a"], "They have talked.")
    found = answer(read(document_around(case.document, board)))

    assert [one["hubs"] for one in found["twinnings"]] == [["a", "t"], ["b", "s"]]
    again = MOVES["forbid"](board, case.pools, ["a", "t"], "")
    assert not again.allowed
    assert answer(read(document_around(case.document, again)))["twinnings"][0]["hubs"] == ["a", "s"]


def test_a_new_pair_makes_room_for_itself_unless_the_old_one_is_locked():
    case = read(document())
    board = settle(Board(), case.pools, [["a", "s"], ["b", "t"]])

    assert MOVES["pair"](board, case.pools, ["t", "a"]).groups == {("a", "t")}
    locked = MOVES["lock"](board, case.pools, ["b", "t"])
    with pytest.raises(Against, match="locked"):
        MOVES["pair"](locked, case.pools, ["t", "a"])


def test_who_takes_two_is_not_paired_a_third_time():
    said = document()
    said["pools"][1]["hubs"].append({"key": "u", "profile": {}})
    said["pools"][0]["hubs"][0]["capacity"] = 2
    case = read(said)
    board = settle(Board(), case.pools, [["a", "s"], ["a", "t"]])

    with pytest.raises(Against) as refused:
        MOVES["pair"](board, case.pools, ["a", "u"])

    assert refused.value.said.in_english() == "a can take 2 twinnings at most."


def test_two_of_one_side_change_places_and_a_free_one_steps_in():
    case = read(document())
    board = settle(Board(), case.pools, [["a", "s"], ["b", "t"]])

    assert MOVES["swap"](board, case.pools, ["a", "b"]).groups == {("b", "s"), ("a", "t")}
    alone = MOVES["unpair"](board, case.pools, ["a", "s"])
    assert MOVES["swap"](alone, case.pools, ["s", "t"]).groups == {("b", "s")}
    with pytest.raises(Against, match="change places"):
        MOVES["swap"](board, case.pools, ["a", "s"])


@given(cases(), TRIES, st.data())
@CALM
def test_nothing_is_left_of_whom_one_may_not_see(case, tries, data):
    board = tried(case, tries)
    gone = data.draw(st.sets(st.sampled_from(sorted(case.by_key)), max_size=2))
    said = {name: value for name, value in case.document.items() if name != "fits"}

    left = json.dumps([without(said, gone), written(board_without(board, gone))])

    assert not any(f'"{key}"' in left for key in gone)
    if Case(said).has_profiles:
        read(without(said, gone) | {"hours": {"year": 2027}})
