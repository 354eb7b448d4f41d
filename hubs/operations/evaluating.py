"""Whether an application may be evaluated now: whoever asks for marks or gives them asks here."""

from datetime import datetime

from django.utils.translation import gettext as _

from hubs.models import Expression
from hubs.states import CallStatus, ExpressionStatus
from twinning.core.errors import Refused
from twinning.core.templatetags.times import moment_words


def is_in(expression: Expression) -> bool:
    """Whether it is handed in to a call that is neither decided nor archived, and may take part."""
    return Expression.objects.in_race().filter(pk=expression.pk).exists()


def refuse_unless_under_evaluation(expression: Expression) -> None:
    """Refuse what is out of the race, and what its hub can still change: marks are of the last version.

    The deadline counts, or that of the hub's late entry.
    """
    if Expression.objects.under_evaluation().filter(pk=expression.pk).exists():
        return
    stored = Expression.objects.select_related("call").get(pk=expression.pk)
    if stored.call.status == CallStatus.PUBLISHED and stored.is_open and _is_meant(stored):
        sentence = _("Its hub can change this application until %(until)s: it is evaluated after that.")
        raise Refused(sentence % {"until": moment_words(stored.deadline)})
    raise Refused(_("This application is not to be evaluated at present."))


def _is_meant(expression: Expression) -> bool:
    """In, or taken back to be worked on: not withdrawn."""
    return expression.status in (ExpressionStatus.SUBMITTED, ExpressionStatus.DRAFT)


def refuse_while_asked(expression: Expression) -> None:
    """Refuse to close marks while the office waits for an answer that changes what they are about."""
    if until := asked_until(expression):
        sentence = _(
            "The office has asked the hub about this application, which may change it until %(until)s. What"
            " you gave is kept: hand it in when the hub has answered."
        )
        raise Refused(sentence % {"until": moment_words(until)})


def asked_until(expression: Expression) -> datetime | None:
    """Until when its hub may answer a question of the office; None where nothing is asked."""
    return expression.clarifications.open().values_list("due_at", flat=True).first()
