"""The fit of two hubs: parts that add up exactly, a reason for each, and one arithmetic in two ways of
reckoning.
"""

from dataclasses import replace
from datetime import date, time
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hubs.pairing.components import COMPONENTS
from hubs.pairing.fit import WEIGHTS, fit, shares
from hubs.pairing.matrices import scores
from hubs.pairing.office_hours import (
    minutes_of,
    shared_minutes,
    shared_minutes_table,
    shared_on,
    working_days,
)
from hubs.pairing.profiles import Hours, Place, Profile, Wish
from hubs.pairing.saying import WHOLE
from tests.hubs.pairing import profiles as some

ONE, OTHER = some.profile("a"), some.profile("s")
LISBON, MADRID = Place("Europe/Lisbon", "PT"), Place("Europe/Madrid", "ES")
FORTALEZA = Place("America/Fortaleza", "BR", "CE")


def value(code, first, second, hours=some.HOURS):
    return COMPONENTS[code](first, second, hours)


@given(ONE, OTHER, some.WEIGHTS)
@settings(deadline=None)
def test_the_parts_add_up_exactly_to_the_score(first, second, weights):
    found = fit(first, second, some.HOURS, weights)

    assert sum(part.points for part in found.parts) == found.score
    assert sum(part.most for part in found.parts) == WHOLE
    assert 0 <= found.score <= WHOLE
    for part in found.parts:
        assert 0 <= part.points <= part.most
        assert 0 <= part.value <= WHOLE
        assert "%" not in part.said.in_english().replace(" % of what", "")


@given(ONE, OTHER, some.WEIGHTS)
@settings(deadline=None)
def test_rounding_costs_less_than_a_ten_thousandth_and_a_half_for_each_part(first, second, weights):
    found = fit(first, second, some.HOURS, weights)
    exact = Fraction(sum(weights[part.code] * part.value for part in found.parts), sum(weights.values()))

    assert abs(found.score - exact) < Fraction(3, 2) * len(found.parts)


@given(some.WEIGHTS)
def test_shares_are_the_weights_to_the_ten_thousandth_and_add_up(weights):
    given_shares = shares(weights)

    assert sum(given_shares.values()) == WHOLE
    for code, share in given_shares.items():
        assert abs(share - Fraction(WHOLE * weights[code], sum(weights.values()))) < 1


@given(some.POOL, some.OTHER_POOL, some.WEIGHTS, some.SOME_HOURS)
@settings(max_examples=50, deadline=None)
def test_the_matrix_holds_the_score_of_each_pair(first, second, weights, hours):
    table = scores(first, second, hours, weights)

    assert table.tolist() == [[fit(one, other, hours, weights).score for other in second] for one in first]


@pytest.mark.parametrize("code", COMPONENTS)
@given(first=some.POOL, second=some.OTHER_POOL)
@settings(max_examples=12, deadline=None)
def test_each_component_alone_is_the_same_in_the_matrix(code, first, second):
    table = scores(first, second, some.HOURS, {code: 1})

    assert table.tolist() == [[value(code, one, other)[0] for other in second] for one in first]


MIRRORED = {"gives": "takes", "takes": "gives",
            "wished_by_first": "wished_by_second", "wished_by_second": "wished_by_first"}  # fmt: skip


@pytest.mark.parametrize("code", COMPONENTS)
@given(first=ONE, second=OTHER)
@settings(max_examples=12, deadline=None)
def test_seen_from_the_other_side_it_is_the_same(code, first, second):
    assert value(code, first, second)[0] == value(MIRRORED.get(code, code), second, first)[0]


@given(ONE, OTHER, st.builds(Wish, some.CODES, st.none()))
@settings(max_examples=50, deadline=None)
def test_one_more_offer_never_harms(first, second, offer):
    richer = replace(first, offers=first.offers | {offer})

    assert fit(richer, second, some.HOURS).score >= fit(first, second, some.HOURS).score


@given(ONE, OTHER, some.CODES)
@settings(max_examples=50, deadline=None)
def test_an_area_in_common_never_harms(first, second, area):
    joined = [replace(one, areas=one.areas | {area}) for one in (first, second)]

    assert fit(*joined, some.HOURS).score >= fit(first, second, some.HOURS).score


def test_two_hubs_that_fit_in_everything_score_the_whole():
    wish = frozenset({Wish("ai", "training")})
    alike = {"areas": frozenset({"ai"}), "offers": wish, "needs": wish, "languages": frozenset({"en", "es"}),
             "place": LISBON, "bella": "connected", "size": 3, "maturity": 2}  # fmt: skip
    first = Profile("a", **alike, prefers=(frozenset({"s"}),), contacts=frozenset({"s"}))
    second = Profile("s", **alike, prefers=(frozenset({"a"}),))

    assert fit(first, second, some.HOURS).score == WHOLE
    assert (
        fit(first, second, some.HOURS, {code: 7 for code in COMPONENTS if code != "discovery"}).score == WHOLE
    )


AI, CLOUD = Wish("ai", "training"), Wish("cloud", "training")


@pytest.mark.parametrize(
    ("offers", "needs", "expected"),
    [
        ({AI}, {AI}, WHOLE),
        ({AI}, {CLOUD}, 0),
        ({AI}, {AI, CLOUD}, WHOLE // 2),
        ({AI}, {Wish("ai", None)}, WHOLE),
        ({AI}, {Wish(None, "training")}, WHOLE),
        ({Wish("ai", None)}, {AI}, WHOLE // 2),
        ({Wish(None, "training")}, {AI, CLOUD}, WHOLE // 2),
        ({Wish("ai", "data")}, {AI}, 0),
        ({Wish()}, {AI}, 0),
        ({AI}, {Wish()}, 0),
        ({AI}, {AI, Wish()}, WHOLE),
        (set(), {AI}, 0),
        ({AI}, set(), 0),
    ],
)
def test_offers_meet_needs_in_all_that_the_need_names(offers, needs, expected):
    giver, taker = Profile("a", offers=frozenset(offers)), Profile("s", needs=frozenset(needs))

    assert value("gives", giver, taker)[0] == value("takes", taker, giver)[0] == expected


def test_a_one_sided_pair_shows():
    giver = Profile("a", offers=frozenset({AI}), needs=frozenset({CLOUD}))
    taker = Profile("s", needs=frozenset({AI}))

    there, back, both = (value(code, giver, taker) for code in ("gives", "takes", "reciprocity"))

    assert (there[0], back[0], both[0]) == (WHOLE, 0, 0)
    assert both[1].in_english({"a": "Azores", "s": "Salvador"}) == (
        "One-sided: Azores meets needs of Salvador and gets nothing in return."
    )


def test_wishes_count_by_rank_and_not_by_the_length_of_the_list():
    chooser = Profile("a", prefers=(frozenset({"s", "t"}), frozenset({"u"})))

    assert [value("wished_by_first", chooser, Profile(key))[0] for key in "stuv"] == [
        WHOLE, WHOLE, WHOLE // 2, 0,
    ]  # fmt: skip


# Hours, reckoned by hand: Portugal and Spain are one hour apart all year, and so have 7 of 8 hours in common
# on each day when both work.


def test_neighbours_one_hour_apart_share_seven_hours_of_each_common_working_day():
    common = set(working_days(LISBON, 2027)) & set(working_days(MADRID, 2027))

    assert shared_minutes(LISBON, MADRID, some.HOURS) == len(common) * 7 * 60


def test_public_holidays_and_weekends_are_not_worked():
    days = working_days(LISBON, 2027)

    assert date(2027, 6, 10) not in days  # Portugal's day, a Thursday
    assert date(2027, 6, 10) in working_days(MADRID, 2027)
    assert all(day.weekday() < 5 for day in days)


def test_clocks_change_on_one_side_alone():
    assert shared_on(LISBON, FORTALEZA, date(2027, 1, 15), some.HOURS) == 5  # UTC and UTC-3
    assert shared_on(LISBON, FORTALEZA, date(2027, 7, 15), some.HOURS) == 4


def test_both_sides_may_change_on_different_days():
    """Chile's clocks go forward in September and Portugal's back in October: 5, 4 and 5 hours of
    difference.
    """
    santiago = Place("America/Santiago", "CL")

    shared = [shared_on(LISBON, santiago, date(2027, month, 20), some.HOURS) for month in (1, 7, 9, 11)]

    assert shared == [5, 3, 4, 5]


def test_a_working_day_may_reach_into_the_other_sides_yesterday():
    auckland = Place("Pacific/Auckland", "NZ")
    mexico = Place("America/Mexico_City", "MX")

    assert shared_on(mexico, auckland, date(2027, 7, 15), some.HOURS) == 2


@given(st.lists(st.sampled_from(some.PLACES), min_size=1, max_size=3), some.SOME_HOURS)
@settings(max_examples=30, deadline=None)
def test_the_table_of_hours_agrees_with_walking_through_the_year(places, hours):
    table = shared_minutes_table(places, some.PLACES, hours)

    assert table.tolist() == [[shared_minutes(a, b, hours) for b in some.PLACES] for a in places]


def test_a_working_day_is_data():
    early = Hours(2027, time(7), time(15))

    assert minutes_of(LISBON, early) == len(working_days(LISBON, 2027)) * 8 * 60
    assert shared_minutes(LISBON, FORTALEZA, early) == shared_minutes(LISBON, FORTALEZA, some.HOURS)


def test_unknown_holidays_are_said():
    nowhere = Place("Europe/Madrid", "ZZ")

    said = value("hours", Profile("a", place=LISBON), Profile("s", place=nowhere))[1]

    assert said.in_english().endswith("Public holidays not known of: ZZ.")


def test_the_weights_that_come_with_it_name_components():
    assert set(WEIGHTS) <= set(COMPONENTS)
