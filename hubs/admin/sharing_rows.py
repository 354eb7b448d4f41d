"""What the page that shares out readings shows: pairs, loads, and why it cannot be done."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hubs.evaluation.assigning import Plan, Shortage
from hubs.models import Expression
from hubs.operations.sharing import asked_in, conflicts_of


def pairs_of(plan: Plan, expressions: list[Expression], people: dict[int, str]) -> list[dict[str, Any]]:
    """For each new reading the reviewer proposed, and who else could be chosen instead."""
    conflicts = conflicts_of(expressions)
    names = {one.pk: str(one.hub) for one in expressions}
    asked = asked_in(expressions[0].call) if expressions else {}
    taken = conflicts | {(key, one) for key, theirs in asked.items() for one in theirs}
    free = {key: [one for one in people if (key, one) not in taken] for key in names}
    rows = sorted((names[key], key, person) for key, person in plan.pairs if key in names)
    return [
        {
            "hub": hub,
            "options": [
                {"value": f"{key}-{one}", "name": people[one], "chosen": one == person} for one in free[key]
            ],
        }
        for hub, key, person in rows
    ]


def loads_of(plan: Plan, people: dict[int, str], hidden: Mapping[int, int]) -> list[tuple[str, int]]:
    """The busiest first; without what they read of the applications that are `hidden` from the reader,
    who would learn from the difference who evaluates those.
    """
    known = ((people[key], load - hidden.get(key, 0)) for key, load in plan.loads.items() if key in people)
    return sorted(known, key=lambda one: (-one[1], one[0]))


MOST_TOLD = 20  # shortages, each of which names an application


def told_of(shortages: Sequence[Shortage], names: dict[int, str], people: dict[int, str]) -> list[str]:
    """Why it cannot be done, and what would help, in words."""
    if not shortages:
        return []
    told = [in_words(one, names, people) for one in shortages[:MOST_TOLD]]
    if more := len(shortages) - len(told):
        words = ngettext("… and %(number)d more application.", "… and %(number)d more applications.", more)
        told.append(words % {"number": more})
    return [*told, str(_helps(shortages))]


def _helps(shortages: Sequence[Shortage]) -> str:
    if any(len(one.papers) > 1 or one.why.get("full") for one in shortages):
        return _(
            "What helps: raise the number for each reviewer, lower the number for each application, or invite"
            " more reviewers."
        )
    return _("What helps: lower the number for each application, or invite more reviewers.")


def in_words(shortage: Shortage, names: dict[int, str], people: dict[int, str]) -> str:
    """Why one application, or several together, have too few reviewers."""
    hubs = ", ".join(names.get(key, "") for key in shortage.papers[:12])
    who = ", ".join(people.get(key, "") for key in shortage.readers[:12]) or _("nobody")
    words = {"hubs": hubs, "who": who, "wanted": shortage.wanted, "room": shortage.room}
    if len(shortage.papers) > 1:
        sentence = _(
            "These applications need %(wanted)d reviewers together, and those who may read them have room "
            "for %(room)d: %(hubs)s. Who may read them: %(who)s."
        )
        return sentence % words
    missing = shortage.wanted - shortage.room
    sentence = ngettext(
        "%(hubs)s needs %(missing)d reviewer more than can be asked. Can be asked: %(who)s.",
        "%(hubs)s needs %(missing)d reviewers more than can be asked. Can be asked: %(who)s.",
        missing,
    )
    told = sentence % (words | {"missing": missing})
    why = "; ".join(_others(reason, number) for reason, number in shortage.why.items())
    others = _("Of the others:")
    return f"{told} {others} {why}." if why else told


def _others(reason: str, number: int) -> str:
    sentences = {
        "reads": ngettext("%(number)d is asked already", "%(number)d are asked already", number),
        "barred": ngettext(
            "%(number)d may not read it, by a conflict of interest or because it was taken back",
            "%(number)d may not read it, by a conflict of interest or because it was taken back",
            number,
        ),
        "speechless": ngettext(
            "%(number)d reads none of its languages", "%(number)d read none of its languages", number
        ),
        "full": ngettext(
            "%(number)d has as many applications as you allow",
            "%(number)d have as many applications as you allow",
            number,
        ),
    }
    return sentences[reason] % {"number": number}
