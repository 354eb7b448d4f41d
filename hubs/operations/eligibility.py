"""Whether applications are eligible: each condition checked, hubs asked, and some declined."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hubs.models import EligibilityCheck, Expression, Ineligibility, Outcome, Verdict
from hubs.operations.conflicts import refuse_conflicted
from hubs.operations.decisions import decide_expression
from hubs.operations.entitled import refuse_unless_office
from hubs.operations.outbox import draft_letters
from hubs.operations.standings import refresh_standing
from hubs.states import CallStatus, ExpressionStatus
from twinning.accounts.models import User
from twinning.core.errors import Refused
from twinning.trail.operations import leave_trace


@transaction.atomic
def check_eligibility(
    expression: Expression, *, verdicts: Mapping[str, tuple[str, str]], by: User
) -> list[EligibilityCheck]:
    """Note what was found: for the code of each condition a verdict and its reason.

    Conditions that are not named stay as they are. "No" and "ask" need a reason.
    """
    refuse_unless_checkable(expression, by=by)
    items = {item.code: item for item in expression.call.eligibility_items.all()}
    if unknown := verdicts.keys() - items.keys():
        raise TypeError(f"not conditions of this call: {', '.join(sorted(unknown))}")
    _refuse_unreasoned(verdicts)
    changed = [
        check
        for code, (verdict, reason) in verdicts.items()
        if (check := _note(expression, items[code], verdict, reason.strip(), by)) is not None
    ]
    if changed:
        found = {check.item.code: check.verdict for check in changed}
        leave_trace(expression, "check eligibility", by=by, **found)
    return changed


@transaction.atomic
def decline_ineligible(expression: Expression, *, reason: str, by: User) -> Ineligibility:
    """Decide that it is not eligible: it keeps no rank, and is not selected when all is released."""
    refuse_unless_checkable(expression, by=by)
    if not reason.strip():
        raise Refused(_("Say why, so that the decision can be explained."), field="reason")
    if not expression.eligibility_checks.filter(verdict=Verdict.NO).exists():
        raise Refused(_("Note first which condition is not met."))
    if Ineligibility.objects.filter(expression=expression).exists():
        raise Refused(_("This application is declined as not eligible already."))
    declined = Ineligibility.objects.create(expression=expression, reason=reason.strip(), by=by)
    leave_trace(expression, "decline ineligible", by=by, reason=reason.strip())
    decide_expression(expression, outcome=Outcome.NOT_SELECTED, reason=reason.strip(), by=by)
    refresh_standing(expression)
    return declined


@transaction.atomic
def admit_expression(expression: Expression, *, reason: str, by: User) -> None:
    """Take the decision back that it is not eligible: it is ranked like all others again."""
    refuse_unless_checkable(expression, by=by)
    if not reason.strip():
        raise Refused(_("Say why, so that the decision can be explained."), field="reason")
    dropped, _rows = Ineligibility.objects.filter(expression=expression).delete()
    if not dropped:
        raise Refused(_("This application is not declined as not eligible."))
    leave_trace(expression, "admit", by=by, reason=reason.strip())
    if decision := getattr(expression, "decision", None):
        decision.delete()
        draft_letters(expression.call, only=[expression.pk])
    refresh_standing(expression)


def refuse_unless_checkable(expression: Expression, *, by: User) -> None:
    """Once an application is in, until the decisions are released, and by nobody with an interest in it."""
    refuse_unless_office(by)
    refuse_conflicted(expression, by)
    stored = Expression.objects.select_for_update(of=("self",)).select_related("call").get(pk=expression.pk)
    if stored.status != ExpressionStatus.SUBMITTED:
        raise Refused(_("Only an application that is submitted and not decided is checked."))
    if stored.call.status != CallStatus.PUBLISHED:
        raise Refused(_("The decisions of this call are released."))


def _refuse_unreasoned(verdicts: Mapping[str, tuple[str, str]]) -> None:
    faults = {}
    for code, (verdict, reason) in verdicts.items():
        if verdict not in Verdict.values:
            raise Refused(_("Choose yes, no or ask."), field=code)
        if verdict != Verdict.YES and not reason.strip():
            faults[code] = _("Say why.")
    if faults:
        raise Refused(_("“No” and “ask the hub” need a reason."), faults=faults)


def _note(expression: Expression, item: Any, verdict: str, reason: str, by: User) -> EligibilityCheck | None:
    """The check, when it is another than before."""
    before = expression.eligibility_checks.filter(item=item).first()
    if before and (before.verdict, before.reason) == (verdict, reason):
        return None
    values = {"verdict": verdict, "reason": reason, "by": by, "at": timezone.now()}
    check, _new = EligibilityCheck.objects.update_or_create(expression=expression, item=item, defaults=values)
    return check
