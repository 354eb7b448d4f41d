"""The components of the fit of two hubs, one by one: the readable reference.

Each is a whole number of ten-thousandths between 0 and 10,000, rounded down, with a sentence that says
why. What is not known counts nothing, and the sentence says that it is not known.
"""

from collections.abc import Callable
from datetime import date

from hubs.pairing.likeness import areas, bella, languages, listed, maturity, size, those
from hubs.pairing.meetings import gives, reciprocity, takes
from hubs.pairing.office_hours import holidays_known, minutes_of, shared_minutes, shared_on
from hubs.pairing.profiles import Hours, Profile
from hubs.pairing.saying import WHOLE, Said, gettext_noop

Component = Callable[[Profile, Profile, Hours], tuple[int, Said]]


def office_hours(first: Profile, second: Profile, hours: Hours) -> tuple[int, Said]:
    """Office hours at the same time, out of the hours of the side that has fewer."""
    if not first.place or not second.place:
        unknown = those(first, second, lambda one: one.place is None)
        return 0, Said(gettext_noop("Time zone not known of: %(hubs)s."), {"hubs": unknown})
    here, there = first.place, second.place
    shared = shared_minutes(here, there, hours)
    if not shared:
        return 0, Said(gettext_noop("They are never at work at the same time."))
    fewer = min(minutes_of(here, hours), minutes_of(there, hours))
    values = {
        "hours": shared // 60,
        "of": fewer // 60,
        "january": shared_on(here, there, date(hours.year, 1, 15), hours),
        "july": shared_on(here, there, date(hours.year, 7, 15), hours),
    }
    says = gettext_noop(
        "Hours at work together: %(hours)s of %(of)s in the year; %(january)s on a working day in January, "
        "%(july)s in July."
    )
    unknown = listed({place.country for place in (here, there) if not holidays_known(place)})
    if unknown:
        says = gettext_noop(
            "Hours at work together: %(hours)s of %(of)s in the year; %(january)s on a working day in "
            "January, %(july)s in July. Public holidays not known of: %(countries)s."
        )
    return WHOLE * shared // fewer, Said(says, values | ({"countries": unknown} if unknown else {}))


def wished_by_first(first: Profile, second: Profile, hours: Hours) -> tuple[int, Said]:
    return _wished(first, second)


def wished_by_second(first: Profile, second: Profile, hours: Hours) -> tuple[int, Said]:
    return _wished(second, first)


def _wished(chooser: Profile, other: Profile) -> tuple[int, Said]:
    """First choice whole, second a half, third a third: naming more hubs makes none of them worth more."""
    names = {"first": chooser.key, "second": other.key}
    if not any(chooser.prefers):
        return 0, Said(gettext_noop("%(first)s has not said whom it would like."), names)
    rank = chooser.rank_of(other.key)
    if rank is None:
        return 0, Said(gettext_noop("%(first)s has not named %(second)s among its wishes."), names)
    says = gettext_noop("%(second)s is choice number %(number)s of %(first)s.")
    return WHOLE // rank, Said(says, names | {"number": rank})


def contact(first: Profile, second: Profile, hours: Hours) -> tuple[int, Said]:
    """It is enough that one of them remembers."""
    if second.key in first.contacts or first.key in second.contacts:
        return WHOLE, Said(gettext_noop("They have worked together before."))
    return 0, Said(gettext_noop("No earlier contact is known."))


def discovery(first: Profile, second: Profile, hours: Hours) -> tuple[int, Said]:
    """For programmes that want hubs to meet somebody new."""
    value, said = contact(first, second, hours)
    return WHOLE - value, said


COMPONENTS: dict[str, Component] = {
    "areas": areas,
    "gives": gives,
    "takes": takes,
    "reciprocity": reciprocity,
    "languages": languages,
    "hours": office_hours,
    "wished_by_first": wished_by_first,
    "wished_by_second": wished_by_second,
    "bella": bella,
    "size": size,
    "maturity": maturity,
    "contact": contact,
    "discovery": discovery,
}
