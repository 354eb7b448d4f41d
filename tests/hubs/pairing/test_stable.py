"""Stable pairings for partial and tied lists, against trying everything."""

from hypothesis import given, settings
from hypothesis import strategies as st

from hubs.pairing.acceptance import accepted
from hubs.pairing.choice import blocking, level, regrets
from hubs.pairing.problem import Candidate
from hubs.pairing.solve import solve
from hubs.pairing.stable import stable
from tests.hubs.pairing.small import everything, keeps, problem, problems


def wishes_for(keys, others):
    ranks = st.permutations(sorted(others)).flatmap(
        lambda order: st.lists(st.integers(1, 2), max_size=len(order)).map(lambda sizes: cut(order, sizes))
    )
    return st.fixed_dictionaries(dict.fromkeys(keys, ranks))


def cut(order, sizes):
    """The first of the order in ranks of one or two."""
    ranks = []
    for size in sizes:
        rank, order = frozenset(order[:size]), order[size:]
        ranks += [rank] if rank else []
    return tuple(ranks)


@st.composite
def wished(draw, bold=False):
    one = draw(problems(most=4, bold=bold))
    first, second = ([hub.key for hub in pool] for pool in (one.first, one.second))
    return one, draw(wishes_for(first, second)) | draw(wishes_for(second, first))


def blocks(one, wishes, pairs, pair):
    """Read off the definition."""
    first, second = pair
    if pair in pairs or not one.allowed[one.rows[first], one.columns[second]]:
        return False

    def would(chooser, other):
        theirs = [known for known in pairs if chooser in known]
        hub = next(hub for hub in (*one.first, *one.second) if hub.key == chooser)
        if not theirs:
            return hub.capacity > 0
        return any(
            level(wishes, chooser, known[known[0] == chooser]) > level(wishes, chooser, other)
            for known in theirs
            if known not in one.locked
        )

    return would(first, second) and would(second, first)


def all_blocking(one, wishes, pairs):
    cells = [(a.key, b.key) for a in one.first for b in one.second]
    return tuple(sorted(pair for pair in cells if blocks(one, wishes, pairs, pair)))


@given(wished())
@settings(max_examples=40, deadline=None)
def test_the_stable_pairing_has_the_highest_total_of_all_stable_ones(drawn):
    one, wishes = drawn
    possible = [pairs for pairs in everything(one) if not all_blocking(one, wishes, pairs)]

    found = stable(one, wishes)

    if found:
        assert blocking(one, wishes, found.pairs) == all_blocking(one, wishes, found.pairs) == ()
        assert found.complete == keeps(one, found.pairs)
        assert one.locked <= set(found.pairs)
    if possible:
        assert found.best
        assert found.complete
        assert found.total == one.total(possible[0])
    else:
        assert found is None or not found.complete


@given(wished())
@settings(max_examples=40, deadline=None)
def test_blocking_pairs_are_those_of_the_definition(drawn):
    one, wishes = drawn
    for pairs in everything(one)[:3]:
        assert blocking(one, wishes, sorted(pairs)) == all_blocking(one, wishes, pairs)


@given(wished())
@settings(max_examples=40, deadline=None)
def test_deferred_acceptance_is_stable_when_everybody_takes_one(drawn):
    one, wishes = drawn
    single = one.but(
        first=tuple(Candidate(hub.key, hub.region) for hub in one.first),
        second=tuple(Candidate(hub.key, hub.region) for hub in one.second),
        locked=frozenset(),
    )

    assert blocking(single, wishes, sorted(accepted(single, wishes))) == ()


def test_large_pools_are_paired_by_deferred_acceptance(monkeypatch):
    monkeypatch.setattr("hubs.pairing.stable.LARGEST", 1)
    one = problem([[9, 1], [9, 1]])
    wishes = {"a": (frozenset("t"),), "t": (frozenset("a"),)}

    found = stable(one, wishes)

    assert (found.pairs, found.best, found.complete) == ((("a", "t"), ("b", "s")), False, True)


def test_the_price_of_choice_shows_in_both_directions():
    one = problem([[9, 1], [8, 7]])
    wishes = {"a": (frozenset("t"), frozenset("s")), "t": (frozenset("a"),)}
    best, chosen = solve(one), stable(one, wishes)

    assert (best.total, best.pairs) == (16, (("a", "s"), ("b", "t")))
    assert blocking(one, wishes, best.pairs) == (("a", "t"),)
    assert regrets(one, wishes, best.pairs) == {"a": 1, "b": 0, "s": 0, "t": 1}
    assert (chosen.total, chosen.pairs) == (9, (("a", "t"), ("b", "s")))
    assert regrets(one, wishes, chosen.pairs) == {"a": 0, "b": 0, "s": 0, "t": 0}


def test_a_locked_pair_is_not_theirs_to_leave():
    one = problem([[9, 1], [8, 7]]).but(locked=frozenset({("a", "s")}))
    wishes = {"a": (frozenset("t"),), "t": (frozenset("a"),)}

    assert blocking(one, wishes, solve(one).pairs) == ()


def test_those_liked_alike_block_nothing():
    one = problem([[9, 1], [8, 7]])
    wishes = {"a": (frozenset("st"),), "t": (frozenset("a"),)}

    assert blocking(one, wishes, solve(one).pairs) == ()
