"""What the shorter journeys begin with, made by the product's own operations: people, hubs, two calls."""

from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from allauth.account.models import EmailAddress
from django.utils import timezone

from hubs.models import Call, Hub, Region, TechnologyArea
from hubs.operations.answers import revise_expression
from hubs.operations.calls import prepare_call, publish_call
from hubs.operations.expressions import start_expression, submit_expression
from hubs.operations.hubs import list_hub, register_hub
from hubs.operations.memberships import accept_invitation, invite_colleague
from hubs.operations.reviewers import invite_reviewer
from tests.journeys.product import PASSWORD
from twinning.accounts.models import Role, User
from twinning.demo.clock import happening

OPEN, CLOSED, BLIND = "Call that is open", "Call that has closed", "Call that hides the hubs"
FIRST, SECOND, WRITING, LATE = "Alba Works", "Bruma Laboratory", "Gaviota Centre", "Delfin Dock"
CONNECTED, PROUD = "Is the hub connected to the network?", "Which project are you proud of?"
ANSWERS = {
    "technology_areas": "ai",
    "motivation": "We want a twin on the other shore.",
    "use_of_bella": "Move images of satellites within minutes.",
    "research_experience": "Twelve projects since 2019.",
    "innovator_experience": "Forty start-ups a year.",
    "offers": "A cloud laboratory and mentors.",
    "seeks": "Access to new markets.",
    "eligibility-connected": "Yes.",
    "question-proud": "A network of buoys.",
}
STORY = {"code": "proud", "kind": "long", "label": PROUD, "limit": 20}
PLAN = {"code": "plan", "kind": "file", "label": "Your plan as a file"}
CRITERIA = [
    {"code": "excellence", "name": "Excellence", "threshold": Decimal(3)},
    {"code": "impact", "name": "Impact", "threshold": Decimal(3)},
]


def address(name: str) -> str:
    return f"{name.lower()}@ground.example"


def lay() -> None:
    """A call that closed yesterday with two hubs in it, an open one with none, and a closed one with none
    that hides the hubs and asks for a file.
    """
    now = timezone.now()
    cora = person("Cora", Role.COORDINATOR)
    for name in ("Rita", "Paul", "Yves"):
        invite_reviewer(address(name), by=cora, name=name, affiliation="Institute of Tides", languages=["en"])
        let_in(User.objects.get(email=address(name)))
    announce(OPEN, by=cora, opens_at=now - timedelta(days=1), closes_at=now + timedelta(days=9))
    closes_at = now - timedelta(days=1)
    with happening(closes_at - timedelta(days=9)):
        call = announce(CLOSED, by=cora, opens_at=timezone.now(), closes_at=closes_at)
        announce(
            BLIND, by=cora, opens_at=timezone.now(), closes_at=closes_at, questions=[PLAN], blind_hubs=True
        )
    with happening(closes_at - timedelta(days=1)):
        for name, manager in ((FIRST, "Alba"), (SECOND, "Bruno")):
            apply(call, found_hub(name, person(manager), by=cora))
    found_hub(LATE, person("Dora"), by=cora)
    team = found_hub(WRITING, person("Gala"), by=cora)
    invited = invite_colleague(team, email=address("Gil"), role="contributor", by=team.memberships.get().user)
    accept_invitation(invited, by=person("Gil"))


def person(name: str, role: str = Role.MEMBER) -> User:
    return let_in(User.objects.create_user(address(name), name=name, role=role))


def let_in(user: User) -> User:
    """With a password, and an address that is known to be theirs."""
    user.set_password(PASSWORD)
    user.save()
    known = {"email": user.email, "verified": True, "primary": True}
    EmailAddress.objects.update_or_create(user=user, defaults=known)
    return user


def found_hub(name: str, manager: User, *, by: User) -> Hub:
    region = Region.objects.get(code="eu")
    words = {"city": "Porto", "summary": "Helps young firms to try new technology.", "languages": ["en"]}
    registered = register_hub(by=manager, region=region, name=name, country="PT", **words)
    list_hub(registered, by=by)
    return registered


def announce(title: str, *, opens_at: datetime, closes_at: datetime, by: User, **terms: Any) -> Call:
    """One place on each shore."""
    terms = {"questions": [STORY]} | terms
    call = prepare_call(
        by=by,
        slug=title.lower().replace(" ", "-"),
        title=title,
        text="We look for hubs that want a twin.",
        opens_at=opens_at,
        closes_at=closes_at,
        time_zone="Europe/Brussels",
        places=dict.fromkeys(Region.objects.all(), 1),
        criteria=CRITERIA,
        eligibility_items=[{"code": "connected", "question": CONNECTED}],
        technology_areas=TechnologyArea.objects.all(),
        evaluations_wanted=2,
        redress_days=14,
        shares_reviews=True,
        **terms,
    )
    publish_call(call, by=by)
    return call


def apply(call: Call, applicant: Hub) -> None:
    manager = applicant.memberships.get().user
    expression = start_expression(call, hub=applicant, by=manager)
    revise_expression(expression, answers=ANSWERS, opened=_versions(expression), by=manager)
    submit_expression(expression, by=manager)


def _versions(expression) -> dict[str, int]:
    return dict(expression.answers.values_list("code", "version"))
