"""What is written about an application, from its receipt to its withdrawal."""

from typing import Any

from hubs.models import (
    Expression,
    Submission,
)
from twinning.core.letters import letter, link


@letter("hubs.submission_received")
def submission_received(about: int) -> dict[str, Any]:
    """The receipt, to each of the hub's people: of this one submission, whatever was submitted since."""
    submission = Submission.objects.select_related("expression").get(pk=about)
    context = _about_expression(submission.expression_id)
    return context | {"submission": submission, "door": link(submission.get_absolute_url())}


@letter("hubs.expression_restored")
def expression_restored(about: int) -> dict[str, Any]:
    """To each of the hub's people: the deadline passed over a reopening, and the last submission counts."""
    context = _about_expression(about)
    return context | {"submission": context["expression"].submission}


@letter("hubs.expression_withdrawn")
def expression_withdrawn(about: int) -> dict[str, Any]:
    """To the office: a hub has left the race."""
    return _about_expression(about)


def _about_expression(about: int) -> dict[str, Any]:
    expression = Expression.objects.select_related("hub", "call", "decision").get(pk=about)
    return {
        "expression": expression,
        "hub": expression.hub,
        "call": expression.call,
        "door": link(expression.get_absolute_url()),
    }
