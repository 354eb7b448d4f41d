"""What the office's pulse hears from the plans: what is overdue, and who did how much."""

from datetime import timedelta

import pytest
from django.utils import timezone

from actionplans.operations.activities import add_activity, complete_activity
from actionplans.operations.sections import revise_section
from actionplans.work import work_in_plans
from hubs.work import Work
from tests.factories import make_hub, make_twinning
from twinning.trail.models import Trace


@pytest.fixture
def since():
    return timezone.now() - timedelta(days=30)


def test_open_milestones_before_today_are_overdue(plan, ines, ines_hub, since):
    today = timezone.localdate()
    for title, days, lead in (
        ("Late", -2, ines_hub),
        ("Done", -3, None),
        ("Soon", 2, None),
        ("Ever", None, None),
    ):
        due_on = None if days is None else today + timedelta(days=days)
        made = add_activity(plan, by=ines, title=title, due_on=due_on, lead=lead)
        if title == "Done":
            complete_activity(made, by=ines)

    (late,) = work_in_plans([plan.twinning_id], since)[plan.twinning_id].overdue

    assert (late.title, late.due_on, late.hub) == ("Late", today - timedelta(days=2), ines_hub.pk)


def test_steps_in_plan_sections_and_activities_count_for_the_hub_of_who_took_them(
    plan, section, ines, cleo, carla, ines_hub, leo_hub, since
):
    add_activity(plan, by=ines, title="Visit")
    revise_section(section, body="Ours.", version=1, by=ines)
    revise_section(section, body="Yours.", version=2, by=cleo)

    deeds = work_in_plans([plan.twinning_id], since)[plan.twinning_id].deeds

    assert {hub: done.number for hub, done in deeds.items()} == {ines_hub.pk: 2, leo_hub.pk: 1}


def test_what_was_done_long_ago_is_only_remembered(plan, section, ines, ines_hub):
    revise_section(section, body="Ours.", version=1, by=ines)
    later = timezone.now() + timedelta(seconds=1)

    done = work_in_plans([plan.twinning_id], later)[plan.twinning_id].deeds[ines_hub.pk]

    assert (done.number, done.last) == (0, Trace.objects.of(section).get().at)


def test_what_happens_elsewhere_does_not_count(plan, ines, carla, since):
    other = make_twinning(make_hub(manager=ines), make_hub(region="lac"), by=carla)
    add_activity(plan, by=ines, title="Visit")

    found = work_in_plans([plan.twinning_id, other.pk], since)

    assert found.get(other.pk, Work()).deeds == {}


def test_it_costs_the_same_however_many_twinnings(plan, ines, carla, since, django_assert_max_num_queries):
    add_activity(plan, by=ines, title="Visit")
    others = [make_twinning(make_hub(), make_hub(region="lac"), by=carla).pk for _number in range(4)]

    with django_assert_max_num_queries(10):
        work_in_plans([plan.twinning_id, *others], since)
