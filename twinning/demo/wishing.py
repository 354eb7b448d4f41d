"""What the sample applicants offer and seek line by line, and whom they would like as their twin."""

from hubs.models import Expression, Hub, ServiceKind
from hubs.operations.answers import revise_expression
from hubs.operations.wishes import add_preference, add_wish
from twinning.accounts.models import User
from twinning.demo.applicants import PAIRS
from twinning.demo.words import OFFERS, SEEKS


def wish(expression: Expression, number: int, *, by: User) -> None:
    """One line each. That a real hub would not work with another is nothing to make up."""
    kinds, areas = list(ServiceKind.objects.all()), list(expression.technology_areas.all())
    for place, (direction, words) in enumerate((("offers", OFFERS), ("seeks", SEEKS))):
        row = add_wish(expression, direction=direction, by=by).pk
        columns = {
            f"wish-{row}-kind": kinds[(number + place) % len(kinds)].code,
            f"wish-{row}-area": areas[number % len(areas)].code,
            f"wish-{row}-words": words[(number + place) % len(words)],
        }
        revise_expression(expression, answers=columns, by=by)
    for pair in PAIRS:
        if expression.hub.slug in pair:
            twin = pair[1 - pair.index(expression.hub.slug)]
            add_preference(expression, hub=Hub.objects.get(slug=twin), kind="prefer", by=by)
