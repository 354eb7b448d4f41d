"""What two hubs have in common: areas, languages, the way over BELLA, size and maturity."""

from collections.abc import Callable

from hubs.pairing.profiles import Hours, Profile
from hubs.pairing.saying import WHOLE, Said, gettext_noop

ENOUGH_LANGUAGES = 2

STEPS = 4  # between the smallest and the largest class of size and maturity

BELLA_HALVES = {"connected": 2, "eligible": 1}


def areas(first: Profile, second: Profile, hours: Hours) -> tuple[int, Said]:
    """What both name, out of what either names."""
    shared, named = first.areas & second.areas, first.areas | second.areas
    if unnamed := those(first, second, lambda one: not one.areas):
        return 0, Said(gettext_noop("Technology areas not named by: %(hubs)s."), {"hubs": unnamed})
    if not shared:
        says = gettext_noop(
            "No technology area in common: %(areas)s on one side, %(other_areas)s on the other."
        )
        return 0, Said(says, {"areas": listed(first.areas), "other_areas": listed(second.areas)})
    says = gettext_noop("Technology areas in common: %(areas)s (%(shared)s of %(number)s).")
    values = {"areas": listed(shared), "shared": len(shared), "number": len(named)}
    return WHOLE * len(shared) // len(named), Said(says, values)


def languages(first: Profile, second: Profile, hours: Hours) -> tuple[int, Said]:
    """One language is enough to work in and worth a half; a second one makes it whole."""
    shared = first.languages & second.languages
    if unnamed := those(first, second, lambda one: not one.languages):
        return 0, Said(gettext_noop("Working languages not named by: %(hubs)s."), {"hubs": unnamed})
    if not shared:
        says = gettext_noop(
            "No working language in common: %(languages)s on one side, %(other_languages)s on the other."
        )
        values = {"languages": listed(first.languages), "other_languages": listed(second.languages)}
        return 0, Said(says, values)
    value = min(WHOLE, WHOLE * len(shared) // ENOUGH_LANGUAGES)
    return value, Said(gettext_noop("They can work in: %(languages)s."), {"languages": listed(shared)})


def bella(first: Profile, second: Profile, hours: Hours) -> tuple[int, Said]:
    """Connected on both sides is a whole path; each side that still has to connect halves it."""
    value = WHOLE * BELLA_HALVES.get(first.bella, 0) * BELLA_HALVES.get(second.bella, 0) // 4
    if unknown := those(first, second, lambda one: one.bella not in BELLA_HALVES):
        return 0, Said(
            gettext_noop("Not known whether connected to BELLA or eligible: %(hubs)s."), {"hubs": unknown}
        )
    if waiting := those(first, second, lambda one: one.bella != "connected"):
        return value, Said(gettext_noop("Still to be connected to BELLA: %(hubs)s."), {"hubs": waiting})
    return value, Said(gettext_noop("Both are connected to BELLA."))


def size(first: Profile, second: Profile, hours: Hours) -> tuple[int, Said]:
    if unknown := those(first, second, lambda one: not one.size):
        return 0, Said(gettext_noop("Size not known of: %(hubs)s."), {"hubs": unknown})
    apart = abs(first.size - second.size)
    if not apart:
        return WHOLE, Said(gettext_noop("They are of the same size."))
    says = gettext_noop("Their sizes are %(number)s of 4 steps apart.")
    return WHOLE * (STEPS - apart) // STEPS, Said(says, {"number": apart})


def maturity(first: Profile, second: Profile, hours: Hours) -> tuple[int, Said]:
    if unknown := those(first, second, lambda one: not one.maturity):
        return 0, Said(gettext_noop("Maturity not known of: %(hubs)s."), {"hubs": unknown})
    apart = abs(first.maturity - second.maturity)
    if not apart:
        return WHOLE, Said(gettext_noop("They have come equally far."))
    says = gettext_noop("They are %(number)s of 4 steps of maturity apart.")
    return WHOLE * (STEPS - apart) // STEPS, Said(says, {"number": apart})


def those(first: Profile, second: Profile, lacks: Callable[[Profile], bool]) -> tuple[str, ...]:
    return tuple(one.key for one in (first, second) if lacks(one))


def listed(codes: frozenset[str] | set[str]) -> tuple[str, ...]:
    return tuple(sorted(codes))
