"""What an application, or a reviewer, is called before people who may not know the name."""

from collections.abc import Iterable
from string import ascii_uppercase
from typing import Any

from django.utils.translation import gettext as _

from hubs.models import Evaluation, Expression


def is_blind(expression: Expression, user: Any) -> bool:
    """Whether this person is not to know which hub it is: its reviewers, where the call says so."""
    return bool(expression.call.blind_hubs and not getattr(user, "works_in_office", False))


def name_for(expression: Expression, user: Any) -> str:
    """The hub's name, or only a number."""
    return numbered(expression.pk) if is_blind(expression, user) else expression.hub.name


def name_of_its_application(record: Any, user: Any) -> str:
    """Of an assignment, of what is written for one, or of a consensus: the application's name, with whom it
    was given to where that is somebody else.
    """
    record = getattr(record, "assignment", record)
    name, reviewer = name_for(record.expression, user), getattr(record, "reviewer", user)
    return name if reviewer == user else f"{reviewer} – {name}"


def numbered(expression: int) -> str:
    """What an application is called where its hub is hidden."""
    return _("Application %(number)d") % {"number": expression}


def names_of_reviewers(evaluations: Iterable[Evaluation], user: Any) -> dict[int, str]:
    """Who wrote each evaluation: by name, or as a letter where the call hides the names of reviewers."""
    found = {}
    for place, evaluation in enumerate(sorted(evaluations, key=lambda one: one.pk)):
        assignment = evaluation.assignment
        hidden = assignment.expression.call.blind_reviewers and not user.works_in_office
        if assignment.reviewer_id == user.pk:
            found[evaluation.pk] = _("You")
        elif hidden:
            found[evaluation.pk] = _("Reviewer %(letter)s") % {"letter": ascii_uppercase[place % 26]}
        else:
            found[evaluation.pk] = str(assignment.reviewer)
    return found
