"""The monthly pulse: both hubs of a running twinning are asked how it goes and what they need."""

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from hubs.models import Membership, Programme, Pulse, Twinning
from hubs.models.pulse import Mood, month_of
from hubs.operations.entitled import refuse_unless_office
from hubs.pulse.months import ASKED_FROM
from hubs.states import TwinningStatus
from twinning.accounts.models import User
from twinning.accounts.operations.letters import write_letter
from twinning.core.errors import Refused
from twinning.core.versions import save_version
from twinning.trail.operations import leave_trace

SETTLING_IN = timedelta(days=14)  # before a new twinning is asked for the first time

UNREPLIED = {"reply": "", "replied_by": None, "replied_at": None}


def ask_pulses(*, now: datetime | None = None) -> int:
    """Ask the hubs of each running twinning once a month, and say how many were asked; for the clock."""
    now = now or timezone.now()
    local = now.astimezone(ZoneInfo(Programme.current().time_zone))
    month = month_of(local.date())
    if local.date() == month and local.time() < ASKED_FROM:
        return 0
    asked = Pulse.objects.filter(month=month).values("twinning")
    running = Twinning.objects.filter(status=TwinningStatus.RUNNING, formed_at__lte=now - SETTLING_IN)
    return sum(_ask(one.pk, month, now) for one in running.exclude(pk__in=asked).order_by("pk"))


@transaction.atomic
def _ask(twinning_id: int, month: date, now: datetime) -> int:
    """Two clocks wait for one another here, and the second finds it done."""
    running = Twinning.objects.select_for_update(of=("self",)).filter(status=TwinningStatus.RUNNING)
    twinning = running.filter(pk=twinning_id).first()
    if twinning is None or Pulse.objects.filter(twinning=twinning, month=month).exists():
        return 0
    Pulse.objects.filter(twinning=twinning, is_latest=True).update(is_latest=False)
    partners = twinning.partners.values_list("hub", flat=True)
    for hub in partners:
        pulse = Pulse.objects.create(twinning=twinning, hub_id=hub, month=month, asked_at=now)
        for person in _writers(hub):
            write_letter("hubs.pulse_asked", to=person, about=pulse.pk)
    return len(partners)


def _writers(hub: int) -> Any:
    writers = Membership.objects.writers().filter(hub=hub)
    return User.objects.filter(pk__in=writers.values("user"), is_active=True)


@transaction.atomic
def answer_pulse(pulse: Pulse, *, mood: int, needs: str = "", version: int, by: User) -> None:
    """Say how it goes; it may be said differently until the next pulse, by anybody who writes for the hub.

    Refused when the next has been asked, when the twinning has ended, and (as stale) when a colleague
    has answered since `version` was opened.
    """
    twinning = Twinning.objects.select_for_update(of=("self",)).get(pk=pulse.twinning_id)
    if twinning.status != TwinningStatus.RUNNING:
        raise Refused(_("This twinning has ended."))
    if not Pulse.objects.filter(pk=pulse.pk, is_latest=True).exists():
        raise Refused(_("A new month has begun: please answer its own questions."))
    if mood not in Mood.values:
        raise Refused(_("Say how it goes."), field="mood")
    answered = {"mood": mood, "needs": needs.strip(), "answered_by": by, "answered_at": timezone.now()}
    is_new = answered["needs"] != Pulse.objects.values_list("needs", flat=True).get(pk=pulse.pk)
    save_version(pulse, opened=version, **answered | (UNREPLIED if is_new else {}))
    leave_trace(pulse, "answer", by=by)


@transaction.atomic
def reply_to_pulse(pulse: Pulse, *, words: str, version: int, by: User) -> None:
    """Say what the office did about what a hub needs: its people are told, and it waits no longer.

    Refused (as stale) when the hub has told it differently since `version` was read.
    """
    refuse_unless_office(by)
    if not Pulse.objects.visible_to(by).filter(pk=pulse.pk).exists():
        raise Refused(_("You have an interest in one of these hubs: leave it to a colleague."))
    if not pulse.needs:
        raise Refused(_("This hub has not said that it needs anything."))
    if not words.strip():
        raise Refused(_("Write what the office did, or will do."), field="words")
    now = timezone.now()
    save_version(pulse, opened=version, reply=words.strip(), replied_by=by, replied_at=now)
    leave_trace(pulse, "reply", by=by)
    for person in _writers(pulse.hub_id):
        write_letter("hubs.pulse_replied", to=person, about=pulse.pk, once=now.isoformat())
