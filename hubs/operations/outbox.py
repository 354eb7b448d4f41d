"""Letters on decisions: drafted with each decision, read and edited in the outbox, sent by the release."""

from collections.abc import Sequence

from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from hubs.models import Call, Decision, DecisionLetter, Expression, Standing
from hubs.models.eligibility import unmet_conditions
from hubs.operations.conflicts import refuse_conflicted
from hubs.operations.entitled import refuse_unless_office
from hubs.states import CallStatus, ExpressionStatus
from twinning.accounts.models import User
from twinning.core.errors import Refused
from twinning.core.letters import link
from twinning.core.versions import save_version
from twinning.trail.operations import leave_trace

# Stand for what differs from hub to hub.
HUB, NUMBER, CONDITIONS = "{{{hub}}}", "{{{number}}}", "{{{conditions}}}"
OTHERWISE = "en"  # the language for a hub without people


class _Drafts:
    """The words for each outcome, its ground and language, put together once for all hubs."""

    def __init__(self, call: Call) -> None:
        self.call = call
        self._known: dict[tuple[str, str, str], tuple[str, str]] = {}
        self._unmet = unmet_conditions(expression__call=call)
        below = Standing.objects.filter(call=call, passed=False).exclude(key="")
        self._below = set(below.values_list("expression", flat=True))

    def of(self, outcome: str, language: str, *, hub: str, expression: int) -> tuple[str, str]:
        """Subject and text for one hub."""
        key = (outcome, self._ground(expression), language)
        if key not in self._known:
            self._known[key] = self._rendered(*key)
        subject, body = self._known[key]
        body = body.replace(CONDITIONS, self._conditions(expression, language))
        body = body.replace(NUMBER, str(expression)).replace(HUB, hub)
        return subject.replace(HUB, hub)[:200], body

    def _ground(self, expression: int) -> str:
        """Why it is not selected, where that is not for want of places."""
        if expression in self._unmet:
            return "not_eligible"
        return "below" if expression in self._below else ""

    def _conditions(self, expression: int, language: str) -> str:
        with override(language):
            return "\n".join(f"- {condition}" for condition in self._unmet.get(expression, []))

    def _rendered(self, outcome: str, ground: str, language: str) -> tuple[str, str]:
        with override(language):
            call = Call.objects.get(pk=self.call.pk)  # its title in that language
            door = link(reverse("hubs:expression", kwargs={"pk": 0}).replace("/0/", f"/{NUMBER}/"))
            context = {"outcome": outcome, "ground": ground, "call": call, "door": door}
            context |= {"hub": HUB, "conditions": CONDITIONS}
            words = render_to_string("letters/hubs/decision_draft.txt", context).strip()
        subject, _newline, body = words.partition("\n")
        return " ".join(subject.split()), body.strip()


def draft_letters(call: Call, *, only: Sequence[int] | None = None) -> None:
    """Have a letter for each decided application in each language of its hub's people.

    A letter that speaks of another outcome is drafted anew, and so is a draft that nobody has changed and
    that would read differently now; what the office wrote stays.
    """
    decided = Decision.objects.filter(
        expression__call=call, expression__status=ExpressionStatus.SUBMITTED, released_at=None
    )
    letters = DecisionLetter.objects.filter(expression__call=call, released_at=None)
    if only is not None:
        decided, letters = decided.filter(expression__in=only), letters.filter(expression__in=only)
    letters.exclude(expression__in=decided.values("expression")).delete()
    known = {(one.expression_id, one.language): one for one in letters}
    languages, drafts = _languages(call, only), _Drafts(call)
    new: list[DecisionLetter] = []
    outdated: list[DecisionLetter] = []
    for expression, hub, outcome in decided.values_list("expression_id", "expression__hub__name", "outcome"):
        for language in sorted(languages.get(expression, {OTHERWISE})):
            letter = known.get((expression, language))
            letter = letter or DecisionLetter(expression_id=expression, language=language)
            if letter.outcome == outcome and letter.edited_at:
                continue
            words = (outcome, *drafts.of(outcome, language, hub=hub, expression=expression))
            if (letter.outcome, letter.subject, letter.body) == words:
                continue
            letter.outcome, letter.subject, letter.body = words
            letter.edited_by = letter.edited_at = None
            if letter.pk is None:
                new.append(letter)
            else:
                letter.version += 1
                outdated.append(letter)
    DecisionLetter.objects.bulk_create(new, batch_size=500)
    columns = ["outcome", "subject", "body", "edited_by", "edited_at", "version"]
    DecisionLetter.objects.bulk_update(outdated, columns, batch_size=200)


def _languages(call: Call, only: Sequence[int] | None) -> dict[int, set[str]]:
    """The languages of the hubs' people, by expression."""
    expressions = Expression.objects.filter(call=call, hub__memberships__user__is_active=True)
    if only is not None:
        expressions = expressions.filter(pk__in=only)
    found: dict[int, set[str]] = {}
    for expression, language in expressions.order_by().values_list("pk", "hub__memberships__user__language"):
        found.setdefault(expression, set()).add(language)
    return found


@transaction.atomic
def revise_decision_letter(
    letter: DecisionLetter, *, version: int, subject: str, body: str, by: User
) -> None:
    """Change the words before the release, unless somebody has since `version`."""
    refuse_unless_office(by)
    expression = Expression.objects.select_related("call", "hub").get(pk=letter.expression_id)
    call = Call.objects.select_for_update().get(pk=expression.call_id)  # nobody releases it meanwhile
    if call.status != CallStatus.PUBLISHED or letter.released_at:
        raise Refused(_("This letter is released: it cannot change any more."))
    refuse_conflicted(expression, by)
    if not subject.strip() or "\n" in subject.strip():
        raise Refused(_("A letter needs a subject of one line."), field="subject")
    if not body.strip():
        raise Refused(_("A letter needs words."), field="body")
    save_version(
        letter,
        opened=version,
        subject=subject.strip(),
        body=body.replace("\r\n", "\n").strip(),
        edited_by=by,
        edited_at=timezone.now(),
    )
    leave_trace(expression, "revise_letter", by=by, language=letter.language)
