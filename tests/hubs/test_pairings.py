"""Pairing selected hubs, and the twinnings that come of it."""

import pytest
from django.core import mail

from hubs.models import Expression, Pairing, PairingPartner, Twinning
from hubs.operations.answering_pairings import accept_pairing, refuse_pairing
from hubs.operations.expressions import withdraw_expression
from hubs.operations.pairings import confirm_pairing, drop_pairing, propose_pairing
from hubs.operations.twinnings import end_twinning
from hubs.pairing.saying import WHOLE
from hubs.problem.fits import fit_of
from hubs.signals import twinning_ended, twinning_formed
from hubs.states import CallStatus, ExpressionStatus, PairingStatus, PartnerAnswer, TwinningStatus
from tests.factories import make_call, make_expression, make_hub, make_programme, make_user
from tests.factories_pairing import accept_all
from twinning.accounts.models import Letter
from twinning.core.errors import Refused

SELECTED = ExpressionStatus.SELECTED


@pytest.fixture
def call(db):
    return make_call(status=CallStatus.RELEASED)


@pytest.fixture
def eu(call, ines_hub):
    return make_expression(call, ines_hub, status=SELECTED)


@pytest.fixture
def lac(call, leo_hub):
    return make_expression(call, leo_hub, status=SELECTED)


@pytest.fixture
def pairing(call, eu, lac, carla):
    return propose_pairing(call, expressions=[eu, lac], by=carla)


@pytest.fixture
def heard():
    """What the signals of forming and ending brought."""
    calls = []

    def listen(sender, twinning, by, **kwargs):
        calls.append((twinning, by))

    for signal in (twinning_formed, twinning_ended):
        signal.connect(listen)
    yield calls
    for signal in (twinning_formed, twinning_ended):
        signal.disconnect(listen)


def test_a_proposal_notes_the_fit_and_why(call, eu, lac, carla):
    pairing = propose_pairing(call, expressions=[eu, lac], by=carla)

    assert pairing.status == PairingStatus.PROPOSED
    assert (pairing.fit, pairing.parts) == fit_of([eu, lac])
    assert sum(part["points"] for part in pairing.parts) == pairing.fit * WHOLE
    assert set(pairing.expressions.all()) == {eu, lac}


@pytest.mark.parametrize("status", sorted(set(CallStatus) - {CallStatus.RELEASED}))
def test_nobody_is_paired_before_the_decisions_are_released(call, eu, lac, carla, status):
    call.status = status

    with pytest.raises(Refused):
        propose_pairing(call, expressions=[eu, lac], by=carla)


@pytest.mark.parametrize("status", sorted(set(ExpressionStatus) - {SELECTED}))
def test_only_selected_hubs_are_paired(call, eu, lac, carla, status):
    Expression.objects.filter(pk=lac.pk).update(status=status)

    with pytest.raises(Refused):
        propose_pairing(call, expressions=[eu, lac], by=carla)


def test_partners_come_from_different_regions(call, eu, carla):
    other = make_expression(call, make_hub(), status=SELECTED)

    with pytest.raises(Refused):
        propose_pairing(call, expressions=[eu, other], by=carla)


def test_partners_come_from_the_same_call(call, eu, carla, leo_hub):
    elsewhere = make_expression(make_call(status=CallStatus.RELEASED), leo_hub, status=SELECTED)

    with pytest.raises(Refused):
        propose_pairing(call, expressions=[eu, elsewhere], by=carla)


def test_a_twinning_has_as_many_partners_as_the_programme_says(call, eu, lac, carla):
    make_programme(partners=3)
    with pytest.raises(Refused):
        propose_pairing(call, expressions=[eu, lac], by=carla)

    third = make_expression(call, make_hub(region="africa"), status=SELECTED)
    twinning = accept_all(propose_pairing(call, expressions=[eu, lac, third], by=carla))

    assert twinning.partners.count() == 3


def test_a_hub_stands_in_one_pairing_only(pairing, call, eu, carla):
    other = make_expression(call, make_hub(region="lac"), status=SELECTED)

    with pytest.raises(Refused):
        propose_pairing(call, expressions=[eu, other], by=carla)

    assert Pairing.objects.get() == pairing


def test_a_hub_that_withdrew_meanwhile_is_not_twinned(pairing, lac, carla):
    PairingPartner.objects.update(status=PartnerAnswer.ACCEPTED)
    Expression.objects.filter(pk=lac.pk).update(status=ExpressionStatus.WITHDRAWN)

    with pytest.raises(Refused):
        confirm_pairing(pairing, by=carla)

    assert Pairing.objects.get().status == PairingStatus.PROPOSED
    assert not Twinning.objects.exists()


def test_who_withdraws_from_a_proposal_frees_the_partner_and_the_office_is_told(
    pairing, call, eu, lac, ines, leo, carla, django_capture_on_commit_callbacks
):
    other = make_expression(call, make_hub(region="lac"), status=SELECTED)

    with django_capture_on_commit_callbacks(execute=True):
        withdraw_expression(lac, reason="We cannot.", by=leo)

    assert Pairing.objects.get().status == PairingStatus.DROPPED
    assert [(one.to, one.subject) for one in mail.outbox if "come about" in one.subject] == [
        ([ines.email], "The pairing of Atlantic Hub with Hub Andino does not come about")
    ]
    dropped = [letter for letter in mail.outbox if letter.subject.startswith("Dropped:")]
    assert [letter.to for letter in dropped] == [[carla.email]]
    assert "- Atlantic Hub (Portugal)" in dropped[0].body
    assert propose_pairing(call, expressions=[eu, other], by=carla).status == PairingStatus.PROPOSED


@pytest.mark.parametrize(
    "status", sorted(set(PairingStatus) - {PairingStatus.PROPOSED, PairingStatus.LAPSED})
)
def test_what_is_formed_or_given_up_moves_no_more(pairing, carla, ines, status):
    Pairing.objects.update(status=status)
    partner = pairing.partners.first()

    with pytest.raises(Refused):
        accept_pairing(partner, by=ines)
    with pytest.raises(Refused):
        refuse_pairing(partner, reason="No.", by=ines)
    with pytest.raises(Refused):
        drop_pairing(pairing, reason="No.", by=carla)

    assert Pairing.objects.get().status == status
    assert not Twinning.objects.exists()


def test_a_dropped_pairing_frees_its_hubs(pairing, call, eu, lac, carla):
    drop_pairing(pairing, reason="They know each other already.", by=carla)

    again = propose_pairing(call, expressions=[eu, lac], by=carla)

    assert PairingPartner.objects.filter(holds=True).count() == 2
    assert again != pairing


def test_ending_a_twinning_frees_its_hubs_and_tells_everybody(pairing, call, eu, carla, ines, leo, heard):
    twinning = accept_all(pairing)

    end_twinning(twinning, reason="The partner closed.", by=carla)

    assert Twinning.objects.get().status == TwinningStatus.ENDED
    assert Twinning.objects.get().ended_at
    assert heard[1:] == [(twinning, carla)]
    assert {letter.recipient for letter in Letter.objects.filter(kind="hubs.twinning_ended")} == {ines, leo}
    other = make_expression(call, make_hub(region="lac", manager=make_user()), status=SELECTED)
    assert propose_pairing(call, expressions=[eu, other], by=carla)


def test_a_twinning_ends_once(pairing, carla):
    twinning = accept_all(pairing)
    end_twinning(twinning, reason="The partner closed.", by=carla)

    with pytest.raises(Refused):
        end_twinning(twinning, reason="Again.", by=carla)


def test_a_twinned_hub_leaves_by_the_end_of_the_twinning_and_not_by_withdrawing(pairing, eu, carla, ines):
    twinning = accept_all(pairing)

    with pytest.raises(Refused):
        withdraw_expression(eu, reason="We would rather not.", by=ines)
    assert Expression.objects.get(pk=eu.pk).status == SELECTED

    end_twinning(twinning, reason="They would rather not.", by=carla)
    withdraw_expression(eu, reason="We would rather not.", by=ines)
    assert Expression.objects.get(pk=eu.pk).status == ExpressionStatus.WITHDRAWN
