"""What waits for a person in the selection."""

from django.contrib.auth.models import AnonymousUser

from hubs.models import MembershipRole
from hubs.operations.memberships import invite_colleague
from hubs.waiting.hubs import waiting_for
from tests.budget import counting
from tests.factories import join, make_call, make_expression, make_hub


def told(user):
    return [(thing.kind, thing.title, thing.due_at) for thing in waiting_for(user)]


def test_a_draft_waits_until_the_deadline(draft, ines):
    assert told(ines) == [
        ("draft", "Finish and submit the expression of interest of Atlantic Hub", draft.call.closes_at)
    ]


def test_an_open_call_waits_for_a_hub_that_has_not_begun(call, ines, ines_hub, leo, leo_hub):
    make_expression(call, leo_hub)

    assert told(ines) == [("open call", "Apply with Atlantic Hub", call.closes_at)]
    assert told(leo) == []


def test_a_call_that_is_closed_or_has_no_places_for_the_hub_does_not_wait(ines, ines_hub):
    make_call(closes_at=make_call(status="draft").opens_at.replace(year=2100), status="released")
    make_call().places.filter(region=ines_hub.region).delete()

    assert told(ines) == []


def test_an_invitation_waits_for_the_invited(ines, leo, ines_hub):
    invitation = invite_colleague(ines_hub, email=leo.email, role=MembershipRole.VIEWER, by=ines)

    assert told(leo) == [("invitation", "Join Atlantic Hub", invitation.expires_at)]
    assert told(ines) == []


def test_new_hubs_wait_for_the_office(carla, ines, rosa):
    make_hub(status="new", manager=ines)
    make_hub(status="new")

    assert told(carla) == [("hubs", "2 new hubs to list", None)]
    assert told(rosa) == []


def test_nothing_waits_for_a_viewer_or_a_visitor(draft, leo):
    join(draft.hub, leo, MembershipRole.VIEWER)

    assert told(leo) == []
    assert told(AnonymousUser()) == []


def test_it_costs_the_same_for_one_hub_and_for_ten(ines, ines_hub):
    make_call()
    with counting() as one:
        assert len(waiting_for(ines)) == 1
    for _ in range(9):
        make_expression(make_call(), make_hub(manager=ines), status="draft")
    with counting() as ten:
        assert len(waiting_for(ines)) == 100
    assert one.queries == ten.queries
