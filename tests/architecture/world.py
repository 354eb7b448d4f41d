"""One record of everything, with secrets that could leak, for the access table."""

from datetime import timedelta
from types import SimpleNamespace
from typing import Any

from django.utils import timezone

from actionplans.models import SectionKind
from actionplans.operations.activities import add_activity
from actionplans.operations.plans import open_plan
from events.models import Audience, EventKind
from events.operations.attendances import register_attendance
from events.operations.events import announce_event, publish_event
from events.telling import Told
from hubs.models import (
    Invitation,
    Mood,
    Pairing,
    PairingPartner,
    PaperKind,
    PublicText,
    Pulse,
    Question,
    QuestionKind,
    Redress,
)
from hubs.states import CallStatus, ExpressionStatus, HubStatus, PartnerAnswer
from portfolios.models import ServiceCategory
from portfolios.operations.portfolios import open_portfolio, publish_portfolio, submit_portfolio
from portfolios.operations.services import add_service
from tests.factories import (
    join,
    make_call,
    make_evaluation,
    make_expression,
    make_hub,
    make_programme,
    make_twinning,
    make_user,
)
from tests.factories_applying import make_attachment
from tests.factories_calls import make_clarification, make_closed_call, make_late_entry
from tests.factories_desk import make_desk
from tests.factories_evaluating import declare, make_consensus, make_reviewer
from tests.factories_outcomes import make_decided, make_paper_row
from twinning.accounts.models import Letter, Role, User

IN_A_MONTH = timedelta(days=30)


def build_world() -> SimpleNamespace:
    """Ines manages and Tomás contributes to a hub that applied, is twinned with Leo's, has a plan and
    a portfolio; Rosa reviews its new application; Olga's hub has a draft; Carla and Ada are the office.
    """
    world = SimpleNamespace(**people())
    make_programme()
    for place in ("privacy", "accessibility"):
        PublicText.objects.create(place=place, heading=place.title(), body="Words.")
    add_hubs(world)
    add_selection(world)
    add_outcomes(world)
    add_twinning(world)
    add_portfolio(world)
    add_event(world)
    world.letter, *_ = [add_letter(reader) for reader in (world.ines, world.rosa, world.carla)]
    return world


def add_letter(reader: User) -> Letter:
    reference = f"x:{reader.pk}"
    return Letter.objects.create(
        kind="x", about=1, reference=reference, recipient=reader, address=reader.email, subject="X"
    )


def people() -> dict[str, Any]:
    return {
        "visitor": None,
        "olga": make_user("Olga"),
        "ines": make_user("Ines"),
        "tomas": make_user("Tomas"),
        "leo": make_user("Leo"),
        "rosa": make_user("Rosa", role=Role.REVIEWER),
        "carla": make_user("Carla", role=Role.COORDINATOR),
        "ada": make_user("Ada", role=Role.ADMINISTRATOR),
    }


def add_hubs(world: SimpleNamespace) -> None:
    world.hub = make_hub("Atlantic Hub", slug="atlantic", manager=world.ines)
    world.membership = join(world.hub, world.tomas, "contributor")
    world.leo_hub = make_hub("Hub Andino", slug="andino", region="lac", country="CO", manager=world.leo)
    world.olga_hub = make_hub("Nordic Hub", slug="nordic", country="SE", manager=world.olga)
    world.new_hub = make_hub("New Hub", slug="new", status=HubStatus.NEW, manager=world.ines)
    world.invitation = Invitation.objects.create(
        hub=world.hub,
        email=world.olga.email,
        role="viewer",
        invited_by=world.ines,
        expires_at=timezone.now() + IN_A_MONTH,
    )


def add_selection(world: SimpleNamespace) -> None:
    world.call = make_call(slug="open-call")
    Question.objects.create(
        call=world.call, code="plan", kind=QuestionKind.FILE, label="Plan", required=False
    )
    world.draft_call = make_call(slug="secret-call", status=CallStatus.DRAFT)
    world.closed_call = make_closed_call(slug="closed-call")
    world.late_entry, _code = make_late_entry(world.closed_call, by=world.carla)
    world.expression = make_expression(world.call, world.hub)
    world.attachment = make_attachment(world.expression)
    world.clarification = make_clarification(world.expression, by=world.carla)
    world.draft = make_expression(world.call, world.olga_hub, status=ExpressionStatus.DRAFT)
    world.assignment = make_evaluation(world.expression, world.rosa).assignment
    add_evaluations(world)
    add_pairing(world)


def add_pairing(world: SimpleNamespace) -> None:
    """Put to the hubs of Ines and Leo; neither has answered."""
    now = timezone.now()
    world.pairing = Pairing.objects.create(
        call=world.call, proposed_by=world.carla, answer_by=now + IN_A_MONTH
    )
    for expression in (world.expression, world.judged):
        world.partner = PairingPartner.objects.create(
            pairing=world.pairing, expression=expression, status=PartnerAnswer.ASKED, told_at=now
        )


def add_evaluations(world: SimpleNamespace) -> None:
    """In a call that is over Rosa reads one application alone, and another one with Rui: she writes its
    consensus. The office has declared on this one, and not on a third one.
    """
    world.read_call = make_closed_call(slug="read-call")
    world.judged = make_expression(world.read_call, world.leo_hub)
    world.evaluation = make_evaluation(make_expression(world.read_call, world.hub), world.rosa)
    world.undeclared = make_expression(world.call, world.new_hub)
    for officer in (world.carla, world.ada):
        declare(officer, world.expression)
        declare(officer, world.judged)
    make_evaluation(world.judged, world.rosa, marks=4)
    world.other_evaluation = make_evaluation(world.judged, make_reviewer("Rui"), marks=2.5)
    world.consensus = make_consensus(world.judged, world.rosa)


def add_outcomes(world: SimpleNamespace) -> None:
    """The hub of Ines stands in the reserve of a call that is released, and asks for redress."""
    world.decided_call = make_call(slug="decided-call", status=CallStatus.RELEASED, redress_days=30)
    world.released = make_decided(world.decided_call, world.hub, outcome="reserve", by=world.carla)
    world.redress = Redress.objects.create(
        expression=world.released, text="Nobody read our file.", filed_by=world.ines
    )
    world.scenario, _hubs = make_desk(world.carla)
    world.summary_paper = make_paper_row(world.released)
    world.dossier_paper = make_paper_row(world.released, kind=PaperKind.DOSSIER)


def add_twinning(world: SimpleNamespace) -> None:
    world.twinning = make_twinning(world.hub, world.leo_hub, by=world.carla)
    world.pulse = Pulse.objects.create(
        twinning=world.twinning,
        hub=world.hub,
        month=timezone.localdate().replace(day=1),
        mood=Mood.BADLY,
        needs="They never write.",
    )
    SectionKind.objects.create(code="summary", title="Summary")
    world.plan = open_plan(world.twinning, by=None)
    world.section = world.plan.sections.get()
    world.activity = add_activity(world.plan, by=world.ines, title="Test bed")


def add_portfolio(world: SimpleNamespace) -> None:
    category = ServiceCategory.objects.create(code="consulting", name="Consulting")
    world.portfolio = open_portfolio(world.hub, by=None)
    world.service = add_service(world.portfolio, by=world.ines, name="Advice", category=category)
    submit_portfolio(world.portfolio, by=world.ines)
    world.edition = publish_portfolio(world.portfolio, by=world.carla)


def add_event(world: SimpleNamespace) -> None:
    kind = EventKind.objects.create(code="workshop", name="Workshop")
    starts_at = timezone.now() + IN_A_MONTH
    facts = {"of_programme": True, "audience": Audience.PARTICIPANTS, "kind": kind}
    world.event = announce_event(by=None, title="Meeting", told=Told.at(starts_at), **facts)
    world.draft_event = announce_event(by=None, title="Secret", told=Told.at(starts_at), **facts)
    publish_event(world.event, by=None)
    world.attendance = register_attendance(world.event, by=world.leo)
