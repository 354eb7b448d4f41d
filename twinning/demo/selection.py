"""The demo's first call, from its publication to five twinnings; and a second that is open now."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from hubs.models import Call, Expression, Hub, Region, TechnologyArea, Twinning
from hubs.operations.assignments import accept_assignment, assign_reviewer
from hubs.operations.calls import prepare_call, publish_call, release_call
from hubs.operations.decisions import decide_expression, propose_decisions
from hubs.operations.evaluations import revise_evaluation, submit_evaluation
from hubs.operations.expressions import revise_expression, start_expression, submit_expression
from hubs.operations.pairings import confirm_pairing, propose_pairing
from twinning.accounts.models import User
from twinning.demo.applicants import APPLICANTS, CRITERIA, LEANINGS, PAIRS, Applicant, mark
from twinning.demo.clock import happening
from twinning.demo.words import REMARKS, answers, one_of

TEXT = {
    "text": "Sample call. Five hubs of the European Union and five of Latin America and the Caribbean are selected and twinned. Hubs apply that are connected to BELLA or eligible to connect, work in at least one of the technology areas, and have worked with research projects and early innovators.",
    "text_es": "Convocatoria de muestra. Se seleccionan y hermanan cinco centros de la Unión Europea y cinco de América Latina y el Caribe. Pueden presentarse centros conectados a BELLA o con posibilidad de conectarse, que trabajen en al menos una de las áreas tecnológicas y tengan experiencia con proyectos de investigación y primeras empresas innovadoras.",
    "text_pt": "Convocatória de amostra. São selecionados e geminados cinco polos da União Europeia e cinco da América Latina e Caribe. Podem candidatar-se polos ligados ao BELLA ou elegíveis para se ligar, que trabalhem em pelo menos uma das áreas tecnológicas e tenham experiência com projetos de investigação e primeiros inovadores.",
}


def announce(number: int, *, opens_at: datetime, closes_at: datetime, by: User) -> Call:
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
        criteria=CRITERIA,
        technology_areas=TechnologyArea.objects.all(),
        threshold=10,
        evaluations_wanted=3,
    )
    publish_call(call, by=by)
    return call


def apply(call: Call, hub: Hub, number: int, *, by: User) -> Expression:
    """Start, write and submit one expression."""
    expression = start_expression(call, hub=hub, by=by)
    areas = hub.technology_areas.all() or TechnologyArea.objects.filter(code="cloud")
    revise_expression(
        expression, version=expression.version, by=by, technology_areas=areas, **answers(number)
    )
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
            criterion["code"]: (mark(quality, leaning), "")
            for criterion, quality, leaning in zip(CRITERIA, applicant.quality, leanings, strict=True)
        }
        remark = one_of(REMARKS, number + len(leanings))
        revise_evaluation(evaluation, version=evaluation.version, by=reviewer, comment=remark, marks=marks)
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
    for number, applicant in enumerate(APPLICANTS):
        with happening(closed + timedelta(days=7, hours=number)):
            evaluate(expressions[applicant.slug], applicant, number, reviewers=reviewers, by=office)
    with happening(closed + timedelta(days=21)):
        decide(call, expressions, by=office)
    with happening(closed + timedelta(days=35)):
        yield from pair(call, expressions, by=office)


def decide(call: Call, expressions: dict[str, Expression], *, by: User) -> None:
    """The ranking proposes; what it leaves open is decided by hand; all hear at one moment."""
    propose_decisions(call, by=by)
    for expression in call.expressions.filter(decision=None):
        reason = "Sample reason: the panel kept it in reserve after a discussion of the tie."
        decide_expression(expression, outcome="reserve", reason=reason, by=by)
    release_call(call, by=by)


def pair(call: Call, expressions: dict[str, Expression], *, by: User) -> Iterator[Twinning]:
    """Five pairings, confirmed."""
    for slugs in PAIRS:
        chosen = [Expression.objects.get(pk=expressions[slug].pk) for slug in slugs]
        yield confirm_pairing(propose_pairing(call, expressions=chosen, by=by), by=by)
