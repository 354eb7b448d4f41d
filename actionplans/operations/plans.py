"""Opening plans, putting them forward, signing and reopening them."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from actionplans.content import Content, content_of
from actionplans.models import Plan, Section, SectionKind, Signature, Version
from actionplans.operations.writing import keep_count, refuse_when_ended
from actionplans.signals import plan_agreed
from actionplans.states import PLAN
from hubs.models import Hub, Membership, MembershipRole, Twinning
from hubs.people import people_of
from twinning.accounts.models import User
from twinning.accounts.operations.letters import write_letter
from twinning.core.digest import canonical, digest_of
from twinning.core.errors import Refused, Stale
from twinning.trail.operations import leave_trace


@transaction.atomic
def open_plan(twinning: Twinning, *, by: User | None) -> Plan:
    """Give the twinning its plan, with a section of each kind, and invite its people to write."""
    plan, is_new = Plan.objects.get_or_create(twinning=twinning)
    if not is_new:
        raise Refused(_("This twinning has its plan already."))
    Section.objects.bulk_create(Section(plan=plan, kind=kind) for kind in SectionKind.objects.all())
    keep_count(plan)
    leave_trace(plan, "open", by=by)
    _write_to_partners("actionplans.plan_opened", plan)
    return plan


@transaction.atomic
def propose_plan(plan: Plan, *, by: User) -> None:
    """Put the plan forward as a version that stays as it is: from now on the hubs read and sign."""
    refuse_when_ended(plan)
    now = timezone.now()
    PLAN.take(plan, "propose", proposed_at=now)
    plan.refresh_from_db(fields=["number"])
    plan.number += 1
    Plan.objects.filter(pk=plan.pk).update(number=plan.number)
    content = content_of(plan)
    _refuse_when_empty(content)
    signed = content.to_sign()
    Version.objects.create(
        plan=plan,
        number=plan.number,
        content=canonical(signed),
        digest=digest_of(signed),
        proposed_by=by,
        proposed_at=now,
    )
    leave_trace(plan, "propose", by=by, version=plan.number, digest=digest_of(signed))
    _write_to_partners("actionplans.plan_proposed", plan)


@transaction.atomic
def sign_plan(plan: Plan, *, hub: Hub, digest: str, by: User) -> None:
    """Sign for a hub what has this digest; with the last signature the plan is agreed.

    The step comes before the questions: it makes two who sign at once wait for each other.
    """
    refuse_when_ended(plan)
    PLAN.take(plan, "sign")
    plan.refresh_from_db(fields=["number"])
    _refuse_stranger(plan, hub, by)
    if digest != digest_of(content_of(plan).to_sign()):
        raise Stale(_("The plan has changed since you read it. Read it again, then sign."), current=plan)
    Signature.objects.create(plan=plan, hub=hub, by=by, digest=digest, number=plan.number)
    leave_trace(plan, "sign", by=by, hub=hub.slug, version=plan.number, digest=digest)
    if not plan.unsigned_hubs().exists():
        _agree(plan, by=by)


@transaction.atomic
def reopen_plan(plan: Plan, *, reason: str, by: User) -> None:
    """Back to writing. The signatures under this version become historic; the version is kept."""
    refuse_when_ended(plan)
    now = timezone.now()
    PLAN.take(plan, "reopen", agreed_at=None)
    plan.signatures.standing().update(withdrawn_at=now)
    leave_trace(plan, "reopen", by=by, reason=reason, version=plan.number)
    _write_to_partners("actionplans.plan_reopened", plan)


def _agree(plan: Plan, *, by: User) -> None:
    PLAN.take(plan, "agree", agreed_at=timezone.now())
    leave_trace(plan, "agree", by=by, version=plan.number)
    plan_agreed.send(sender=Plan, plan=plan, by=by)
    _write_to_partners("actionplans.plan_agreed", plan)


def _refuse_when_empty(content: Content) -> None:
    if not content.activities and not any(section.body for section in content.sections):
        raise Refused(_("There is nothing in this plan yet."))


def _refuse_stranger(plan: Plan, hub: Hub, by: User) -> None:
    """A signature binds a hub: it is asked again here who may give it."""
    managed = Membership.objects.filter(hub=hub, user=by, role=MembershipRole.MANAGER)
    if not plan.hubs().filter(pk=hub.pk).exists() or not managed.exists():
        raise Refused(_("Only a manager of a twinned hub signs for it."))
    if not plan.unsigned_hubs().filter(pk=hub.pk).exists():
        raise Refused(_("This hub has signed already."))


def _write_to_partners(kind: str, plan: Plan) -> None:
    for person in people_of(plan.hubs()):
        write_letter(kind, to=person, about=plan.pk, once=str(plan.number))
