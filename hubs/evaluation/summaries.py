"""The evaluation summary of an application: what its hub may read of what the evaluators wrote.

Nobody who evaluated is named: comments stand under their criterion, in an order that tells nothing.
"""

from dataclasses import dataclass
from decimal import Decimal
from hashlib import sha256
from typing import Any
from zoneinfo import ZoneInfo

from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from hubs.evaluation.scoring import figure
from hubs.models import (
    Call,
    Consensus,
    ConsensusScore,
    Criterion,
    Decision,
    Evaluation,
    Expression,
    Outcome,
    Paper,
    Programme,
    Score,
    Source,
    Standing,
    Weighting,
)
from hubs.models.eligibility import unmet_conditions
from twinning.core.digest import digest_of
from twinning.core.figures import spoken
from twinning.core.pdf import pdf_of
from twinning.core.prose import paragraphs


@dataclass(frozen=True)
class Line:
    """One criterion: its mark (a text, empty without), the scale's end, the threshold, and comments."""

    name: str
    mark: str
    maximum: str
    threshold: str
    below: bool
    comments: tuple[str, ...]


@dataclass(frozen=True)
class Summary:
    """`total` is empty where nothing was evaluated; `agreed` says that the evaluators found a consensus.

    `unmet` are the conditions for which the application was declined as not eligible.
    """

    hub: str
    call: str
    outcome: str
    lines: tuple[Line, ...]
    total: str
    threshold: str
    passed: bool
    agreed: bool
    evaluations: int
    weighted: bool
    comments: tuple[str, ...]
    unmet: tuple[str, ...] = ()


def summary_of(expression: Expression) -> Summary:
    """As it stands; from the consensus where there is one, else from all evaluations that count."""
    call = expression.call
    standing = Standing.objects.filter(expression=expression).first() or Standing(expression=expression)
    consensus = Consensus.objects.agreed().filter(expression=expression).first()
    words = _of_consensus(consensus) if consensus else _of_evaluations(expression)
    decision = Decision.objects.get(expression=expression)
    criteria = list(call.criteria.all())
    return Summary(
        hub=str(expression.hub),
        call=str(call),
        outcome=str(Outcome(decision.outcome).label),
        lines=tuple(_line(one, standing, words.get(one.pk, [])) for one in criteria),
        total=spoken(f"{standing.total:.2f}") if standing.total is not None else "",
        threshold=spoken(figure(call.threshold)) if call.threshold else "",
        passed=standing.passed,
        agreed=standing.source == Source.CONSENSUS,
        evaluations=standing.evaluations,
        weighted=_weights_show(call, criteria),
        comments=tuple(words.get(None, [])),
        unmet=tuple(str(item) for item in unmet_conditions(expression=expression).get(expression.pk, [])),
    )


def _weights_show(call: Call, criteria: list[Criterion]) -> bool:
    return call.weighting == Weighting.TOTAL and any(one.weight != 1 for one in criteria)


def _line(criterion: Criterion, standing: Standing, comments: list[str]) -> Line:
    mark = standing.marks.get(criterion.code, "")
    return Line(
        name=criterion.name,
        mark=spoken(mark),
        maximum=spoken(figure(criterion.maximum)),
        threshold=spoken(figure(criterion.threshold)) if criterion.threshold else "",
        below=bool(mark) and Decimal(mark) < criterion.threshold,
        comments=tuple(comments),
    )


Words = dict[int | None, list[str]]  # by criterion; None for what is said of the whole


def _of_consensus(consensus: Consensus) -> Words:
    scores = ConsensusScore.objects.filter(consensus=consensus).exclude(comment_to_hub="")
    found: Words = {
        criterion: [words] for criterion, words in scores.values_list("criterion", "comment_to_hub")
    }
    return found | ({None: [consensus.comment_to_hub]} if consensus.comment_to_hub else {})


def _of_evaluations(expression: Expression) -> Words:
    counting = Evaluation.objects.submitted().filter(assignment__expression=expression)
    found: Words = {}
    scores = Score.objects.counting(expression=expression).exclude(comment_to_hub="").order_by()
    for criterion, words in scores.values_list("criterion", "comment_to_hub"):
        found.setdefault(criterion, []).append(words)
    whole = counting.exclude(comment_to_hub="").order_by().values_list("comment_to_hub", flat=True)
    found[None] = list(whole)
    return {criterion: sorted(words, key=_shuffled) for criterion, words in found.items()}


def _shuffled(words: str) -> str:
    """An order that follows neither who wrote nor when."""
    return sha256(words.encode()).hexdigest()


def context_of(summary: Summary) -> dict[str, Any]:
    """What page and print show: the comments as paragraphs."""
    lines = [
        {"line": line, "comments": [paragraphs(words) for words in line.comments]} for line in summary.lines
    ]
    return {
        "summary": summary,
        "lines": lines,
        "comments": [paragraphs(words) for words in summary.comments],
        "has_words": bool(summary.comments) or any(line.comments for line in summary.lines),
    }


def printed(paper: Paper) -> bytes:
    """The PDF, in the paper's language, on the call's clock; it names nobody in its metadata either."""
    expression = Expression.objects.select_related("hub", "call").get(papers=paper)
    with translation.override(paper.language), timezone.override(ZoneInfo(expression.call.time_zone)):
        markup = _markup(expression)
    return pdf_of(markup, identifier=digest_of([paper.pk, markup]))


def _markup(expression: Expression) -> str:
    programme = Programme.current()
    summary = summary_of(expression)
    context = context_of(summary) | {
        "title": _("%(hub)s: evaluation summary") % {"hub": summary.hub},
        "sample_notice": _("sample programme: this evaluation is a sample")
        if programme.shows_samples
        else "",
        "programme": programme.name,
        "released_at": expression.decision.released_at,
    }
    return render_to_string("print/summary.html", context)
