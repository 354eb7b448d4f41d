"""What the page that shares out readings shows: pairs, loads, and why it cannot be done."""

from typing import Any

from django.utils.translation import gettext as _

from hubs.evaluation.assigning import Plan
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


def loads_of(plan: Plan, people: dict[int, str]) -> list[tuple[str, int]]:
    """The busiest first."""
    known = ((people[key], load) for key, load in plan.loads.items() if key in people)
    return sorted(known, key=lambda one: (-one[1], one[0]))


def in_words(shortage: Any, names: dict[int, str], people: dict[int, str]) -> str:
    """Why it cannot be done, in words."""
    hubs = ", ".join(names.get(key, "") for key in shortage.papers[:12])
    who = ", ".join(people.get(key, "") for key in shortage.readers[:12]) or _("nobody")
    words = {"hubs": hubs, "who": who, "wanted": shortage.wanted, "room": shortage.room}
    if len(shortage.papers) == 1:
        sentence = _(
            "%(hubs)s needs %(wanted)d more reviewers, and only %(room)d can be asked (%(who)s): all others "
            "have a conflict, too much to read already, or none of its languages."
        )
    else:
        sentence = _(
            "These applications need %(wanted)d reviewers together, and those who may read them have room "
            "for %(room)d: %(hubs)s. Who may read them: %(who)s. Raise the number for each reviewer, lower "
            "the number for each application, or invite more reviewers."
        )
    return sentence % words
