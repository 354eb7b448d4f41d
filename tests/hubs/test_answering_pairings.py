"""What hubs answer to a proposed pairing: with the last yes it is a twinning, with the first no it ends."""

from datetime import timedelta

import pytest
from django.utils import timezone

from actionplans.models import Plan
from hubs.models import Expression, Pairing, PairingPartner, PairingRules, Twinning
from hubs.operations.answering_pairings import accept_pairing, record_answer, refuse_pairing
from hubs.operations.pairing_limits import lapse_pairings
from hubs.operations.pairings import confirm_pairing, drop_pairing, propose_pairing
from hubs.operations.twinnings import end_twinning
from hubs.states import CallStatus, ExpressionStatus, PairingStatus, PartnerAnswer, TwinningStatus
from tests.factories import join, make_call, make_expression, make_hub, make_user
from tests.factories_evaluating import declare
from tests.factories_pairing import accept_all, make_proposal, speaker_of
from twinning.accounts.models import Letter
from twinning.core.errors import Refused
from twinning.trail.models import Trace

pytestmark = pytest.mark.django_db


@pytest.fixture
def pairing(ines_hub, leo_hub, carla):
    return make_proposal(ines_hub, leo_hub, by=carla)


@pytest.fixture
def of_ines(pairing, ines_hub):
    return pairing.partners.get(expression__hub=ines_hub)


@pytest.fixture
def of_leo(pairing, leo_hub):
    return pairing.partners.get(expression__hub=leo_hub)


def written(kind):
    return sorted(letter.recipient.name for letter in Letter.objects.filter(kind=f"hubs.{kind}"))


def test_the_managers_of_each_hub_are_asked_and_nobody_else(ines_hub, leo_hub, carla):
    join(ines_hub, make_user("Contributor"), "contributor")
    join(ines_hub, make_user("Other manager"))
    join(ines_hub, make_user("Gone", is_active=False))

    pairing = make_proposal(ines_hub, leo_hub, by=carla)

    assert written("pairing_proposed") == ["Ines", "Leo", "Other manager"]
    assert set(pairing.partners.values_list("status", flat=True)) == {PartnerAnswer.ASKED}


def test_they_have_as_many_days_as_the_call_says_to_their_last_minute(ines_hub, leo_hub, carla, time_machine):
    time_machine.move_to("2026-03-20 22:30:00+00:00", tick=False)
    call = make_call(status=CallStatus.RELEASED, time_zone="Europe/Brussels")
    PairingRules.objects.create(call=call, answer_days=12)

    pairing = make_proposal(ines_hub, leo_hub, by=carla, call=call)

    # The clocks change in between; a day is the calendar's, where the call's deadlines are spoken of.
    assert pairing.answer_by.isoformat() == "2026-04-01T23:59:00+02:00"


def test_the_first_yes_waits_for_the_other(pairing, of_ines, ines):
    assert accept_pairing(of_ines, by=ines) is None

    stored = PairingPartner.objects.get(pk=of_ines.pk)
    assert (stored.status, stored.answered_by) == (PartnerAnswer.ACCEPTED, ines)
    assert stored.answered_at
    assert Pairing.objects.get().status == PairingStatus.PROPOSED
    assert not Twinning.objects.exists()
    assert written("twinning_formed") == []


def test_the_last_yes_forms_the_twinning_opens_the_plan_and_tells_everybody(
    pairing, of_ines, of_leo, ines, leo, ines_hub, leo_hub, carla
):
    join(leo_hub, make_user("Viewer"), "viewer")

    accept_pairing(of_leo, by=leo)
    twinning = accept_pairing(of_ines, by=ines)

    assert Pairing.objects.get().status == PairingStatus.CONFIRMED
    assert {partner.hub for partner in twinning.partners.all()} == {ines_hub, leo_hub}
    assert Plan.objects.get().twinning == twinning
    assert written("twinning_formed") == ["Ines", "Leo", "Viewer"]
    assert written("pairing_confirmed") == ["Carla"]
    assert [trace.step for trace in Trace.objects.of(pairing)] == ["propose", "accept", "accept", "confirm"]


def test_three_partners_need_three_answers(programme, ines_hub, leo_hub, carla, ines, leo):
    programme.partners = 3
    programme.save()
    third = make_hub("Baltic Hub", region="africa", country="LT", manager=make_user("Third"))
    pairing = make_proposal(ines_hub, leo_hub, third, by=carla)
    first, second, last = pairing.partners.select_related("expression__hub")

    assert accept_pairing(first, by=ines) is None
    assert accept_pairing(second, by=leo) is None
    assert accept_pairing(last, by=speaker_of(third)).partners.count() == 3


@pytest.mark.parametrize(
    ("answer", "words"), [(accept_pairing, {}), (refuse_pairing, {"reason": "We changed our mind."})]
)
def test_a_hub_answers_once(of_ines, ines, answer, words):
    accept_pairing(of_ines, by=ines)

    with pytest.raises(Refused):
        answer(PairingPartner.objects.get(pk=of_ines.pk), by=ines, **words)

    assert PairingPartner.objects.get(pk=of_ines.pk).status == PartnerAnswer.ACCEPTED


def test_a_refusal_frees_the_partners_and_tells_the_other_without_the_reason(
    pairing, of_ines, of_leo, ines, leo, carla, ines_hub
):
    accept_pairing(of_ines, by=ines)

    refuse_pairing(of_leo, reason="  We know them too well.  ", by=leo)

    assert Pairing.objects.get().status == PairingStatus.REFUSED
    assert PairingPartner.objects.get(pk=of_leo.pk).reason == "We know them too well."
    assert not PairingPartner.objects.filter(holds=True).exists()
    assert written("pairing_off") == ["Ines"]
    assert written("pairing_refused") == ["Carla"]
    call, expression = pairing.call, of_ines.expression
    other = make_expression(call, make_hub(region="lac"), status=ExpressionStatus.SELECTED)
    assert propose_pairing(call, expressions=[expression, other], by=carla)


@pytest.mark.parametrize("reason", ["", "   "])
def test_a_refusal_needs_a_reason(of_leo, leo, reason):
    with pytest.raises(Refused) as refusal:
        refuse_pairing(of_leo, reason=reason, by=leo)

    assert refusal.value.field == "reason"
    assert Pairing.objects.get().status == PairingStatus.PROPOSED


def test_after_the_limit_hubs_answer_no_more(pairing, of_ines, of_leo, ines, leo, time_machine):
    time_machine.move_to(pairing.answer_by, tick=False)
    with pytest.raises(Refused, match="time to answer is over"):
        accept_pairing(of_ines, by=ines)

    lapse_pairings()
    with pytest.raises(Refused, match="time to answer is over"):
        refuse_pairing(of_leo, reason="Late.", by=leo)

    assert Pairing.objects.get().status == PairingStatus.LAPSED


def test_the_office_forms_no_twinning_by_itself(pairing, of_ines, ines, carla):
    accept_pairing(of_ines, by=ines)

    with pytest.raises(Refused):
        confirm_pairing(pairing, by=carla)

    assert not Twinning.objects.exists()


def test_the_office_records_what_a_hub_told_it(pairing, of_ines, of_leo, ines, carla):
    accept_pairing(of_ines, by=ines)

    twinning = record_answer(of_leo, answer="accepted", note="Leo called Carla today.", by=carla)

    assert twinning == Twinning.objects.get()
    recorded = Trace.objects.of(pairing).filter(step="accept").last()
    assert recorded.by == carla
    assert recorded.detail == {"hub": "Hub Andino", "note": "Leo called Carla today."}


def test_the_office_records_after_the_limit_and_the_limit_stays(
    pairing, of_ines, of_leo, carla, time_machine
):
    time_machine.move_to(pairing.answer_by + timedelta(hours=1), tick=False)
    lapse_pairings()

    assert record_answer(of_ines, answer="accepted", note="By telephone.", by=carla) is None
    assert Pairing.objects.get().status == PairingStatus.LAPSED
    assert lapse_pairings() == 0
    record_answer(of_leo, answer="accepted", note="By telephone.", by=carla)

    assert Pairing.objects.get().status == PairingStatus.CONFIRMED


def test_a_recorded_refusal_has_its_reason_and_its_note(of_leo, carla):
    with pytest.raises(Refused):
        record_answer(of_leo, answer="refused", note="By telephone.", by=carla)

    record_answer(of_leo, answer="refused", note="By telephone.", reason="No people.", by=carla)

    stored = PairingPartner.objects.get(pk=of_leo.pk)
    assert (stored.status, stored.reason, stored.note) == ("refused", "No people.", "By telephone.")


def test_the_office_does_not_answer_without_saying_how_it_heard(of_leo, carla):
    with pytest.raises(Refused) as refusal:
        record_answer(of_leo, answer="accepted", note=" ", by=carla)

    assert refusal.value.field == "note"


def test_who_has_an_interest_in_a_hub_does_not_answer_for_it(of_leo, carla):
    declare(carla, of_leo.expression, conflict=True)

    with pytest.raises(Refused):
        record_answer(of_leo, answer="accepted", note="By telephone.", by=carla)


def test_dropping_tells_the_hubs_that_were_asked(pairing, carla):
    drop_pairing(pairing, reason="A better one.", by=carla)

    assert written("pairing_off") == ["Ines", "Leo"]


def test_what_was_never_put_to_the_hubs_is_dropped_without_a_word(pairing, carla):
    Letter.objects.all().delete()
    PairingPartner.objects.update(status=PartnerAnswer.WAITING)
    Pairing.objects.update(answer_by=None)

    drop_pairing(pairing, reason="An old one.", by=carla)

    assert not Letter.objects.exists()


def test_what_was_never_put_to_the_hubs_cannot_be_answered(pairing, of_ines, ines):
    PairingPartner.objects.update(status=PartnerAnswer.WAITING)
    Pairing.objects.update(answer_by=None)

    with pytest.raises(Refused):
        accept_pairing(of_ines, by=ines)


# Capacity


def test_a_hub_stands_in_as_many_pairings_as_the_call_allows(ines_hub, carla):
    call = make_call(status=CallStatus.RELEASED)
    PairingRules.objects.create(call=call, capacity=2)
    eu = make_expression(call, ines_hub, status=ExpressionStatus.SELECTED)
    others = [make_expression(call, make_hub(region="lac"), status="selected") for _ in range(3)]

    first, _second = [propose_pairing(call, expressions=[eu, one], by=carla) for one in others[:2]]
    with pytest.raises(Refused, match="2 pairings already"):
        propose_pairing(call, expressions=[eu, others[2]], by=carla)
    assert sorted(eu.pairing_partners.values_list("slot", flat=True)) == [0, 1]

    drop_pairing(first, reason="Another fits better.", by=carla)
    propose_pairing(call, expressions=[eu, others[2]], by=carla)
    assert sorted(eu.pairing_partners.filter(holds=True).values_list("slot", flat=True)) == [0, 1]


def test_the_same_hubs_are_not_paired_twice(ines_hub, leo_hub, carla):
    call = make_call(status=CallStatus.RELEASED)
    PairingRules.objects.create(call=call, capacity=3)
    pairing = make_proposal(ines_hub, leo_hub, by=carla, call=call)
    chosen = list(Expression.objects.filter(pairings=pairing))

    with pytest.raises(Refused, match="together already"):
        propose_pairing(call, expressions=chosen, by=carla)


def test_ending_one_of_two_twinnings_leaves_the_other(ines_hub, carla):
    call = make_call(status=CallStatus.RELEASED)
    PairingRules.objects.create(call=call, capacity=2)
    eu = make_expression(call, ines_hub, status=ExpressionStatus.SELECTED)
    others = [make_expression(call, make_hub(region="lac"), status="selected") for _ in range(2)]
    first, second = [accept_all(propose_pairing(call, expressions=[eu, one], by=carla)) for one in others]

    end_twinning(first, reason="Done.", by=carla)

    assert Twinning.objects.get(pk=second.pk).status == TwinningStatus.RUNNING
    assert eu.pairing_partners.filter(holds=True).count() == 1
    assert timezone.now() >= Twinning.objects.get(pk=first.pk).ended_at
