"""Having the reasons of a pairing printed: for its hubs, or for the office while it still compares."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from hubs.models import Expression, Pairing, Paper, PaperKind, Scenario
from hubs.operations.conflicts import refuse_conflicted
from hubs.reasons.sheet import key_of, sheet_of_scenario, sheets_of_pairing
from hubs.reasons.values import Sheet
from hubs.states import PAPER, PaperStatus
from hubs.tasks import make_paper as ask_worker
from twinning.accounts.models import User
from twinning.core.errors import Refused


@transaction.atomic
def ask_for_reasons(pairing: Pairing, *, by: User) -> Paper:
    """The sheet that its hubs read, in the language that is active; the same words are printed once."""
    return _ask(sheets_of_pairing(pairing), "pairing", pairing, by=by, pairing=pairing)


@transaction.atomic
def ask_for_scenario_reasons(scenario: Scenario, *, hubs: Sequence[Expression], by: User) -> Paper:
    """The office's sheet of two hubs, with what they wish for in confidence."""
    for one in hubs:
        refuse_conflicted(one, by)
    if len({one.pk for one in hubs}) != 2:
        raise Refused(_("Choose two hubs."))
    sheet = sheet_of_scenario(scenario, hubs)
    first, second = (int(hub.key) for hub in sheet.hubs)
    about = {"scenario": scenario, "expression_id": first, "other_id": second}
    return _ask([sheet], "scenario", scenario, by=by, **about)


def _ask(sheets: Sequence[Sheet], noun: str, about: Any, *, by: User, **of: Any) -> Paper:
    paper, is_new = Paper.objects.get_or_create(
        kind=PaperKind.REASONS,
        key=key_of(sheets, noun, about.pk),
        defaults={"call": about.call, "language": get_language() or "en", "asked_by": by, **of},
    )
    if not is_new and paper.status == PaperStatus.FAILED:
        PAPER.take(paper, "remake", attempts=0)
        is_new = True
    if is_new:
        ask_worker.delay_on_commit(paper_id=paper.pk)
    return paper
