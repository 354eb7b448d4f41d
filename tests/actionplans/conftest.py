"""A twinning's plan with two sections; Vera reads for Ines's hub, Cleo writes for Leo's."""

import pytest

from actionplans.models import Plan, SectionKind
from actionplans.operations.activities import add_activity
from actionplans.operations.plans import open_plan, propose_plan, sign_plan
from actionplans.operations.sections import revise_section
from hubs.models import Membership, MembershipRole
from tests.actionplans import digest_now, first_section
from tests.factories import join, make_user


@pytest.fixture
def kinds(db):
    return [
        SectionKind.objects.create(code="goals", title="Goals", guidance="What for?", position=1),
        SectionKind.objects.create(code="network", title="Use of the network", position=2),
    ]


@pytest.fixture
def plan(twinning, kinds, carla):
    """Opened, with nothing in it."""
    return open_plan(twinning, by=carla)


@pytest.fixture
def vera(ines_hub):
    user = make_user("Vera")
    join(ines_hub, user, MembershipRole.VIEWER)
    return user


@pytest.fixture
def cleo(leo_hub):
    user = make_user("Cleo")
    join(leo_hub, user, MembershipRole.CONTRIBUTOR)
    return user


@pytest.fixture
def outsider(olga, olga_hub):
    """Manages a hub, of another twinning."""
    assert Membership.objects.filter(user=olga, role=MembershipRole.MANAGER).exists()
    return olga


@pytest.fixture
def section(plan):
    return first_section(plan)


@pytest.fixture
def activity(plan, ines):
    return add_activity(plan, by=ines, kind="letter_of_intent", title="Sign a letter")


@pytest.fixture
def written(plan, section, ines) -> Plan:
    revise_section(section, body="To learn from each other.", version=1, by=ines)
    return plan


@pytest.fixture
def proposed(written, ines) -> Plan:
    propose_plan(written, by=ines)
    return written


@pytest.fixture
def agreed(proposed, ines, leo, ines_hub, leo_hub) -> Plan:
    for hub, manager in ((ines_hub, ines), (leo_hub, leo)):
        sign_plan(proposed, hub=hub, digest=digest_now(proposed), by=manager)
    return proposed
