"""What is written to hubs and office from the release of the decisions on."""

from typing import Any

from django.utils.translation import get_language

from hubs.models import DecisionLetter, Expression, Redress
from twinning.core.letters import letter, link


@letter("hubs.decision_released")
def decision_released(about: int) -> dict[str, Any]:
    """To each of the hub's people: what was decided, in the words that the office read in the outbox."""
    context = _about_expression(about)
    outcome = context["expression"].decision.outcome
    return context | {"outcome": outcome, "drafted": _drafted(about, outcome)}


def _drafted(expression: int, outcome: str) -> DecisionLetter | None:
    """In the reader's language, else in English, else in any that there is."""
    wanted = [get_language() or "en", "en"]
    letters = {
        one.language: one for one in DecisionLetter.objects.filter(expression=expression, outcome=outcome)
    }
    return next((letters[language] for language in [*wanted, *letters] if language in letters), None)


@letter("hubs.place_given")
def place_given(about: int) -> dict[str, Any]:
    """To each of the hub's people: it moves up from the reserve."""
    return _about_expression(about)


@letter("hubs.redress_received")
def redress_received(about: int) -> dict[str, Any]:
    """To each of the hub's people: their complaint is in."""
    context = _about_redress(about)
    return context | {"person": str(context["redress"].filed_by)}


@letter("hubs.redress_filed")
def redress_filed(about: int) -> dict[str, Any]:
    """To the office: a hub complains about the procedure."""
    return _about_redress(about)


@letter("hubs.redress_answered")
def redress_answered(about: int) -> dict[str, Any]:
    """To each of the hub's people: what was found."""
    return _about_redress(about)


def _about_redress(about: int) -> dict[str, Any]:
    redress = Redress.objects.select_related("filed_by").get(pk=about)
    door = link(redress.get_absolute_url())
    return _about_expression(redress.expression_id) | {"redress": redress, "door": door}


def _about_expression(about: int) -> dict[str, Any]:
    expression = Expression.objects.select_related("hub", "call", "decision").get(pk=about)
    door = link(expression.get_absolute_url())
    return {"expression": expression, "hub": expression.hub, "call": expression.call, "door": door}
