"""What the sample applicants offer and seek line by line, and whom they would like as their twin."""

from hubs.models import Expression, Hub, ServiceKind
from hubs.operations.answers import revise_expression
from hubs.operations.wishes import add_preference, add_wish
from twinning.accounts.models import User
from twinning.demo.applicants import PAIRS
from twinning.demo.words import OFFERS, SEEKS, one_of


def wish(expression: Expression, number: int, *, by: User) -> None:
    """What one shore offers the other one seeks, pair by pair, and a need that is not met. That a real hub
    would not work with another is nothing to make up.
    """
    slug = expression.hub.slug
    twins = [(place, two.index(slug)) for place, two in enumerate(PAIRS) if slug in two]
    pair, side = twins[0] if twins else (number, number % 2)
    area = list(expression.technology_areas.all())[number % expression.technology_areas.count()].code
    rows = [("offers", pair + side, area), ("seeks", pair + 1 - side, ""), ("seeks", pair + 2, area)]
    for place, (direction, kind, where) in enumerate(rows):
        _add(expression, direction, kind, where, number + place, by=by)
    for two in PAIRS:
        if slug in two:
            twin = two[1 - two.index(slug)]
            add_preference(expression, hub=Hub.objects.get(slug=twin), kind="prefer", by=by)


def _add(expression: Expression, direction: str, kind: int, area: str, words: int, *, by: User) -> None:
    row = add_wish(expression, direction=direction, by=by).pk
    kinds = list(ServiceKind.objects.all())
    columns = {
        f"wish-{row}-kind": kinds[kind % len(kinds)].code,
        f"wish-{row}-area": area,
        f"wish-{row}-words": one_of(OFFERS if direction == "offers" else SEEKS, words),
    }
    revise_expression(expression, answers=columns, by=by)
