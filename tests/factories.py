"""Rows for tests, made plainly: what a test does not name is believable and unimportant."""

from datetime import timedelta
from decimal import Decimal
from itertools import count
from typing import Any

from allauth.account.models import EmailAddress
from django.utils import timezone

from hubs.application.contents import content_of
from hubs.models import (
    Answer,
    Assignment,
    Call,
    Criterion,
    Evaluation,
    Expression,
    Hub,
    Membership,
    MembershipRole,
    Pairing,
    PairingPartner,
    Partner,
    Place,
    Programme,
    Region,
    Score,
    Submission,
    TechnologyArea,
    Twinning,
)
from hubs.states import (
    AssignmentStatus,
    CallStatus,
    EvaluationStatus,
    ExpressionStatus,
    HubStatus,
    PairingStatus,
    PartnerAnswer,
)
from twinning.accounts.models import Role, User
from twinning.core.digest import digest_of
from twinning.core.words import plain

numbers = count(1)
PASSWORD = "two shores, one cable"


def make_programme(**fields: Any) -> Programme:
    values = {"name": "Two Shores", "contact_email": "office@example.org"} | fields
    return Programme.objects.update_or_create(pk=1, defaults=values)[0]


def make_region(code: str = "eu") -> Region:
    names = {"eu": "European Union", "lac": "Latin America and the Caribbean"}
    position = list(names).index(code) if code in names else 9
    values = {"name": names.get(code, code), "position": position}
    return Region.objects.get_or_create(code=code, defaults=values)[0]


def make_area(code: str = "ai", name: str = "Artificial intelligence") -> TechnologyArea:
    return TechnologyArea.objects.get_or_create(code=code, defaults={"name": name})[0]


def make_user(name: str = "", *, role: str = Role.MEMBER, **fields: Any) -> User:
    """A person with a verified address and the password `PASSWORD`."""
    name = name or f"person{next(numbers)}"
    email = fields.pop("email", f"{name.lower().replace(' ', '.')}@example.org")
    user = User.objects.create_user(email, PASSWORD, name=name, role=role, **fields)
    EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
    return user


def make_hub(
    name: str = "", *, region: str = "eu", country: str = "PT", manager: User | None = None, **fields: Any
) -> Hub:
    number = next(numbers)
    name = name or f"Hub {number}"
    values: dict[str, Any] = {
        "slug": f"hub-{number}",
        "status": HubStatus.LISTED,
        "summary": "Helps young firms to try new technology.",
        "languages": ["en"],
    } | fields
    hub = Hub(name=name, country=country, region=make_region(region), **values)
    hub.search = plain(hub.name, hub.native_name, hub.acronym, hub.city, hub.country.name)
    hub.save()
    if manager:
        join(hub, manager)
    return hub


def join(hub: Hub, user: User, role: str = MembershipRole.MANAGER) -> Membership:
    return Membership.objects.create(hub=hub, user=user, role=role)


def make_call(**fields: Any) -> Call:
    """An open call with the three criteria of the EU's grid and one place for each region."""
    now = timezone.now()
    values: dict[str, Any] = {
        "slug": f"call-{next(numbers)}",
        "title": "First call",
        "text": "Hubs of both shores may apply.",
        "opens_at": now - timedelta(days=10),
        "closes_at": now + timedelta(days=20),
        "time_zone": "Europe/Brussels",
        "threshold": Decimal(10),
        "status": CallStatus.PUBLISHED,
    } | fields
    call = Call.objects.create(**values)
    for position, code in enumerate(["excellence", "impact", "implementation"]):
        Criterion.objects.create(call=call, code=code, name=code.title(), threshold=3, position=position)
    for code in ("eu", "lac"):
        Place.objects.create(call=call, region=make_region(code), number=1)
    return call


ANSWERS = {
    "motivation": "We want to work with a hub on the other shore.",
    "use_of_bella": "Shared test beds over the cable.",
    "research_experience": "Twelve projects since 2019.",
    "innovator_experience": "Forty start-ups a year.",
    "offers": "A cloud laboratory and mentors.",
    "seeks": "Access to new markets.",
}


def make_expression(
    call: Call, hub: Hub, *, status: str = ExpressionStatus.SUBMITTED, **fields: Any
) -> Expression:
    """Answered whole, or as `fields` say; with a submission unless it is a draft."""
    handed_in = None if status == ExpressionStatus.DRAFT else timezone.now()
    answers = ANSWERS | {name: fields.pop(name) for name in ANSWERS if name in fields}
    values = {"submitted_at": handed_in} | fields
    expression = Expression.objects.create(call=call, hub=hub, status=status, **values)
    expression.technology_areas.add(make_area())
    for code, value in (answers | {"technology_areas": "ai"}).items():
        Answer.objects.create(expression=expression, code=code, value=value)
    if expression.submitted_at is not None:
        submit_quietly(expression)
    return expression


def submit_quietly(expression: Expression) -> Submission:
    """What it says now is what counts; nobody is told, and nothing is printed."""
    content = content_of(expression)
    number = expression.submissions.count() + 1
    expression.submission = Submission.objects.create(
        expression=expression,
        number=number,
        content=content,
        digest=digest_of(content),
        submitted_at=expression.submitted_at,
    )
    expression.save(update_fields=["submission"])
    return expression.submission


def make_evaluation(expression: Expression, reviewer: User, *, marks: float | None = None) -> Evaluation:
    """An accepted assignment with its evaluation; with `marks` it is submitted, all alike."""
    assignment = Assignment.objects.create(
        expression=expression, reviewer=reviewer, status=AssignmentStatus.ACCEPTED
    )
    status = EvaluationStatus.DRAFT if marks is None else EvaluationStatus.SUBMITTED
    evaluation = Evaluation.objects.create(assignment=assignment, status=status)
    for criterion in expression.call.criteria.all():
        mark = None if marks is None else Decimal(str(marks))
        Score.objects.create(evaluation=evaluation, criterion=criterion, mark=mark)
    return evaluation


def make_twinning(*hubs: Hub, call: Call | None = None, by: User | None = None) -> Twinning:
    """Hubs that were selected, paired and twinned; no signal is sent."""
    call = call or make_call(status=CallStatus.RELEASED)
    by = by or make_user(role=Role.COORDINATOR)
    pairing = Pairing.objects.create(call=call, status=PairingStatus.CONFIRMED, proposed_by=by)
    twinning = Twinning.objects.create(call=call, pairing=pairing)
    for hub in hubs:
        expression = make_expression(call, hub, status=ExpressionStatus.SELECTED)
        PairingPartner.objects.create(
            pairing=pairing, expression=expression, status=PartnerAnswer.ACCEPTED, answered_at=timezone.now()
        )
        Partner.objects.create(twinning=twinning, hub=hub)
    return twinning
