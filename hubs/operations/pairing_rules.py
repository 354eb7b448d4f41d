"""What a call says about pairing: revised by the office, until the hubs have been asked."""

from collections.abc import Mapping
from datetime import time
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from hubs.models import Call, PairingRules
from hubs.pairing.components import COMPONENTS
from hubs.states import CallStatus
from twinning.accounts.models import User
from twinning.core.errors import Refused, Stale, refuse_faulty_fields
from twinning.core.versions import save_version
from twinning.trail.operations import leave_trace

COLUMNS = frozenset({"weights", "opens", "closes", "capacity", "answer_days", "reminder_days"})
HEAVIEST = 1000
MOST_REMINDERS = 5
QUARTER = 15


@transaction.atomic
def revise_pairing_rules(call: Call, *, by: User, version: int | None = None, **changes: Any) -> PairingRules:
    """Set what counts how much, office hours, the most twinnings of a hub, and the time to answer.

    Scenarios that there are keep what they were made with. `version` is the one that the person saw: 1
    as long as nobody has set anything.
    """
    if unknown := changes.keys() - COLUMNS:
        raise TypeError(f"not rules of pairing: {', '.join(sorted(unknown))}")
    if call.status == CallStatus.ARCHIVED:
        raise Refused(_("This call is archived: its rules stay as they are."))
    rules = _stored(call)
    for name, value in changes.items():
        setattr(rules, name, value)
    _refuse_wrong(rules)
    save_version(rules, opened=rules.version if version is None else version, **changes)
    leave_trace(call, "revise_pairing", by=by, changed=sorted(changes))
    return rules


def _stored(call: Call) -> PairingRules:
    rules = PairingRules.objects.for_call(call)
    if rules.pk is None:
        try:
            with transaction.atomic():
                rules.save(force_insert=True)
        except IntegrityError as first:
            stored = PairingRules.objects.get(call=call)
            raise Stale(_("Somebody else has set these rules just now."), current=stored) from first
    return rules


def _refuse_wrong(rules: PairingRules) -> None:
    refuse_faulty_fields(rules, exclude=["weights", "reminder_days"])
    _refuse_weights(rules.weights)
    if rules.opens >= rules.closes:
        raise Refused(_("A working day has to end after it begins."), field="closes")
    for name in ("opens", "closes"):
        if not _is_quarter(getattr(rules, name)):
            raise Refused(_("Give office hours in quarters of an hour: 09:00, 17:30."), field=name)
    _refuse_reminders(rules)


def _refuse_weights(weights: Mapping[str, Any]) -> None:
    known = weights.keys() <= COMPONENTS.keys()
    if not known or not all(type(one) is int and 0 <= one <= HEAVIEST for one in weights.values()):
        sentence = _("Weights are whole numbers from 0 to %(most)d.")
        raise Refused(sentence % {"most": HEAVIEST}, field="weights")
    if not any(weights.values()):
        raise Refused(_("At least one weight has to be above zero."), field="weights")
    if weights.get("contact") and weights.get("discovery"):
        sentence = _("Old contacts and new ones cannot both count: give weight to one of them.")
        raise Refused(sentence, field="weights")


def _is_quarter(clock: time) -> bool:
    return not clock.minute % QUARTER and not clock.second and not clock.microsecond


def _refuse_reminders(rules: PairingRules) -> None:
    days = rules.reminder_days
    whole = all(type(one) is int and 1 <= one < rules.answer_days for one in days)
    if not whole or len(set(days)) < len(days) or len(days) > MOST_REMINDERS:
        sentence = _(
            "Reminders are up to %(most)d different numbers of days, fewer than there are to answer."
        )
        raise Refused(sentence % {"most": MOST_REMINDERS}, field="reminder_days")
