"""Profiles of all kinds, for property tests."""

from datetime import time

from hypothesis import strategies as st

from hubs.pairing.components import COMPONENTS
from hubs.pairing.profiles import Hours, Place, Profile, Wish

HOURS = Hours(2027)
KEYS = ["a", "b", "c", "s", "t", "u"]
PLACES = [
    Place("Europe/Lisbon", "PT"),
    Place("Europe/Tallinn", "EE"),
    Place("Atlantic/Canary", "ES", "CN"),
    Place("America/Fortaleza", "BR", "CE"),
    Place("America/Santiago", "CL"),
    Place("America/Mexico_City", "MX"),
    Place("America/St_Johns", "CA", "NL"),
    Place("Asia/Kathmandu", "NP"),
    Place("Pacific/Auckland", "NZ"),
    Place("Europe/Madrid", "ZZ"),
]
CODES = st.sampled_from(["ai", "cloud", "5g", "vre"])
WISHES = st.frozensets(
    st.builds(Wish, st.none() | CODES, st.none() | st.sampled_from(["training", "data"])), max_size=4
)


def profile(key):
    return st.builds(
        Profile,
        key=st.just(key),
        areas=st.frozensets(CODES),
        offers=WISHES,
        needs=WISHES,
        languages=st.frozensets(st.sampled_from(["en", "es", "pt"])),
        place=st.none() | st.sampled_from(PLACES),
        bella=st.sampled_from(["connected", "eligible", "unknown"]),
        size=st.integers(0, 5),
        maturity=st.integers(0, 5),
        contacts=st.frozensets(st.sampled_from(KEYS), max_size=2),
        prefers=st.lists(st.frozensets(st.sampled_from(KEYS), min_size=1, max_size=2), max_size=3).map(tuple),
    )


POOL = st.lists(st.sampled_from(KEYS[:3]), unique=True, min_size=1).flatmap(
    lambda keys: st.tuples(*map(profile, keys))
)
OTHER_POOL = st.lists(st.sampled_from(KEYS[3:]), unique=True, min_size=1).flatmap(
    lambda keys: st.tuples(*map(profile, keys))
)
WEIGHTS = st.fixed_dictionaries({code: st.integers(0, 30) for code in COMPONENTS}).filter(
    lambda weights: any(weights.values())
)
SOME_HOURS = st.builds(
    Hours,
    st.sampled_from([2026, 2027, 2028]),
    st.sampled_from([time(8), time(9), time(9, 30)]),
    st.sampled_from([time(15, 45), time(17), time(18)]),
)
