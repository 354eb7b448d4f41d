"""The release: all decisions of a call take effect at one moment, and every hub is written to, once."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hubs.models import Call, Clarification, Decision, DecisionLetter, Expression, LateEntry, Outcome
from hubs.operations.decisions import outcomes_left, said_by_ranking
from hubs.operations.entitled import refuse_unless_office
from hubs.operations.outbox import draft_letters
from hubs.operations.papers import ask_for_summaries
from hubs.operations.sealing import new_salt, seal_of_decisions
from hubs.people import people_of
from hubs.signals import decisions_released
from hubs.states import CALL, EXPRESSION, ExpressionStatus
from twinning.accounts.models import User
from twinning.accounts.operations.letters import write_letter
from twinning.core.bulk import write_rows
from twinning.core.errors import Refused
from twinning.core.templatetags.times import moment_words
from twinning.trail.operations import leave_trace

STEP_FOR = {Outcome.SELECTED: "select", Outcome.RESERVE: "reserve", Outcome.NOT_SELECTED: "decline"}


@transaction.atomic
def release_call(call: Call, *, by: User | None) -> None:
    """Make all decisions take effect at one moment, and send the letters of the outbox.

    The step decides who of two coordinators releases; all of it happens, or nothing: a letter is a row
    of this transaction, so each is written once, whatever breaks and whoever clicks twice.
    """
    refuse_unless_office(by)
    if not call.is_over:
        raise Refused(_("Decisions can be released once the call has closed."))
    CALL.take(call, "release", salt=new_salt())
    _refuse_unfinished(call)
    in_race = Expression.objects.filter(call=call, status=ExpressionStatus.SUBMITTED)
    racing = set(in_race.select_for_update().values_list("pk", flat=True))
    outcomes = dict(Decision.objects.filter(expression__in=racing).values_list("expression_id", "outcome"))
    _refuse_undecided(len(racing) - len(outcomes))
    _refuse_outdated(call, outcomes)
    draft_letters(call)  # for whoever has joined a hub since
    _make_it_so(call, outcomes, by=by)
    leave_trace(call, "release", by=by, decisions=len(outcomes), **seal_of_decisions(call))
    decisions_released.send(Call, call=call, by=by)


def _make_it_so(call: Call, outcomes: dict[int, str], *, by: User | None) -> None:
    now = timezone.now()
    hubs = dict(Expression.objects.filter(pk__in=outcomes).values_list("pk", "hub_id"))
    for outcome, step in STEP_FOR.items():
        theirs = [expression for expression, decided in outcomes.items() if decided == outcome]
        EXPRESSION.take_all(Expression.objects.filter(pk__in=theirs), step)
        for expression in Expression.objects.filter(pk__in=theirs):
            leave_trace(expression, step, by=by)
    Decision.objects.filter(expression__in=outcomes).update(released_at=now)
    DecisionLetter.objects.filter(expression__in=outcomes).update(released_at=now)
    of_hub: dict[int, list[User]] = {}
    for person in people_of(hubs.values()).prefetch_related("memberships"):
        for membership in person.memberships.all():
            of_hub.setdefault(membership.hub_id, []).append(person)
    for about, hub in hubs.items():
        for person in of_hub.get(hub, []):
            write_letter("hubs.decision_released", to=person, about=about)
    ask_for_summaries(call, list(outcomes))


def _refuse_unfinished(call: Call) -> None:
    """Nobody is decided upon whose application may still change: who was let in late has the time that was
    promised, a question of the office its answer, and a reopening that nobody finished falls back first.
    """
    if late := LateEntry.objects.holding().filter(call=call).order_by("-until").first():
        sentence = _("A hub was let in late and can apply until %(until)s: release the decisions after that.")
        raise Refused(sentence % {"until": moment_words(late.until)})
    racing = Expression.objects.filter(call=call, status=ExpressionStatus.SUBMITTED, ineligibility=None)
    asked = Clarification.objects.open().filter(expression__in=racing)
    if question := asked.order_by("-due_at").first():
        sentence = _(
            "A hub was asked about its application and can answer until %(until)s: release the decisions once"
            " it has answered, or after that."
        )
        raise Refused(sentence % {"until": moment_words(question.due_at)})
    if Expression.objects.filter(call=call, status=ExpressionStatus.DRAFT, submission__isnull=False).exists():
        raise Refused(
            _(
                "A hub reopened its application and did not submit it again in time: what it had submitted"
                " counts again within minutes. Try again then."
            )
        )


def _refuse_undecided(number: int) -> None:
    if number:
        raise Refused(
            ngettext(
                "%(number)d expression of interest has no decision yet.",
                "%(number)d expressions of interest have no decision yet.",
                number,
            )
            % {"number": number}
        )


def _refuse_outdated(call: Call, outcomes: dict[int, str]) -> None:
    """What was proposed and not touched by hand must be what the ranking says today; who decided
    by hand as it said gave no reason, so it must still say so. What it says is kept.
    """
    decisions = Decision.objects.filter(expression__in=outcomes)
    untouched = decisions.filter(by_hand=False).values_list("expression_id", flat=True)
    agreeing = decisions.filter(by_hand=True, reason="").values_list("expression_id", flat=True)
    today, said = outcomes_left(call), said_by_ranking(call)
    if any(today.get(one, outcomes[one]) != outcomes[one] for one in untouched) or any(
        said.get(one) != outcomes[one] for one in agreeing
    ):
        raise Refused(
            _(
                "Evaluations or decisions have changed since the decisions were proposed. Propose them again:"
                " what you decided by hand stays, and needs a reason where the ranking says otherwise."
            )
        )
    keys = dict(decisions.values_list("expression_id", "pk"))
    write_rows(Decision, ["proposed"], [(pk, said.get(one, "")) for one, pk in keys.items()])
