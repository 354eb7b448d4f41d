"""The pages of a hub's people, and of an invitation."""

import pytest
from django.urls import reverse

from hubs.models import Invitation, Membership, MembershipRole
from hubs.operations.memberships import invite_colleague
from tests.factories import join, make_user
from twinning.accounts.models import Letter


@pytest.fixture
def url(ines_hub):
    return reverse("hubs:members", args=[ines_hub.slug])


@pytest.fixture
def invitation(ines, ines_hub):
    return invite_colleague(ines_hub, email="leo@example.org", role=MembershipRole.VIEWER, by=ines)


def test_the_people_of_a_hub_are_for_its_people_and_the_office(as_user, ines, leo, carla, rosa, url):
    assert as_user().get(url).status_code == 302
    assert as_user(leo).get(url).status_code == 403
    assert as_user(rosa).get(url).status_code == 403
    assert as_user(ines).get(url).status_code == 200
    assert as_user(carla).get(url).status_code == 200


def test_a_viewer_reads_who_is_there_and_has_no_buttons(as_user, leo, ines_hub, url, invitation):
    join(ines_hub, leo, MembershipRole.VIEWER)

    words = as_user(leo).get(url).content.decode()

    assert "ines@example.org" in words
    assert "Change role" not in words
    assert "Send the invitation" not in words
    membership = Membership.objects.get(user=leo)
    for name, pk in (("change_membership", membership.pk), ("withdraw_invitation", invitation.pk)):
        assert as_user(leo).post(reverse(f"hubs:{name}", args=[pk])).status_code == 403


def test_the_page_costs_the_same_at_1_and_30_people(as_user, ines, ines_hub, url, budget):
    one = budget(as_user(ines), url)
    for number in range(29):
        join(ines_hub, make_user(), MembershipRole.VIEWER)
        invite_colleague(ines_hub, email=f"p{number}@example.org", role=MembershipRole.VIEWER, by=ines)
    thirty = budget(as_user(ines), url)

    assert one.queries == thirty.queries


def test_inviting_sends_a_letter_and_says_so(as_user, ines, ines_hub, url):
    invite = reverse("hubs:invite_colleague", args=[ines_hub.slug])

    response = as_user(ines).post(invite, {"email": "New@Example.org", "role": "contributor"}, follow=True)

    assert response.redirect_chain == [(url, 302)]
    assert "A letter is on its way to new@example.org." in response.content.decode()
    assert Invitation.objects.get().role == MembershipRole.CONTRIBUTOR


@pytest.mark.parametrize(
    ("typed", "status"),
    [
        ({"email": "nobody"}, 422),
        ({"email": "a@b.eu", "role": "king"}, 422),
        ({"email": "x" * 260 + "@b.eu"}, 422),
        ({"email": "leo@example.org"}, 409),
    ],
)
def test_what_cannot_be_invited_comes_back_as_typed(as_user, ines, ines_hub, invitation, typed, status):
    invite = reverse("hubs:invite_colleague", args=[ines_hub.slug])

    response = as_user(ines).post(invite, {"role": "viewer"} | typed)

    assert response.status_code == status
    assert typed["email"] in response.content.decode()
    assert Invitation.objects.count() == 1


def test_the_longest_address_there_is_can_be_invited(ines, ines_hub):
    longest = "x" * 63 + "@" + ".".join(["y" * 60] * 3) + ".example"

    invite_colleague(ines_hub, email=longest, role=MembershipRole.VIEWER, by=ines)

    letter = Letter.objects.get()
    assert letter.address == longest
    assert len(letter.reference) <= Letter._meta.get_field("reference").max_length


def test_a_manager_changes_a_role_and_removes_a_colleague(as_user, ines, leo, ines_hub):
    membership = join(ines_hub, leo, MembershipRole.VIEWER)
    change = reverse("hubs:change_membership", args=[membership.pk])
    remove = reverse("hubs:remove_membership", args=[membership.pk])

    assert as_user(ines).get(change).status_code == 200
    as_user(ines).post(change, {"role": "contributor"})
    assert Membership.objects.get(user=leo).role == MembershipRole.CONTRIBUTOR

    assert as_user(ines).get(remove).status_code == 200
    as_user(ines).post(remove)
    assert not Membership.objects.filter(user=leo).exists()


def test_the_last_manager_reads_why_not(as_user, ines, ines_hub):
    membership = Membership.objects.get(user=ines)

    for name, typed in (("change_membership", {"role": "viewer"}), ("remove_membership", {})):
        response = as_user(ines).post(reverse(f"hubs:{name}", args=[membership.pk]), typed)
        assert response.status_code == 409
        assert "A hub needs a manager." in response.content.decode()


def test_members_of_other_hubs_do_not_exist_here(as_user, olga, olga_hub, ines, ines_hub):
    membership = Membership.objects.get(user=ines)

    for name in ("change_membership", "remove_membership"):
        assert as_user(olga).post(reverse(f"hubs:{name}", args=[membership.pk])).status_code == 404


def test_whoever_opens_the_link_signed_out_is_led_to_the_door_and_back(client, invitation):
    for url in (invitation.get_absolute_url(), "/invitations/999999/"):
        response = client.get(url)
        words = response.content.decode()

        assert response.status_code == 200
        assert f"{reverse('account_login')}?next={url}" in words
        assert f"{reverse('account_signup')}?next={url}" in words
        assert "Atlantic Hub" not in words


def test_somebody_else_learns_nothing_not_even_that_it_exists(as_user, olga, invitation):
    there = as_user(olga).get(invitation.get_absolute_url())
    nowhere = as_user(olga).get("/invitations/999999/")

    assert there.status_code == nowhere.status_code == 404
    assert "Atlantic Hub" not in there.content.decode()
    assert as_user(olga).post(reverse("hubs:accept_invitation", args=[invitation.pk])).status_code == 404


def test_the_invited_accepts_and_lands_in_the_hub(as_user, leo, invitation, ines_hub):
    page = as_user(leo).get(invitation.get_absolute_url())
    assert "Accept" in page.content.decode()

    accept = reverse("hubs:accept_invitation", args=[invitation.pk])
    response = as_user(leo).post(accept, {"next": ines_hub.get_absolute_url()})

    assert response.url == ines_hub.get_absolute_url()
    assert Membership.objects.get(user=leo).role == MembershipRole.VIEWER
    assert as_user(leo).post(accept).status_code == 403


def test_a_colleague_reads_an_invitation_and_cannot_accept_it(as_user, ines, invitation):
    page = as_user(ines).get(invitation.get_absolute_url())

    assert page.status_code == 200
    assert "It waits for the person with this address." in page.content.decode()
    assert as_user(ines).post(reverse("hubs:accept_invitation", args=[invitation.pk])).status_code == 403


def test_an_invitation_that_ran_out_says_so(as_user, leo, invitation):
    Invitation.objects.update(expires_at=invitation.sent_at)

    assert "no longer valid" in as_user(leo).get(invitation.get_absolute_url()).content.decode()
    accept = reverse("hubs:accept_invitation", args=[invitation.pk])
    assert as_user(leo).post(accept).status_code == 409
