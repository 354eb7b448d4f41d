"""The fit between hubs: parts between 0 and 1 that add up to the score."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hubs.matching import COMPONENTS, Profile, fit

AREAS = ["ai", "blockchain", "cloud", "cybersecurity", "vre", "5g"]
PROFILE = st.builds(
    Profile,
    areas=st.frozensets(st.sampled_from(AREAS)),
    languages=st.frozensets(st.sampled_from(["en", "es", "pt", "fr"])),
    bella=st.sampled_from(["connected", "eligible", "unknown"]),
)
GROUP = st.lists(PROFILE, min_size=2, max_size=3)
WEIGHTS = st.fixed_dictionaries({code: st.integers(0, 30).map(Decimal) for code in COMPONENTS}).filter(
    lambda weights: any(weights.values())
)
BEST = Profile(frozenset({"ai"}), frozenset({"en", "es"}), "connected")


@given(GROUP, WEIGHTS)
def test_the_parts_add_up_exactly_to_the_score(profiles, weights):
    found = fit(profiles, weights)

    assert sum(part.points for part in found.parts) == found.score
    assert 0 <= found.score <= 1
    assert all(0 <= part.value <= 1 and part.says for part in found.parts)


@given(GROUP, st.randoms(use_true_random=False))
def test_the_order_of_the_hubs_changes_nothing(profiles, random):
    assert fit(random.sample(profiles, len(profiles))) == fit(profiles)


@given(PROFILE)
def test_nobody_fits_better_than_the_best(profile):
    assert fit([profile, BEST]).score <= fit([BEST, BEST]).score == 1


@given(GROUP, st.sampled_from(AREAS))
def test_an_area_in_common_never_harms(profiles, area):
    joined = [Profile(profile.areas | {area}, profile.languages, profile.bella) for profile in profiles]

    assert fit(joined).score >= fit(profiles).score


@pytest.mark.parametrize(
    ("areas", "value"),
    [
        (({"ai"}, {"ai"}), "1"),
        (({"ai", "cloud"}, {"ai"}), "0.5"),
        (({"ai"}, {"5g"}), "0"),
        (({"ai"}, set()), "0"),
    ],
)
def test_areas_in_common_of_those_they_name(areas, value):
    profiles = [Profile(areas=frozenset(named)) for named in areas]

    assert COMPONENTS["areas"](profiles).value == Decimal(value)


@pytest.mark.parametrize(
    ("sides", "value"),
    [
        (("connected", "connected"), "1"),
        (("connected", "eligible"), "0.5"),
        (("eligible", "eligible"), "0.25"),
        (("connected", "unknown"), "0"),
    ],
)
def test_the_path_over_bella_is_as_whole_as_its_ends(sides, value):
    assert COMPONENTS["bella"]([Profile(bella=side) for side in sides]).value == Decimal(value)
