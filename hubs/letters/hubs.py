"""All that the hubs app writes to people."""

from typing import Any

from django.urls import reverse

from hubs.blind.naming import name_for
from hubs.models import (
    Assignment,
    Call,
    Consensus,
    Expression,
    Hub,
    Invitation,
    Pairing,
    Programme,
    Reviewer,
    Submission,
    Twinning,
)
from hubs.states import EvaluationStatus, ExpressionStatus
from twinning.accounts.models import User
from twinning.core.letters import letter, link


@letter("hubs.invitation")
def invitation(about: int) -> dict[str, Any]:
    """To a colleague; whoever has no account yet is led to make one first."""
    invited = Invitation.objects.select_related("hub", "invited_by").get(pk=about)
    door = invited.get_absolute_url()
    has_account = User.objects.filter(email__iexact=invited.email).exists()
    if not has_account:
        door = f"{reverse('account_signup')}?next={door}"
    return {"invitation": invited, "has_account": has_account, "door": link(door)}


@letter("hubs.hub_registered")
def hub_registered(about: int) -> dict[str, Any]:
    """To the office: somebody has registered a hub, which waits to be listed."""
    hub = Hub.objects.select_related("region").get(pk=about)
    return {"hub": hub, "door": link(hub.get_absolute_url())}


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


@letter("hubs.twinning_formed")
def twinning_formed(about: int) -> dict[str, Any]:
    """To everybody in the hubs of a new twinning."""
    return _about_twinning(about)


@letter("hubs.pairing_dropped")
def pairing_dropped(about: int) -> dict[str, Any]:
    """To the office: a proposed pairing has fallen, since one of its hubs left."""
    pairing = Pairing.objects.prefetch_related("expressions__hub").get(pk=about)
    left = [one for one in pairing.expressions.all() if one.status == ExpressionStatus.SELECTED]
    return {
        "names": str(pairing),
        "free": [one.hub for one in left],
        "door": link(reverse("admin:hubs_pairing_add") + f"?call={pairing.call_id}"),
    }


@letter("hubs.twinning_ended")
def twinning_ended(about: int) -> dict[str, Any]:
    """To everybody in the hubs of a twinning that the office has ended."""
    return _about_twinning(about)


def _about_twinning(about: int) -> dict[str, Any]:
    twinning = Twinning.objects.with_hubs().get(pk=about)
    return {
        "names": str(twinning),
        "partners": list(twinning.partners.all()),
        "door": link(twinning.get_absolute_url()),
    }
