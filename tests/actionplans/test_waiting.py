"""What waits for whom: to write, to sign, to do, to follow."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from actionplans.models import Plan
from actionplans.operations.activities import add_activity, complete_activity
from actionplans.operations.plans import sign_plan
from actionplans.waiting import waiting_for
from hubs.models import Twinning
from hubs.states import TwinningStatus
from tests.actionplans import digest_now


def titles(user):
    return [str(thing.title) for thing in waiting_for(user)]


def test_empty_sections_wait_for_those_who_write(plan, ines, cleo, vera, outsider, rosa):
    for writer in (ines, cleo):
        assert titles(writer) == ["Write the action plan: 2 sections are empty"]
    for reader in (vera, outsider, rosa):
        assert titles(reader) == []


def test_a_plan_waits_for_each_managers_signature(proposed, ines, leo, cleo, ines_hub):
    assert titles(ines) == titles(leo) == ["Read and sign the action plan"]
    assert titles(cleo) == []

    sign_plan(proposed, hub=ines_hub, digest=digest_now(proposed), by=ines)
    assert titles(ines) == []
    assert titles(leo) == ["Read and sign the action plan"]


def test_milestones_wait_when_near_or_late_until_done(agreed, ines, vera):
    today = timezone.localdate()
    Plan.objects.update(status="drafting")
    for days in (-2, 30, 31):
        add_activity(agreed, by=ines, title=f"{days} days", due_on=today + timedelta(days=days))
    late = add_activity(agreed, by=ines, title="done", due_on=today)
    complete_activity(late, by=ines)
    Plan.objects.update(status="agreed")

    assert titles(ines) == ["-2 days", "30 days"]
    assert titles(vera) == []


def test_a_milestone_is_due_at_the_end_of_its_day_where_the_programme_is_run(agreed, ines, programme):
    type(programme).objects.update(time_zone="Europe/Brussels")
    Plan.objects.update(status="drafting")
    today = timezone.localdate()
    add_activity(agreed, by=ines, title="Soon", due_on=today)

    due = next(thing.due_at for thing in waiting_for(ines) if thing.title == "Soon")

    assert (due.date(), due.hour, due.minute, str(due.tzinfo)) == (today, 23, 59, "Europe/Brussels")


def test_the_office_follows_what_is_signed_and_was_agreed_lately(agreed, carla, ada):
    assert titles(carla) == titles(ada) == ["Action plan: agreed"]

    with time_machine.travel(timezone.now() + timedelta(days=15)):
        assert titles(carla) == []


def test_the_office_follows_what_waits_for_signatures(proposed, carla):
    assert titles(carla) == ["Action plan: waiting for signatures"]


@pytest.mark.parametrize("person", ["ines", "carla"])
def test_nothing_waits_when_the_twinning_has_ended(person, proposed, request):
    Twinning.objects.update(status=TwinningStatus.ENDED)

    assert titles(request.getfixturevalue(person)) == []
