"""What a call asks of hubs and how it will be marked, as its page tells it."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hubs.application.fields import bounds
from hubs.evaluation.scoring import figure
from hubs.models import Call, Criterion, LimitUnit, Question, QuestionKind, Weighting
from twinning.core.figures import spoken

NUMBERS = ("weight", "minimum", "maximum", "threshold")


def asked(call: Call) -> dict[str, Any]:
    """Conditions, questions and criteria, as texts."""
    criteria = list(call.criteria.prefetch_related("meanings"))
    return {
        "items": list(call.eligibility_items.all()),
        "questions": [_question(question) for question in call.questions.all()],
        "criteria": [_criterion(one) for one in criteria],
        "overall": spoken(figure(call.threshold)) if call.threshold else "",
        "weights_in_total": call.weighting == Weighting.TOTAL,
        "ties": _ties(call, criteria),
    }


def _ties(call: Call, criteria: Iterable[Criterion]) -> str:
    """The names of the criteria that part what has one figure, the first decides first."""
    names = {one.code: one.name for one in criteria}
    return ", ".join(names[code] for code in call.tie_break if code in names) or ", ".join(names.values())


def _criterion(criterion: Criterion) -> dict[str, Any]:
    """Numbers become text once, as people write them: 5 and not 5.00."""
    written = {name: spoken(figure(getattr(criterion, name))) for name in NUMBERS}
    meanings = [(spoken(figure(one.mark)), one.meaning) for one in criterion.meanings.all()]
    return {"name": criterion.name, "guidance": criterion.guidance, "meanings": meanings} | written


def _question(question: Question) -> dict[str, Any]:
    words = " · ".join(_conditions(question))
    options = [label for _code, label in question.options()] if question.kind == QuestionKind.CHOICE else []
    return {"label": question.label, "help": question.help, "conditions": words, "options": options}


def _conditions(question: Question) -> Iterator[str]:
    """Its kind and limits, in a few words."""
    yield str(question.get_kind_display())
    if question.limit and question.limit_unit == LimitUnit.WORDS:
        yield ngettext("at most %(number)d word", "at most %(number)d words", question.limit) % {
            "number": question.limit
        }
    elif question.limit:
        yield ngettext("at most %(number)d character", "at most %(number)d characters", question.limit) % {
            "number": question.limit
        }
    yield from bounds(question.lowest, question.highest)
    if not question.required:
        yield _("may be left out")
