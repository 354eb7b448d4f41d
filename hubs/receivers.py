"""What follows in the evaluation from what happens to hubs, and what the trail keeps from whom."""

from typing import Any

from django.db.models import Q, QuerySet
from django.dispatch import receiver

from hubs.models import (
    Assignment,
    Clarification,
    Consensus,
    Decision,
    Evaluation,
    Expression,
    Hub,
    Pairing,
    PairingPartner,
    Redress,
    Submission,
)
from hubs.models.conflict import conflicted_with
from hubs.operations.affiliations import compare_hub
from hubs.signals import hub_named
from twinning.accounts.hiding import LETTERS
from twinning.trail.hiding import TRACES
from twinning.trail.models import Trace

# Each model that tells of an application, and where its expression is found from there.
TELLING = {Expression: "pk", Assignment: "expression", Evaluation: "assignment__expression",
           Consensus: "expression", Decision: "expression", Redress: "expression",
           Pairing: "partners__expression"}  # fmt: skip

# The steps of a call that tell of its applications: which stand in a reserve, and how many were proposed for
# what, from which whoever sees all others reckons what was proposed for theirs.
OF_ALL = ["order_reserve", "propose_decisions"]

# The letters about each of them, by the name of their kind.
WRITTEN = {
    Expression: ("pk", ["expression_received", "expression_restored", "expression_withdrawn",
                        "decision_released", "place_given"]),
    Submission: ("expression", ["submission_received"]),
    Assignment: ("expression", ["reviewer_assigned", "application_amended"]),
    Consensus: ("expression", ["rapporteur_named"]),
    Clarification: ("expression", ["clarification_asked", "clarification_answered",
                                   "clarification_reminder"]),
    Redress: ("expression", ["redress_received", "redress_filed", "redress_answered"]),
    Pairing: ("partners__expression", ["pairing_dropped", "pairing_lapsed"]),
    PairingPartner: ("pairing__partners__expression",
                     ["pairing_proposed", "pairing_reminder", "pairing_extended", "pairing_off",
                      "pairing_refused"]),
}  # fmt: skip


@receiver(hub_named)
def find_reviewers_of_the_organisation(sender: Any, hub: Hub, **kwargs: Any) -> None:
    compare_hub(hub)


@TRACES.hide
def of_conflicts(traces: QuerySet[Trace], user: Any) -> QuerySet[Trace]:
    """What was done to an application is hidden from whom the application is hidden from."""
    for model, path in TELLING.items():
        theirs = model._base_manager.filter(**{f"{path}__in": conflicted_with(user)}).values("pk")
        traces = traces.exclude(Q(subject=model._meta.label_lower) & Q(subject_id__in=theirs))
    calls = Expression._base_manager.filter(pk__in=conflicted_with(user)).values("call")
    return traces.exclude(subject="hubs.call", step__in=OF_ALL, subject_id__in=calls)


@LETTERS.hide
def of_hidden_applications(letters: QuerySet[Any], user: Any) -> QuerySet[Any]:
    """Nor does the office's list of letters tell who reviews it, or what was written to its hub."""
    for model, (path, names) in WRITTEN.items():
        theirs = model._base_manager.filter(**{f"{path}__in": conflicted_with(user)}).values("pk")
        letters = letters.exclude(Q(kind__in=[f"hubs.{name}" for name in names]) & Q(about__in=theirs))
    return letters
