"""What a dossier holds of a call from its decisions on, and its trail."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Q

from hubs.dossier.reckoning import Data
from hubs.models import (
    Assignment,
    Call,
    Clearance,
    Consensus,
    Decision,
    Evaluation,
    Redress,
    Replacement,
    Standing,
)
from twinning.accounts.models import Role, User
from twinning.trail.models import Trace


def at_of(instant: Any) -> str | None:
    """The instant as a text."""
    return instant.isoformat() if instant else None


def person_of(user: User | None) -> str | None:
    """How the data name a person."""
    return f"user {user.pk}" if user else None


def decisions(slugs: dict[int, str]) -> Iterator[Data]:
    ranked = set(Standing.objects.filter(expression__in=slugs).values_list("expression_id", flat=True))
    for one in Decision.objects.filter(expression__in=slugs).select_related("decided_by").order_by("pk"):
        yield {
            "id": one.expression_id,
            "application": slugs[one.expression_id],
            "in_ranking": one.expression_id in ranked,
            "proposed": one.proposed or None,
            "outcome": one.outcome,
            "by_hand": one.by_hand,
            "reason": one.reason,
            "reserve": one.position,
            "decided_by": person_of(one.decided_by),
            "decided_at": at_of(one.decided_at),
            "released_at": at_of(one.released_at),
        }


def replacements(slugs: dict[int, str]) -> Iterator[Data]:
    for one in Replacement.objects.filter(left__in=slugs).select_related("by").order_by("pk"):
        who = {"left": slugs[one.left_id], "joined": slugs[one.joined_id], "by": person_of(one.by)}
        yield who | {"reason": one.reason, "at": at_of(one.at)}


def redress(slugs: dict[int, str]) -> Iterator[Data]:
    for one in Redress.objects.filter(expression__in=slugs).order_by("pk"):
        yield {
            "id": one.pk,
            "application": slugs[one.expression_id],
            "status": one.status,
            "text": one.text,
            "finding": one.finding,
            "filed_at": at_of(one.filed_at),
            "answered_at": at_of(one.answered_at),
            "salt": one.words_salt or None,
        }


def trail(call: Call, expressions: list[int]) -> Iterator[Data]:
    """The chains of the call and of all that belongs to it, each from its first trace."""
    subjects = {
        "hubs.call": [call.pk],
        "hubs.expression": expressions,
        "hubs.assignment": _keys(Assignment, expression__in=expressions),
        "hubs.evaluation": _keys(Evaluation, assignment__expression__in=expressions),
        "hubs.consensus": _keys(Consensus, expression__in=expressions),
        "hubs.redress": _keys(Redress, expression__in=expressions),
    }
    wanted = Q()
    for subject, keys in subjects.items():
        wanted |= Q(subject=subject, subject_id__in=keys)
    for trace in Trace.objects.filter(wanted).order_by("subject", "subject_id", "number"):
        yield {
            "subject": trace.subject,
            "subject_id": trace.subject_id,
            "number": trace.number,
            "step": trace.step,
            "actor": trace.actor,
            "at": trace.at.isoformat(),
            "detail": trace.detail,
            "before": trace.before,
            "seal": trace.seal,
        }


def _keys(model: Any, **belonging: Any) -> list[int]:
    return list(model._base_manager.filter(**belonging).values_list("pk", flat=True))


def seals(trail: list[Data]) -> dict[str, list[Any]]:
    """Where each chain ends: its last number and seal."""
    return {f"{one['subject']} {one['subject_id']}": [one["number"], one["seal"]] for one in trail}


def people(data: Data) -> dict[str, Data]:
    """Who the persons are that the data name by number; of an application whose personal data are removed
    not the hub's own.
    """
    named = {one["person"] for one in data["declarations"]} | set(_actors(data["trail"]))
    named |= {one["reviewer"] for one in data["evaluations"]} | {
        one["decided_by"] for one in data["decisions"]
    }
    keys = [int(name.removeprefix("user ")) for name in named if name and name.startswith("user ")]
    people = User.objects.filter(pk__in=keys).values_list("pk", "name", "email")
    return {f"user {pk}": {"name": name, "email": email} for pk, name, email in people}


def _actors(trail: list[Data]) -> Iterator[str]:
    subjects = {one["subject_id"] for one in trail if one["subject"] == "hubs.expression"}
    cleared = set(Clearance.objects.filter(expression__in=subjects).values_list("expression", flat=True))
    complaints = _keys(Redress, expression__in=cleared)
    bare = {("hubs.expression", key) for key in cleared} | {("hubs.redress", key) for key in complaints}
    there = {one["actor"] for one in trail if (one["subject"], one["subject_id"]) in bare}
    keys = [int(name.removeprefix("user ")) for name in there if name.startswith("user ")]
    of_hubs = {person_of(one) for one in User.objects.filter(pk__in=keys, role=Role.MEMBER).only("pk")}
    for one in trail:
        if (one["subject"], one["subject_id"]) not in bare or one["actor"] not in of_hubs:
            yield one["actor"]
