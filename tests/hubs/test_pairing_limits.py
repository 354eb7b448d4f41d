"""How long hubs have to answer: reminded before, each time once; more time; the office at the end, once."""

from datetime import timedelta

import pytest
from django.utils import timezone

from hubs.models import Pairing, PairingPartner, PairingRules
from hubs.operations.answering_pairings import accept_pairing, refuse_pairing
from hubs.operations.pairing_limits import extend_pairing, lapse_pairings, remind_partners
from hubs.operations.pairings import drop_pairing
from hubs.states import CallStatus, PairingStatus, PartnerAnswer
from hubs.tasks import watch_pairing_limits as tick
from tests.factories import join, make_call, make_user
from tests.factories_evaluating import declare
from tests.factories_pairing import make_proposal
from twinning.accounts.models import Letter
from twinning.core.errors import Refused
from twinning.trail.models import Trace

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def pairing(ines_hub, leo_hub, carla):
    return make_proposal(ines_hub, leo_hub, by=carla)


@pytest.fixture
def of_ines(pairing, ines_hub):
    return pairing.partners.get(expression__hub=ines_hub)


def written(kind):
    return sorted(letter.recipient.name for letter in Letter.objects.filter(kind=f"hubs.{kind}"))


def test_hubs_are_reminded_5_days_and_1_day_before_each_once(pairing, time_machine):
    for days, letters in ((6, 0), (5, 2), (4.9, 2), (2, 2), (1, 4), (0.5, 4), (0, 4), (-1, 4)):
        time_machine.move_to(pairing.answer_by - days * DAY, tick=False)
        remind_partners()
        remind_partners()
        assert len(written("pairing_reminder")) == letters, days


def test_the_call_says_when_to_remind(ines_hub, leo_hub, carla, time_machine):
    call = make_call(status=CallStatus.RELEASED)
    PairingRules.objects.create(call=call, reminder_days=[3])
    pairing = make_proposal(ines_hub, leo_hub, by=carla, call=call)

    for days, letters in ((5, 0), (3, 2), (1, 2)):
        time_machine.move_to(pairing.answer_by - days * DAY, tick=False)
        remind_partners()
        assert len(written("pairing_reminder")) == letters, days


def test_who_has_answered_is_not_reminded(pairing, of_ines, ines, time_machine):
    accept_pairing(of_ines, by=ines)
    time_machine.move_to(pairing.answer_by - DAY, tick=False)

    remind_partners()

    assert written("pairing_reminder") == ["Leo"]


def test_after_a_long_sleep_one_reminder_is_enough(pairing, time_machine):
    time_machine.move_to(pairing.answer_by - DAY / 2, tick=False)

    remind_partners()
    remind_partners()

    assert written("pairing_reminder") == ["Ines", "Leo"]


def test_what_has_ended_reminds_nobody(pairing, carla, time_machine):
    drop_pairing(pairing, reason="A better one.", by=carla)
    time_machine.move_to(pairing.answer_by - DAY, tick=False)

    assert remind_partners() == 0


def test_after_the_limit_the_office_is_told_once(pairing, time_machine):
    time_machine.move_to(pairing.answer_by - DAY / 24, tick=False)
    assert lapse_pairings() == 0

    time_machine.move_to(pairing.answer_by, tick=False)
    assert [lapse_pairings(), lapse_pairings()] == [1, 0]

    assert Pairing.objects.get().status == PairingStatus.LAPSED
    assert written("pairing_lapsed") == ["Carla"]
    assert Trace.objects.of(pairing).last().step == "lapse"
    assert PairingPartner.objects.filter(holds=True).count() == 2


def test_an_officer_with_an_interest_is_not_told(pairing, of_ines, carla, ada, time_machine):
    declare(carla, of_ines.expression, conflict=True)
    time_machine.move_to(pairing.answer_by, tick=False)

    lapse_pairings()

    assert written("pairing_lapsed") == ["Ada"]


def test_more_time_is_told_to_all_and_they_may_answer_again(pairing, of_ines, ines, carla, time_machine):
    time_machine.move_to(pairing.answer_by + DAY, tick=False)
    lapse_pairings()
    pairing.refresh_from_db()

    extend_pairing(pairing, answer_by=timezone.now() + 3 * DAY, by=carla)

    assert Pairing.objects.get().status == PairingStatus.PROPOSED
    assert written("pairing_extended") == ["Ines", "Leo"]
    assert Trace.objects.of(pairing).last().step == "extend"
    assert accept_pairing(of_ines, by=ines) is None


def test_an_extension_moves_the_reminders_and_the_end(pairing, carla, time_machine):
    time_machine.move_to(pairing.answer_by - DAY, tick=False)
    remind_partners()
    extend_pairing(pairing, answer_by=pairing.answer_by + 7 * DAY, by=carla)

    assert remind_partners() == 0
    time_machine.move_to(pairing.answer_by - 5 * DAY, tick=False)
    assert remind_partners() == 2
    time_machine.move_to(pairing.answer_by + DAY, tick=False)
    assert lapse_pairings() == 1
    extend_pairing(pairing, answer_by=timezone.now() + DAY, by=carla)
    time_machine.move_to(timezone.now() + 2 * DAY, tick=False)
    assert lapse_pairings() == 1
    assert written("pairing_lapsed") == ["Carla", "Carla"]


def test_a_short_extension_does_not_remind_at_once(pairing, carla, time_machine):
    time_machine.move_to(pairing.answer_by + DAY, tick=False)
    lapse_pairings()
    extend_pairing(pairing, answer_by=timezone.now() + 2 * DAY, by=carla)

    assert remind_partners() == 0


@pytest.mark.parametrize("days", [0, -1, -30])
def test_an_extension_is_later_than_what_was_told_and_than_now(pairing, carla, days):
    with pytest.raises(Refused) as refusal:
        extend_pairing(pairing, answer_by=pairing.answer_by + days * DAY, by=carla)

    assert refusal.value.field == "answer_by"
    assert Pairing.objects.get().answer_by == pairing.answer_by


@pytest.mark.parametrize("status", ["confirmed", "refused", "dropped"])
def test_what_has_ended_is_not_extended(pairing, carla, status):
    Pairing.objects.update(status=status)

    with pytest.raises(Refused):
        extend_pairing(pairing, answer_by=pairing.answer_by + DAY, by=carla)


def test_extending_an_old_proposal_asks_its_hubs(pairing, ines_hub, carla):
    Letter.objects.all().delete()
    Pairing.objects.update(answer_by=None)
    PairingPartner.objects.update(status=PartnerAnswer.WAITING, told_at=None)
    join(ines_hub, make_user("Viewer"), "viewer")
    pairing.refresh_from_db()

    extend_pairing(pairing, answer_by=timezone.now() + 9 * DAY, by=carla)

    assert written("pairing_proposed") == ["Ines", "Leo"]
    assert written("pairing_extended") == []
    assert set(PairingPartner.objects.values_list("status", flat=True)) == {PartnerAnswer.ASKED}
    assert remind_partners() == 0


def test_an_old_proposal_neither_reminds_nor_lapses(pairing):
    Pairing.objects.update(answer_by=None)
    PairingPartner.objects.update(status=PartnerAnswer.WAITING, told_at=None)

    assert (remind_partners(), lapse_pairings()) == (0, 0)


def test_a_refused_pairing_lapses_no_more(pairing, of_ines, ines, time_machine):
    refuse_pairing(of_ines, reason="No people.", by=ines)
    time_machine.move_to(pairing.answer_by + DAY, tick=False)

    assert lapse_pairings() == 0


def test_the_clock_watches_the_limits(settings, pairing, time_machine):
    assert tick.name in settings.CELERY_BEAT_SCHEDULE
    time_machine.move_to(pairing.answer_by - DAY, tick=False)
    tick()
    time_machine.move_to(pairing.answer_by + DAY, tick=False)
    tick()
    tick()

    assert (written("pairing_reminder"), written("pairing_lapsed")) == (["Ines", "Leo"], ["Carla"])
