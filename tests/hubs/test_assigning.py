"""Sharing out readings: no conflict, not too many, as even as can be, and honest where it cannot be."""

from itertools import combinations, product

from hypothesis import given, settings
from hypothesis import strategies as st

from hubs.evaluation.assigning import Paper, Reader, share

PAPERS, READERS = 4, 4
LANGUAGES = st.frozensets(st.sampled_from(["en", "es", "pt"]), max_size=2)


@st.composite
def tasks(draw):
    """Few enough for all ways to be tried."""
    papers = [
        Paper(
            key,
            draw(LANGUAGES),
            frozenset(draw(st.sets(st.integers(100, 100 + READERS - 1), max_size=1))),
        )
        for key in range(draw(st.integers(1, PAPERS)))
    ]
    asked = {reader for paper in papers for reader in paper.readers}
    number = draw(st.integers(1, READERS))
    keys = sorted({*range(100, 100 + number), *asked})
    loads = {key: sum(key in paper.readers for paper in papers) for key in keys}
    readers = [Reader(key, draw(LANGUAGES), loads[key]) for key in keys]
    pairs = st.tuples(st.sampled_from([one.key for one in papers]), st.sampled_from(keys))
    conflicts = draw(st.sets(pairs, max_size=5))
    return papers, readers, conflicts, draw(st.integers(1, 3)), draw(st.integers(1, 4))


def may_read(paper, reader, conflicts):
    speaks = not paper.languages or not reader.languages or paper.languages & reader.languages
    return (paper.key, reader.key) not in conflicts and reader.key not in paper.readers and bool(speaks)


def all_ways(papers, readers, conflicts, each, most):
    """Every way in which it can be done, as the loads that come of it."""
    choices = []
    for paper in papers:
        allowed = [one.key for one in readers if may_read(paper, one, conflicts)]
        choices.append(list(combinations(allowed, max(0, each - len(paper.readers)))))
    for way in product(*choices):
        loads = {one.key: one.load for one in readers}
        for theirs in way:
            for key in theirs:
                loads[key] += 1
        grown = {key for theirs in way for key in theirs}
        if all(loads[key] <= most for key in grown):
            yield loads


@settings(max_examples=150, deadline=None)
@given(tasks())
def test_it_says_that_it_cannot_be_done_exactly_when_no_way_does(task):
    papers, readers, conflicts, each, most = task
    plan = share(papers, readers, conflicts, each=each, most=most)

    can_be_done = any(True for _loads in all_ways(*task))

    assert bool(plan.shortages) != can_be_done
    assert not (plan.shortages and plan.pairs)


@settings(max_examples=150, deadline=None)
@given(tasks())
def test_no_conflict_no_repetition_and_no_more_than_the_most(task):
    papers, readers, conflicts, each, most = task
    plan = share(papers, readers, conflicts, each=each, most=most)
    known = {one.key: one for one in readers}

    assert len(set(plan.pairs)) == len(plan.pairs)
    for paper in papers:
        theirs = [reader for key, reader in plan.pairs if key == paper.key]
        assert all(may_read(paper, known[reader], conflicts) for reader in theirs)
        if not plan.shortages:
            assert len(theirs) == max(0, each - len(paper.readers))
    for reader in readers:
        given_now = sum(other == reader.key for _key, other in plan.pairs)
        assert plan.loads[reader.key] == reader.load + given_now
        assert not given_now or plan.loads[reader.key] <= most


@settings(max_examples=150, deadline=None)
@given(tasks())
def test_no_way_is_more_even(task):
    """The busiest has as little as can be, then the second busiest, and so on."""
    papers, readers, conflicts, each, most = task
    plan = share(papers, readers, conflicts, each=each, most=most)
    if plan.shortages:
        return

    best = min(sum(load**2 for load in loads.values()) for loads in all_ways(*task))

    assert sum(load**2 for load in plan.loads.values()) == best


def test_without_conflicts_nobody_has_two_more_than_another():
    papers = [Paper(key) for key in range(20)]
    readers = [Reader(key) for key in range(100, 107)]

    plan = share(papers, readers, set(), each=3, most=20)

    assert len(plan.pairs) == 60
    assert set(plan.loads.values()) == {8, 9}


def test_it_names_the_application_that_nobody_can_read():
    papers = [Paper(1, frozenset({"pt"})), Paper(2)]
    readers = [Reader(100, frozenset({"en"})), Reader(101, frozenset({"pt"}))]

    plan = share(papers, readers, {(1, 101)}, each=1, most=5)

    assert [(one.papers, one.readers, one.wanted, one.room) for one in plan.shortages] == [((1,), (), 1, 0)]


def test_it_says_of_each_of_the_others_why_they_cannot_be_asked():
    paper = Paper(1, frozenset({"pt"}), frozenset({100}))
    speaks = frozenset({"pt", "en"})
    readers = [
        Reader(100, speaks, 1),
        Reader(101, speaks),
        Reader(102, frozenset({"en"})),
        Reader(103, speaks, 2),
        Reader(104, speaks, 1),
    ]

    (short,) = share([paper], readers, {(1, 101)}, each=4, most=2).shortages

    assert short.readers == (104,)
    assert short.why == {"reads": 1, "barred": 1, "speechless": 1, "full": 1}


def test_it_names_the_applications_that_are_short_together():
    papers = [Paper(key) for key in range(5)]
    readers = [Reader(100), Reader(101)]

    plan = share(papers, readers, set(), each=1, most=2)

    (short,) = plan.shortages
    assert (short.wanted, short.room) == (5, 4)
    assert set(short.readers) == {100, 101}


def test_nothing_is_wanted_where_all_have_enough():
    plan = share([Paper(1, readers=frozenset({100}))], [Reader(100, load=1)], set(), each=1, most=1)

    assert (plan.pairs, plan.shortages, plan.loads) == ((), (), {100: 1})


def test_nobody_to_ask_is_a_shortage():
    assert share([Paper(1)], [], set(), each=1, most=1).shortages


def test_a_large_call_is_shared_out_quickly():
    papers = [Paper(key) for key in range(300)]
    readers = [Reader(1000 + key) for key in range(40)]
    conflicts = {(key, 1000 + key % 40) for key in range(300)}

    plan = share(papers, readers, conflicts, each=3, most=40)

    assert len(plan.pairs) == 900
    assert max(plan.loads.values()) - min(plan.loads.values()) <= 1
