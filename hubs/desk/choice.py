"""What stands beside a solved board: the price of choice, and alternatives."""

from collections.abc import Mapping, Sequence
from typing import Any

from hubs.problem.fits import hundredths
from hubs.problem.wording import Names


def choice_in_words(solved: Mapping[str, Any]) -> dict[str, Any] | None:
    """What the best and the stable pairing lose against each other; None where nobody has wishes."""
    choice = solved.get("choice")
    if not choice:
        return None
    regret = {name: sum(choice[name]["regret"].values()) for name in ("best", "stable")}
    return {
        "best": hundredths(choice["best"]["total"]),
        "stable": hundredths(choice["stable"]["total"]),
        "price": hundredths(choice["stable_loses"]),
        "blocking": {name: len(choice[name]["blocking"]) for name in ("best", "stable")},
        "regret": regret,
        "same": choice["best"]["twinnings"] == choice["stable"]["twinnings"],
        "complete": choice["stable"]["complete"],
        "proved": choice["stable"]["proved"],
        "way": "stable",
    }


def alternatives_in_words(solved: Mapping[str, Any], names: Names) -> list[dict[str, Any]]:
    """The next best pairings, each with how to take it."""
    return [
        {
            "way": f"alternative-{number}",
            "less": hundredths(one["less"]),
            "gone": _lists(one["gone"], names),
            "new": _lists(one["new"], names),
        }
        for number, one in enumerate(solved.get("alternatives", ()), 1)
    ]


def _lists(groups: Sequence[Sequence[str]], names: Names) -> list[list[str]]:
    return [[names.hub(key) for key in group] for group in groups]
