"""The demo's first call, from its publication to five twinnings; and a second that is open now."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from hubs.models import Call, Expression, Hub, Pairing, Region, TechnologyArea, Twinning
from hubs.operations.answering_pairings import accept_pairing
from hubs.operations.answers import answer_field, revise_expression
from hubs.operations.assignments import accept_assignment, assign_reviewer
from hubs.operations.calls import prepare_call, publish_call
from hubs.operations.clarifications import answer_clarification, ask_clarification
from hubs.operations.eligibility import check_eligibility
from hubs.operations.evaluations import revise_evaluation, submit_evaluation
from hubs.operations.expressions import start_expression, submit_expression
from hubs.operations.extending import extend_call
from twinning.accounts.models import User
from twinning.demo.applicants import APPLICANTS, CRITERIA, LEANINGS, Applicant, mark
from twinning.demo.calling import EXTENSION, ITEMS, QUESTIONS, meanings, more_answers
from twinning.demo.clock import happening
from twinning.demo.evaluating import agree, declare, introduce
from twinning.demo.outcomes import ON_CRITERIA, TO_HUBS, complain, decide
from twinning.demo.pairing import pair_hubs
from twinning.demo.wishing import wish
from twinning.demo.words import REMARKS, answers, one_of

TEXT: dict[str, Any] = {
    "text": "Sample call. Five hubs of the European Union and five of Latin America and the Caribbean are selected and twinned. Hubs apply that are connected to BELLA or eligible to connect, work in at least one of the technology areas, and have worked with research projects and early innovators.",
    "text_es": "Convocatoria de muestra. Se seleccionan y hermanan cinco centros de la Unión Europea y cinco de América Latina y el Caribe. Pueden presentarse centros conectados a BELLA o con posibilidad de conectarse, que trabajen en al menos una de las áreas tecnológicas y tengan experiencia con proyectos de investigación y primeras empresas innovadoras.",
    "text_pt": "Convocatória de amostra. São selecionados e geminados cinco polos da União Europeia e cinco da América Latina e Caribe. Podem candidatar-se polos ligados ao BELLA ou elegíveis para se ligar, que trabalhem em pelo menos uma das áreas tecnológicas e tenham experiência com projetos de investigação e primeiros inovadores.",
}


def announce(number: int, *, opens_at: datetime, closes_at: datetime, by: User, **terms: Any) -> Call:
    """Prepare and publish the call of this number."""
    call = prepare_call(
        by=by,
        slug=f"sample-call-{number}",
        title=f"Sample call {number}: twin with a hub on the other shore",
        title_es=f"Convocatoria de muestra {number}: hermánese con un centro de la otra orilla",
        title_pt=f"Convocatória de amostra {number}: gemine-se com um polo da outra margem",
        **TEXT,
        opens_at=opens_at,
        closes_at=closes_at,
        time_zone="Europe/Brussels",
        places=dict.fromkeys(Region.objects.all(), 5),
        criteria=[criterion | {"meanings": meanings()} for criterion in CRITERIA],
        eligibility_items=ITEMS,
        questions=QUESTIONS,
        technology_areas=TechnologyArea.objects.all(),
        threshold=10,
        evaluations_wanted=3,
        redress_days=14,
        retention_months=36,
        **terms,
    )
    publish_call(call, by=by)
    return call


def extend(call: Call, *, closes_at: datetime, by: User) -> None:
    """Give a week more, with the reason that everybody reads."""
    extend_call(call, closes_at=closes_at, by=by, **EXTENSION)


def check(call: Call, *, by: User, speakers: dict[str, User]) -> None:
    """The office finds all eligible; one hub is asked first, and answers."""
    first, *_others = call.expressions.order_by("pk").select_related("hub", "call")
    found = {item.code: ("yes", "") for item in call.eligibility_items.all()}
    doubt = {"connected": ("ask", "Sample reason: the network's name is missing.")}
    check_eligibility(first, verdicts=doubt, by=by)
    asked = ask_clarification(
        first,
        fields=["eligibility-connected"],
        words="Sample question: which network is it, and who there can confirm it?",
        due_at=timezone.now() + timedelta(days=3),
        by=by,
    )
    speaker, code = speakers[first.hub.slug], "eligibility-connected"
    answer = "Sample answer: the national research network; its service desk confirms it."
    answer_field(first, code, answer, first.answers.get(code=code).version, speaker)
    answer_clarification(asked, by=speaker)
    for expression in call.expressions.select_related("hub", "call"):
        check_eligibility(expression, verdicts=found, by=by)


def apply(call: Call, hub: Hub, number: int, *, by: User) -> Expression:
    """Start, write and submit one expression."""
    expression = start_expression(call, hub=hub, by=by)
    areas = hub.technology_areas.all() or TechnologyArea.objects.filter(code="cloud")
    written = (
        answers(number) | more_answers(number) | {"technology_areas": " ".join(area.code for area in areas)}
    )
    opened = dict(expression.answers.values_list("code", "version"))
    revise_expression(expression, answers=written, opened=opened, by=by)
    wish(expression, number, by=by)
    submit_expression(expression, by=by)
    return expression


def evaluate(
    expression: Expression, applicant: Applicant, number: int, *, reviewers: list[User], by: User
) -> None:
    """Three reviewers declare, mark and submit; they nearly agree."""
    for reviewer, leanings in zip(reviewers, LEANINGS, strict=True):
        assignment = assign_reviewer(expression, reviewer=reviewer, by=by)
        evaluation = accept_assignment(assignment, by=reviewer)
        marks = {
            f"mark_{criterion['code']}": str(mark(quality, leaning))
            for criterion, quality, leaning in zip(CRITERIA, applicant.quality, leanings, strict=True)
        }
        remarks = {
            "comment": one_of(REMARKS, number + len(leanings)),
            "comment_to_hub": one_of(TO_HUBS, number + LEANINGS.index(leanings)),
            f"hub_{CRITERIA[number % len(CRITERIA)]['code']}": one_of(
                ON_CRITERIA, number + LEANINGS.index(leanings)
            ),
        }
        revise_evaluation(evaluation, answers=marks | remarks, by=reviewer)
        submit_evaluation(evaluation, by=reviewer)


def first_call(
    now: datetime, *, office: User, reviewers: list[User], speakers: dict[str, User]
) -> Iterator[Twinning]:
    """The whole of the selection, as it happened in the months before `now`."""
    opened, closed = now - timedelta(days=150), now - timedelta(days=100)
    with happening(opened):
        call = announce(1, opens_at=opened, closes_at=closed, by=office)
    expressions = {}
    for number, applicant in enumerate(APPLICANTS):
        hub = Hub.objects.get(slug=applicant.slug)
        with happening(opened + timedelta(days=20, hours=number)):
            expressions[hub.slug] = apply(call, hub, number, by=speakers[hub.slug])
    with happening(closed + timedelta(days=1)):
        introduce(reviewers, by=office)
        declare(call, by=office)
    with happening(closed + timedelta(days=3)):
        check(call, by=office, speakers=speakers)
    for number, applicant in enumerate(APPLICANTS):
        with happening(closed + timedelta(days=7, hours=number)):
            evaluate(expressions[applicant.slug], applicant, number, reviewers=reviewers, by=office)
    with happening(closed + timedelta(days=14)):
        for number, applicant in enumerate(APPLICANTS):
            rapporteur = reviewers[number % len(reviewers)]
            agree(expressions[applicant.slug], applicant, number, rapporteur=rapporteur, by=office)
    with happening(closed + timedelta(days=21)):
        decide(call, by=office)
    with happening(closed + timedelta(days=26)):
        complain(call, by=office, speakers=speakers)
    with happening(closed + timedelta(days=31)):
        pairings = pair_hubs(Call.objects.get(pk=call.pk), expressions, by=office)
    with happening(closed + timedelta(days=35)):
        yield from accept(pairings, speakers=speakers)


def accept(pairings: list[Pairing], *, speakers: dict[str, User]) -> Iterator[Twinning]:
    """Both hubs of each accept: the second answer forms the twinning."""
    for pairing in pairings:
        for partner in pairing.partners.select_related("expression__hub"):
            if twinning := accept_pairing(partner, by=speakers[partner.expression.hub.slug]):
                yield twinning
