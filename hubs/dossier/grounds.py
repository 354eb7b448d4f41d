"""A call's rules, and what was decided on which grounds: what a dossier tells, and what the trail seals."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import override

from hubs.dossier import aftermath
from hubs.dossier.aftermath import at_of, person_of
from hubs.dossier.reckoning import Data
from hubs.dossier.sealing import NOTHING, layer
from hubs.models import Call, Consensus, Evaluation, Expression, Ineligibility, Score, Standing
from hubs.states import AssignmentStatus, ConsensusStatus, EvaluationStatus

LANGUAGE = "en"  # that of the format, whoever asks


def rules_of(call: Call) -> Data:
    """The call with its rules, as they are stored."""
    with override(LANGUAGE):
        call = Call.objects.get(pk=call.pk)
        return {"call": _call(call), "texts": list(_texts(call)), "criteria": list(_criteria(call))}


def decided_of(call: Call) -> Data:
    """What was decided, and what it was decided on."""
    slugs = slugs_of(call)
    return {
        "applications": list(_told_applications(call)),
        "evaluations": list(_evaluations(slugs)),
        "consensus": list(_consensus(slugs)),
        "decisions": list(aftermath.decisions(slugs)),
    }


def slugs_of(call: Call) -> dict[int, str]:
    """The short names of the hubs whose applications are told, by application."""
    return dict(_applications(call).values_list("pk", "hub__slug"))


def _applications(call: Call) -> Any:
    return Expression.objects.filter(call=call, submitted_at__isnull=False).order_by("pk")


def _call(call: Call) -> Data:
    return {
        "slug": call.slug,
        "title": call.title,
        "status": call.status,
        "opens_at": at_of(call.opens_at),
        "closes_at": at_of(call.closes_at),
        "time_zone": call.time_zone,
        "text_version": call.text_number,
        "weighting": call.weighting,
        "tie_break": call.tie_break,
        "threshold": str(call.threshold),
        "redress_days": call.redress_days,
        "places": {place.region.code: place.number for place in call.places.select_related("region")},
        "salt": call.salt or None,
    }


def _texts(call: Call) -> Iterator[Data]:
    for one in call.texts.order_by("number"):
        yield {"number": one.number, "title": one.title, "text": one.text, "since": at_of(one.since)}


def _criteria(call: Call) -> Iterator[Data]:
    for one in call.criteria.all():
        scale = {name: str(getattr(one, name)) for name in ("minimum", "maximum", "increment")}
        rules = {"weight": str(one.weight), "threshold": str(one.threshold)}
        yield {"code": one.code, "name": one.name} | rules | scale


def _told_applications(call: Call) -> Iterator[Data]:
    ranked = dict(Standing.objects.filter(call=call).values_list("expression_id", "region__code"))
    unfit = dict(Ineligibility.objects.filter(expression__call=call).values_list("expression_id", "reason"))
    told = ("status", "submitted_at", "hub__slug", "hub__name", "hub__country", "hub__region__code")
    rows = _applications(call).select_related("hub__region", "submission")
    for one in rows.only(*told, "submission__digest"):  # and not the content, which is long
        yield {
            "id": one.pk,
            "application": one.hub.slug,
            "hub": one.hub.name,
            "country": one.hub.country.code,
            "region": ranked.get(one.pk, one.hub.region.code),  # a hub may move after the decision
            "status": one.status,
            "submitted_at": at_of(one.submitted_at),
            "digest": one.submission.digest if one.submission else None,
            "in_ranking": one.pk in ranked,
            "not_eligible": unfit.get(one.pk),
        }


def _evaluations(slugs: dict[int, str]) -> Iterator[Data]:
    """The individual layer. `counts` says whether it goes into the ranking; None is an abstention."""
    rows = Evaluation.objects.filter(assignment__expression__in=slugs)
    given = _scores(slugs)
    for one in rows.select_related("assignment__reviewer").order_by("pk"):
        is_in = one.status == EvaluationStatus.SUBMITTED
        yield {
            "id": one.pk,
            "assignment": one.assignment_id,
            "application": slugs[one.assignment.expression_id],
            "reviewer": person_of(one.assignment.reviewer),
            "status": one.status,
            "counts": is_in and one.assignment.status == AssignmentStatus.ACCEPTED,
            "submitted_at": at_of(one.submitted_at),
            **(layer(given.get(one.pk, []), one.comment, one.comment_to_hub) if is_in else NOTHING),
            "salts": _salts(one, is_in),
        }


def _scores(slugs: dict[int, str]) -> dict[int, list[Any]]:
    """By evaluation; there are many, and nothing is asked of them but what they say."""
    found: dict[int, list[Any]] = {}
    rows = Score.objects.filter(evaluation__assignment__expression__in=slugs)
    columns = ("evaluation_id", "criterion__code", "mark", "comment", "comment_to_hub")
    for evaluation, *score in rows.values_list(*columns):
        found.setdefault(evaluation, []).append(score)
    return found


def _consensus(slugs: dict[int, str]) -> Iterator[Data]:
    rows = Consensus.objects.filter(expression__in=slugs).select_related("rapporteur")
    for one in rows.prefetch_related("scores__criterion").order_by("pk"):
        agreed = one.status == ConsensusStatus.AGREED
        scores = [
            (score.criterion.code, score.mark, "", score.comment_to_hub)
            for score in (one.scores.all() if agreed else [])
        ]
        yield {
            "id": one.pk,
            "application": slugs[one.expression_id],
            "rapporteur": person_of(one.rapporteur),
            "agreed": agreed,
            "agreed_at": at_of(one.agreed_at),
            **(layer(scores, one.comment, one.comment_to_hub) if agreed else NOTHING),
            "salts": _salts(one, agreed),
        }


def _salts(one: Evaluation | Consensus, closed: bool) -> Data:
    """What the seals in the trail are reckoned with; nothing for what is a draft, or was given before
    there were any.
    """
    return {"marks": (closed and one.salt) or None, "words": (closed and one.words_salt) or None}
