"""Five plans in five states: agreed, put forward, half signed, half written, just opened."""

from datetime import datetime, timedelta

from actionplans.content import content_of
from actionplans.models import Plan
from actionplans.operations.activities import add_activity, complete_activity
from actionplans.operations.plans import propose_plan, sign_plan
from actionplans.operations.sections import revise_section
from hubs.models import Hub, Twinning
from twinning.accounts.models import User
from twinning.core.digest import digest_of
from twinning.demo.clock import happening
from twinning.demo.words import ACTIVITIES, SECTIONS, one_of


def write_plan(twinning: Twinning, number: int, now: datetime, *, speakers: dict[str, User]) -> None:
    """The plan of the twinning of this number, as far as it has come by `now`."""
    plan = Plan.objects.get(twinning=twinning)
    hubs = [partner.hub for partner in twinning.partners.select_related("hub")]
    begun = now - timedelta(days=50 - number)
    sections, activities, signatures = [(4, 3, 2), (4, 3, 1), (4, 2, 0), (2, 1, None), (0, 0, None)][number]
    with happening(begun):
        write_sections(plan, hubs, number, sections, speakers)
        write_activities(plan, hubs, activities, now, speakers)
    if signatures is not None:
        with happening(begun + timedelta(days=14)):
            sign(plan, hubs, signatures, speakers)


def write_sections(plan: Plan, hubs: list[Hub], number: int, most: int, speakers: dict[str, User]) -> None:
    for position, section in enumerate(plan.sections.select_related("kind")[:most]):
        writer = speakers[hubs[position % len(hubs)].slug]
        body = one_of(SECTIONS[section.kind.code], number)
        revise_section(section, body=body, version=section.version, by=writer)


def write_activities(
    plan: Plan, hubs: list[Hub], most: int, now: datetime, speakers: dict[str, User]
) -> None:
    """The first activity of a full plan is already done."""
    for position, (kind, title, description, days) in enumerate(ACTIVITIES[:most]):
        lead = hubs[position % len(hubs)]
        activity = add_activity(
            plan,
            by=speakers[lead.slug],
            kind=kind,
            title=title,
            description=description,
            lead=lead,
            due_on=(now + timedelta(days=days - 30)).date(),
            indicator="",
        )
        if most == len(ACTIVITIES) and position == 0:
            complete_activity(activity, by=speakers[lead.slug])


def sign(plan: Plan, hubs: list[Hub], most: int, speakers: dict[str, User]) -> None:
    """Put the plan forward, and let the first hubs sign it."""
    plan.refresh_from_db()
    propose_plan(plan, by=speakers[hubs[0].slug])
    digest = digest_of(content_of(plan).to_sign())
    for hub in hubs[:most]:
        sign_plan(plan, hub=hub, digest=digest, by=speakers[hub.slug])
