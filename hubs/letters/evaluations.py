"""What is written to those who evaluate, and to those who look after them."""

from typing import Any

from django.urls import reverse

from hubs.blind.naming import name_for
from hubs.models import (
    Assignment,
    Call,
    Consensus,
    Programme,
    Reviewer,
)
from hubs.states import EvaluationStatus
from twinning.core.letters import letter, link


@letter("hubs.nobody_impartial")
def nobody_impartial(about: int) -> dict[str, Any]:
    """To administrators: everybody in the office has an interest in an application; not in which."""
    people = reverse("admin:accounts_user_changelist")
    return {"call": Call.objects.get(pk=about), "door": link(people)}


@letter("hubs.reviewer_invited")
def reviewer_invited(about: int) -> dict[str, Any]:
    """To an expert: what is asked, and how they come in; a code by e-mail is enough."""
    reviewer = Reviewer.objects.select_related("user").get(pk=about)
    page = reverse("hubs:reviews")
    return {
        "programme": Programme.current().name,
        "email": reviewer.user.email,
        "door": link(f"{reverse('account_login')}?next={page}"),
        "page": link(reverse("hubs:earlier_partners")),
    }


@letter("hubs.rapporteur_named")
def rapporteur_named(about: int) -> dict[str, Any]:
    """To one of an application's reviewers: to write the consensus."""
    consensus = Consensus.objects.select_related("expression__hub", "expression__call", "rapporteur").get(
        pk=about
    )
    return {
        "name": name_for(consensus.expression, consensus.rapporteur),
        "call": consensus.expression.call,
        "door": link(consensus.get_absolute_url()),
    }


@letter("hubs.reviewer_assigned")
def reviewer_assigned(about: int) -> dict[str, Any]:
    """To a reviewer: an application to declare on. Of the hub it tells no more than the page does."""
    rows = Assignment.objects.select_related("expression__hub", "expression__call", "reviewer")
    assignment = rows.get(pk=about)
    blind = assignment.expression.call.blind_hubs
    return {
        "hub": name_for(assignment.expression, assignment.reviewer),
        "country": "" if blind else assignment.expression.hub.country.name,
        "call": assignment.expression.call,
        "door": link(assignment.get_absolute_url()),
    }


@letter("hubs.application_amended")
def application_amended(about: int) -> dict[str, Any]:
    """To a reviewer who has opened it: the application reads differently from what they have read."""
    rows = Assignment.objects.select_related("expression__hub", "expression__call", "reviewer", "evaluation")
    assignment = rows.get(pk=about)
    evaluation = getattr(assignment, "evaluation", None)
    return {
        "hub": name_for(assignment.expression, assignment.reviewer),
        "call": assignment.expression.call,
        "is_in": bool(evaluation and evaluation.status == EvaluationStatus.SUBMITTED),
        "door": link(assignment.get_absolute_url()),
    }
