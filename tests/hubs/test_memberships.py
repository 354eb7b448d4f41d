"""Colleagues of a hub: invited, given roles, removed."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError
from django.utils import timezone

from hubs.models import Invitation, Membership, MembershipRole
from hubs.operations.assignments import recuse_assignment
from hubs.operations.memberships import (
    MOST_A_DAY,
    MOST_WAITING,
    accept_invitation,
    change_membership,
    invite_colleague,
    remove_membership,
    withdraw_invitation,
)
from hubs.states import INVITATION, InvitationStatus
from tests.factories import join, make_evaluation, make_hub, make_user
from twinning.accounts.models import Letter
from twinning.core.errors import Refused
from twinning.trail.models import Trace

EDITS = MembershipRole.CONTRIBUTOR


@pytest.fixture
def invitation(ines, ines_hub):
    return invite_colleague(ines_hub, email="Leo@Example.org ", role=EDITS, by=ines)


def test_an_invitation_is_a_letter_that_is_valid_for_fourteen_days(invitation, ines_hub):
    assert invitation.email == "leo@example.org"
    assert timedelta(days=13, hours=23) < invitation.expires_at - timezone.now() <= timedelta(days=14)
    letter = Letter.objects.get()
    assert (letter.kind, letter.about, letter.recipient) == ("hubs.invitation", invitation.pk, None)
    assert [trace.step for trace in Trace.objects.of(ines_hub)] == ["invite"]


def test_the_letter_to_somebody_with_an_account_is_in_their_inbox_too(ines, ines_hub, leo):
    invite_colleague(ines_hub, email="LEO@example.org", role=EDITS, by=ines)

    assert Letter.objects.get().recipient == leo


def test_accepting_makes_a_colleague(invitation, leo, ines_hub):
    membership = accept_invitation(invitation, by=leo)

    assert (membership.hub, membership.user, membership.role) == (ines_hub, leo, EDITS)
    assert Invitation.objects.get().status == InvitationStatus.ACCEPTED


def test_nobody_else_accepts_an_invitation(invitation, olga):
    with pytest.raises(Refused):
        accept_invitation(invitation, by=olga)

    assert Invitation.objects.get().status == InvitationStatus.SENT
    assert not Membership.objects.filter(user=olga).exists()


def test_an_invitation_that_ran_out_is_not_accepted_and_does_not_stand_in_the_way(
    invitation, ines, leo, ines_hub
):
    Invitation.objects.update(expires_at=timezone.now())
    invitation.refresh_from_db()

    with pytest.raises(Refused):
        accept_invitation(invitation, by=leo)

    again = invite_colleague(ines_hub, email=leo.email, role=EDITS, by=ines)
    assert list(Invitation.objects.waiting()) == [again]


def test_the_same_person_is_not_invited_twice(invitation, ines, ines_hub):
    with pytest.raises(Refused) as refusal:
        invite_colleague(ines_hub, email="leo@example.org", role=EDITS, by=ines)

    assert refusal.value.field == "email"
    assert (Invitation.objects.count(), Letter.objects.count()) == (1, 1)


def test_a_colleague_is_not_invited(ines, ines_hub):
    with pytest.raises(Refused) as refusal:
        invite_colleague(ines_hub, email="INES@example.org", role=EDITS, by=ines)

    assert refusal.value.field == "email"


def test_two_who_invite_at_once_meet_the_databases_own_refusal(invitation, ines, ines_hub):
    with pytest.raises(IntegrityError):
        Invitation.objects.create(
            hub=ines_hub, email=invitation.email, role=EDITS, invited_by=ines, expires_at=timezone.now()
        )


def test_somebody_who_became_a_member_meanwhile_keeps_the_role_they_have(invitation, leo, ines_hub):
    join(ines_hub, leo, MembershipRole.MANAGER)

    assert accept_invitation(invitation, by=leo).role == MembershipRole.MANAGER
    assert Membership.objects.filter(user=leo).count() == 1


def test_a_hub_does_not_flood_strangers_with_letters(ines, ines_hub):
    for number in range(MOST_WAITING):
        invite_colleague(ines_hub, email=f"somebody{number}@example.org", role=EDITS, by=ines)

    with pytest.raises(Refused):
        invite_colleague(ines_hub, email="one.more@example.org", role=EDITS, by=ines)


@pytest.mark.parametrize("status", sorted(set(InvitationStatus) - {InvitationStatus.SENT}))
@pytest.mark.parametrize("operation", [accept_invitation, withdraw_invitation])
def test_only_a_waiting_invitation_moves(invitation, leo, operation, status):
    assert INVITATION.steps["accept"].sources == INVITATION.steps["withdraw"].sources
    Invitation.objects.update(status=status)

    with pytest.raises(Refused):
        operation(invitation, by=leo)

    assert Invitation.objects.get().status == status
    assert not Membership.objects.filter(user=leo).exists()


def test_withdrawing_makes_the_link_worthless(invitation, ines, leo):
    withdraw_invitation(invitation, by=ines)

    with pytest.raises(Refused):
        accept_invitation(Invitation.objects.get(), by=leo)


def test_roles_change_and_people_go(ines, ines_hub, leo):
    membership = join(ines_hub, leo, MembershipRole.VIEWER)

    change_membership(membership, role=MembershipRole.MANAGER, by=ines)
    assert Membership.objects.get(user=leo).role == MembershipRole.MANAGER

    remove_membership(membership, by=ines)
    assert not Membership.objects.filter(user=leo).exists()
    assert [trace.step for trace in Trace.objects.of(ines_hub)] == ["change_role", "remove"]


def test_the_last_manager_stays_and_stays_manager(ines, ines_hub, leo):
    join(ines_hub, leo, EDITS)
    last = Membership.objects.get(user=ines)

    for act in (
        lambda: change_membership(last, role=EDITS, by=ines),
        lambda: remove_membership(last, by=ines),
    ):
        with pytest.raises(Refused):
            act()

    assert Membership.objects.get(user=ines).role == MembershipRole.MANAGER


def test_a_manager_who_cannot_sign_in_any_more_does_not_count(ines, ines_hub):
    join(ines_hub, make_user("Gone", is_active=False), MembershipRole.MANAGER)

    with pytest.raises(Refused):
        remove_membership(Membership.objects.get(user=ines), by=ines)


def test_two_managers_who_remove_each_other_leave_one(ines, ines_hub, leo):
    join(ines_hub, leo, MembershipRole.MANAGER)
    of_ines, of_leo = Membership.objects.get(user=ines), Membership.objects.get(user=leo)

    remove_membership(of_leo, by=ines)
    with pytest.raises(Refused):
        remove_membership(of_ines, by=leo)

    assert [membership.user for membership in Membership.objects.all()] == [ines]


def test_what_is_gone_cannot_be_changed(ines, ines_hub, leo):
    membership = join(ines_hub, leo, EDITS)
    Membership.objects.filter(pk=membership.pk).delete()

    with pytest.raises(Refused):
        change_membership(membership, role=MembershipRole.VIEWER, by=ines)


@pytest.mark.parametrize("role", ["", "owner"])
def test_there_are_no_other_roles(ines, ines_hub, role):
    with pytest.raises(Refused) as refusal:
        invite_colleague(ines_hub, email="leo@example.org", role=role, by=ines)

    assert refusal.value.field == "role"


def test_people_and_invitations_of_a_hub_are_seen_by_its_people_the_invited_and_the_office(
    invitation, ines, leo, olga, olga_hub, rosa, carla
):
    of_ines, of_olga = Membership.objects.get(user=ines), Membership.objects.get(user=olga)

    def seen_by(user):
        return set(Membership.objects.visible_to(user)), set(Invitation.objects.visible_to(user))

    assert seen_by(AnonymousUser()) == (set(), set())
    assert seen_by(rosa) == (set(), set())
    assert seen_by(leo) == (set(), {invitation})
    assert seen_by(ines) == ({of_ines}, {invitation})
    assert seen_by(olga) == ({of_olga}, set())
    assert seen_by(carla) == ({of_ines, of_olga}, {invitation})


def test_withdrawing_makes_no_room_for_more_letters_to_strangers_on_the_same_day(ines, ines_hub):
    other_hub = make_hub(manager=ines)
    for number in range(MOST_A_DAY):
        hub = (ines_hub, other_hub)[number % 2]
        withdraw_invitation(
            invite_colleague(hub, email=f"stranger{number}@example.org", role=EDITS, by=ines), by=ines
        )

    with pytest.raises(Refused):
        invite_colleague(ines_hub, email="one.more@example.org", role=EDITS, by=ines)

    Invitation.objects.update(sent_at=timezone.now() - timedelta(days=2))
    invite_colleague(ines_hub, email="one.more@example.org", role=EDITS, by=ines)


def test_who_evaluates_an_application_of_the_hub_declares_a_conflict_before_joining(
    submitted, ines, ines_hub, rosa
):
    evaluation = make_evaluation(submitted, rosa)
    invitation = invite_colleague(ines_hub, email=rosa.email, role=EDITS, by=ines)

    with pytest.raises(Refused):
        accept_invitation(invitation, by=rosa)
    assert not Membership.objects.filter(user=rosa).exists()

    recuse_assignment(evaluation.assignment, reason="I begin to work there.", by=rosa)
    accept_invitation(invitation, by=rosa)
    assert Membership.objects.filter(user=rosa, hub=ines_hub).exists()
