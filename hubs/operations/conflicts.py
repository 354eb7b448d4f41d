"""Conflicts of interest: what the system knows, what people declare, and what follows from it."""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from hubs.evaluation.affiliation import same_organisation
from hubs.models import (
    Assignment,
    Consensus,
    Declaration,
    EarlierPartner,
    Expression,
    Hub,
    Membership,
    Reviewer,
)
from hubs.operations.evaluating import is_in
from hubs.operations.sealing import new_salt, seal_of_declaration
from hubs.operations.standings import refresh_standing
from hubs.states import ASSIGNMENT, CONSENSUS, AssignmentStatus, CallStatus, ConsensusStatus
from twinning.accounts.models import User
from twinning.core.errors import Refused
from twinning.trail.operations import leave_trace


def reasons_against(person: User, hub: Hub) -> list[str]:
    """In words, what makes this person too close to the hub; empty when nothing is known."""
    words = {"person": person, "hub": hub}
    found = []
    if Membership.objects.filter(hub=hub, user=person).exists():
        found.append(_("%(person)s belongs to this hub, and cannot evaluate it.") % words)
    reviewer = Reviewer.objects.filter(user=person).first()
    if reviewer and same_organisation(reviewer.affiliation, [hub.name, hub.native_name], hub.acronym):
        sentence = _("%(person)s works for the same organisation: %(affiliation)s.")
        found.append(sentence % {"person": person, "affiliation": reviewer.affiliation})
    if EarlierPartner.objects.filter(hub=hub, reviewer=person).exists():
        found.append(_("%(person)s has worked with %(hub)s before, as they told us themselves.") % words)
    return found


def refuse_conflicted(expression: Expression, person: User, *, field: str | None = None) -> None:
    """Nobody acts on an application in which they have an interest, known or declared."""
    if found := reasons_against(person, expression.hub):
        raise Refused(found[0], field=field)
    if Declaration.objects.filter(user=person, expression=expression, conflict=True).exists():
        sentence = _("%(person)s has declared a conflict of interest for this application.")
        raise Refused(sentence % {"person": person}, field=field)


@transaction.atomic
def declare_interest(expression: Expression, *, conflict: bool, reason: str = "", by: User) -> Declaration:
    """Say, before reading, whether one has an interest in it. A conflict, once declared, stays.

    The reason is for the office alone; marks that the person had already handed in no longer count.
    """
    if not conflict:
        refuse_conflicted(expression, by)
        if not is_in(expression):
            raise Refused(_("This application is not to be evaluated at present."))
    declaration = _declare(expression, by, conflict=conflict, reason=reason.strip())
    _trace(expression, declaration, conflict=conflict, by=by)
    if conflict:
        stand_down(expression, by, by=by)
    return declaration


def _declare(expression: Expression, person: User, *, conflict: bool, reason: str) -> Declaration:
    said = {"conflict": conflict, "reason": reason, "words_salt": new_salt()}
    declaration, is_new = Declaration.objects.select_for_update().get_or_create(
        user=person, expression=expression, defaults=said
    )
    if not is_new and conflict and not declaration.conflict:
        for name, value in (said | {"at": timezone.now()}).items():
            setattr(declaration, name, value)
        declaration.save(update_fields=[*said, "at"])
    return declaration


def _trace(expression: Expression, declaration: Declaration, *, conflict: bool, by: User | None) -> None:
    step = "declare_conflict" if conflict else "declare_none"
    leave_trace(expression, step, by=by, **seal_of_declaration(declaration))


def stand_down(expression: Expression, person: User, *, by: User | None) -> None:
    """Take a person out of the evaluation of an application: what they wrote stays, and counts no more.

    What was decided upon stays as it was: afterwards the application is hidden from them, and no more.
    """
    held = Expression.objects.select_for_update(of=("self",)).filter(pk=expression.pk)
    if not held.filter(call__status=CallStatus.PUBLISHED).exists():
        return
    asked = Assignment.objects.filter(expression=expression, reviewer=person)
    if not ASSIGNMENT.take_all(asked, "recuse", declared_at=timezone.now()):
        return
    leave_trace(asked.get(), "recuse", by=by)
    _reopen_consensus(expression, person, by=by)
    refresh_standing(expression)


def _reopen_consensus(expression: Expression, person: User, *, by: User | None) -> None:
    """What was agreed with somebody who may not judge is to be agreed anew, under another rapporteur."""
    theirs = Consensus.objects.filter(expression=expression)
    agreed = theirs.filter(status=ConsensusStatus.AGREED)
    if agreed.exists():
        CONSENSUS.take_all(agreed, "reopen", agreed_at=None, version=F("version") + 1)
        leave_trace(theirs.get(), "reopen", by=by)
    theirs.filter(rapporteur=person).update(rapporteur=None)


@transaction.atomic
def name_earlier_partners(person: User, *, hubs: Iterable[Hub], by: User) -> int:
    """Note the hubs that somebody has worked with: their applications are hidden from that person."""
    number = 0
    for hub in hubs:
        _partner, is_new = EarlierPartner.objects.get_or_create(reviewer=person, hub=hub)
        number += is_new
    leave_trace(person, "name_earlier_partners", by=by, number=number)
    stand_down_everywhere(person, by=by)
    return number


@transaction.atomic
def forget_earlier_partner(partner: EarlierPartner, *, by: User) -> None:
    """Take back what was noted by mistake. Declarations that followed from it stay."""
    if not by.works_in_office:
        raise Refused(_("Write to the office: it can take back what was noted by mistake."))
    leave_trace(partner.reviewer, "forget_earlier_partner", by=by, hub=partner.hub_id)
    partner.delete()


def stand_down_everywhere(person: User, *, by: User | None) -> None:
    """Wherever the person is asked to read and has become too close: a conflict, in the system's words."""
    asked = Assignment.objects.filter(
        reviewer=person,
        status__in=[AssignmentStatus.ASSIGNED, AssignmentStatus.ACCEPTED],
        expression__call__status=CallStatus.PUBLISHED,
    )
    for assignment in asked.select_related("expression__hub", "expression__call"):
        if found := reasons_against(person, assignment.expression.hub):
            said = _declare(assignment.expression, person, conflict=True, reason=" ".join(found))
            _trace(assignment.expression, said, conflict=True, by=by)
            stand_down(assignment.expression, person, by=by)
