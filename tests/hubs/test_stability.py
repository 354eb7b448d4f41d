"""How steady a ranking is, with plain values."""

import time
from decimal import Decimal
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from hubs.evaluation.scoring import Grid, Measure
from hubs.evaluation.stability import Reviewed, stability

CODES = ("excellence", "impact")
GRID = Grid(tuple(Measure(code, threshold=Decimal(3)) for code in CODES), threshold=Decimal(6))
HALVES = st.integers(0, 10).map(lambda halves: Decimal(halves) / 2)


def marks(*values):
    return dict(zip(CODES, map(Decimal, values), strict=True))


def of(found, kind, name, share=None):
    """The variant of this kind and name that changes something, or None."""
    hits = [one for one in found.changing if (one.kind, one.of) == (kind, name)]
    return next((one for one in hits if share is None or one.share == Decimal(share)), None)


def test_one_reviewer_who_decides_alone_is_found():
    applications = {
        "Aveiro": Reviewed("eu", {"rosa": marks(5, 5), "rui": marks(3, 3)}),
        "Bergen": Reviewed("eu", {"rosa": marks(3, 4), "rui": marks(4, 4)}),
    }

    found = stability(applications, GRID, {"eu": 1})

    assert found.selected == ("Aveiro",)
    without = of(found, "reviewer", "rosa")
    assert (without.enter, without.leave) == (("Bergen",), ("Aveiro",))
    assert of(found, "reviewer", "rui") is None
    assert (found.steady, found.times["Aveiro"]) == (0, len(found.variants) - 1)


def test_a_weight_that_decides_is_found_and_thresholds_stay_as_they_are():
    applications = {
        "Aveiro": Reviewed("eu", {"rosa": marks(5, 3)}),
        "Bergen": Reviewed("eu", {"rosa": marks(3, "4.8")}),
    }
    found = stability(applications, GRID, {"eu": 1})

    more_impact = of(found, "weight", "impact", "0.2")
    assert (more_impact.enter, more_impact.leave) == (("Bergen",), ("Aveiro",))
    low = {"Cork": Reviewed("eu", {"rosa": marks(3, 3)})}
    assert of(stability(low, GRID, {"eu": 1}), "weight", "impact", "-0.2") is None  # 3 + 2.4 would miss 6


def test_a_tie_across_the_last_place_is_told():
    applications = {
        "Aveiro": Reviewed("eu", {"rosa": marks(4, 4), "rui": marks(4, 5)}),
        "Bergen": Reviewed("eu", {"rosa": marks(4, 4)}),
    }

    found = stability(applications, GRID, {"eu": 1})

    without = of(found, "reviewer", "rui")
    assert (without.enter, without.leave, without.tied) == ((), ("Aveiro",), ("Aveiro", "Bergen"))


def test_a_consensus_is_moved_by_no_single_reviewer():
    applications = {
        "Aveiro": Reviewed("eu", {"rosa": marks(5, 5), "rui": marks(0, 0)}, marks(4, 4)),
        "Bergen": Reviewed("eu", {"rosa": marks(3, 4)}, marks(3, 4)),
    }

    found = stability(applications, GRID, {"eu": 1})

    assert not [one for one in found.changing if one.kind == "reviewer"]
    assert found.steady == 1


def test_regions_do_not_compete():
    applications = {
        "Aveiro": Reviewed("eu", {"rosa": marks(3, 3)}),
        "Lima": Reviewed("lac", {"rosa": marks(5, 5), "rui": marks(5, 5)}),
    }

    assert stability(applications, GRID, {"eu": 1, "lac": 1}).selected == ("Aveiro", "Lima")


@given(
    st.dictionaries(
        st.sampled_from("ABCDEF"),
        st.dictionaries(
            st.sampled_from(["rosa", "rui", "ana"]),
            st.fixed_dictionaries(dict.fromkeys(CODES, HALVES)),
            min_size=1,
        ),
        min_size=1,
    ),
    st.integers(0, 4),
)
def test_every_variant_says_exactly_what_changed(given_marks, places):
    applications = {name: Reviewed("eu", theirs) for name, theirs in given_marks.items()}

    found = stability(applications, GRID, {"eu": places})

    for variant in found.variants:
        assert not set(variant.enter) & set(found.selected)
        assert set(variant.leave) <= set(found.selected)
    for name in applications:
        left = sum(name in one.leave for one in found.variants)
        entered = sum(name in one.enter for one in found.variants)
        was_in = name in found.selected
        assert found.times[name] == (len(found.variants) - left if was_in else entered)


def test_two_hundred_applications_take_less_than_two_seconds():
    random = Random(1)
    people = [f"reviewer {number}" for number in range(60)]
    applications = {
        f"hub {number}": Reviewed(
            "eu" if number % 2 else "lac",
            {who: marks(*(random.randint(4, 10) / 2 for _ in CODES)) for who in random.sample(people, 3)},
        )
        for number in range(200)
    }

    started = time.perf_counter()
    found = stability(applications, GRID, {"eu": 5, "lac": 5})

    assert time.perf_counter() - started < 2
    assert len(found.variants) == 60 + 4
