"""Offers that meet needs: there, back, and what both sides get at least."""

from hubs.pairing.likeness import those
from hubs.pairing.profiles import Hours, Profile, Wish
from hubs.pairing.saying import WHOLE, Said, gettext_noop

FULLY, HALFWAY = 2, 1


def gives(first: Profile, second: Profile, hours: Hours) -> tuple[int, Said]:
    """What the first offers and the second needs."""
    return _meets(first, second)


def takes(first: Profile, second: Profile, hours: Hours) -> tuple[int, Said]:
    """What the second offers and the first needs."""
    return _meets(second, first)


def reciprocity(first: Profile, second: Profile, hours: Hours) -> tuple[int, Said]:
    """What both sides get at least: one more offer never makes it worse."""
    there, back = _meets(first, second)[0], _meets(second, first)[0]
    least = min(there, back)
    if unnamed := those(first, second, lambda one: not comparable(one.needs)):
        says = gettext_noop("Nothing to weigh against each other; needs not named by: %(hubs)s.")
        return 0, Said(says, {"hubs": unnamed})
    if there == back == 0:
        return 0, Said(gettext_noop("Neither side's offers meet what the other needs."))
    if not least:
        giver, taker = (first, second) if there else (second, first)
        says = gettext_noop("One-sided: %(first)s meets needs of %(second)s and gets nothing in return.")
        return 0, Said(says, {"first": giver.key, "second": taker.key})
    says = gettext_noop("Each side meets at least %(percent)s %% of what the other needs.")
    return least, Said(says, {"percent": 100 * least // WHOLE})


def met(offers: frozenset[Wish], need: Wish) -> int:
    """Fully when an offer names all that the need names; halfway when it leaves some of it unsaid."""
    return max((_compared(offer, need) for offer in offers), default=0)


def _compared(offer: Wish, need: Wish) -> int:
    sides = [(theirs, ours) for theirs, ours in zip(offer, need, strict=True) if ours is not None]
    if not sides or any(theirs not in (None, ours) for theirs, ours in sides):
        return 0
    named = sum(theirs is not None for theirs, _ours in sides)
    return FULLY if named == len(sides) else HALFWAY if named else 0


def comparable(needs: frozenset[Wish]) -> frozenset[Wish]:
    """Needs told in words alone are for people to read."""
    return needs - {Wish()}


def _meets(giver: Profile, taker: Profile) -> tuple[int, Said]:
    needs = comparable(taker.needs)
    names = {"first": giver.key, "second": taker.key}
    if not needs:
        return 0, Said(gettext_noop("%(second)s names no needs that can be compared."), names)
    degrees = {need: met(giver.offers, need) for need in needs}
    value = WHOLE * sum(degrees.values()) // (FULLY * len(needs))
    if not value:
        return 0, Said(gettext_noop("Nothing that %(first)s offers meets a need of %(second)s."), names)
    answered = tuple(sorted((need for need in needs if degrees[need]), key=_in_order))
    says = gettext_noop("%(first)s can meet %(number)s of %(of)s needs of %(second)s: %(wishes)s.")
    if HALFWAY in degrees.values():
        says = gettext_noop(
            "%(first)s can meet %(number)s of %(of)s needs of %(second)s, some of them in part: %(wishes)s."
        )
    return value, Said(says, names | {"number": len(answered), "of": len(needs), "wishes": answered})


def _in_order(wish: Wish) -> tuple[str, str]:
    return wish.area or "", wish.kind or ""
