"""When twinnings run: a hub leaves and the drill mends it; a hub needs something and the office replies."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from hubs.models import Drill, PairingPartner, Pulse, Twinning
from hubs.operations.drilling import reckon_drill, renew_drills
from hubs.operations.pairings import propose_pairing
from hubs.operations.pulses import ask_pulses
from hubs.states import CallStatus, ExpressionStatus
from tests.factories import make_call, make_hub, make_programme, make_user
from tests.factories_outcomes import make_decided
from tests.journeys.watch import Watch

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("browser")]


@pytest.fixture(autouse=True)
def _patience():
    """The machine may have much else to do."""
    expect.set_options(timeout=60_000)
    yield
    expect.set_options(timeout=5_000)


@pytest.fixture
def call(transactional_db):
    make_programme()
    return make_call(status=CallStatus.RELEASED)


@pytest.fixture
def selected(call, carla):
    """A proposed pair, and two in the reserve of whom the second speaks its language."""

    def decide(name, region, outcome=ExpressionStatus.SELECTED, position=None, **fields):
        hub = make_hub(name, region=region, manager=make_user(f"{name} speaker"), **fields)
        return make_decided(call, hub, by=carla, outcome=outcome, position=position)

    found = {name: decide(name, region) for name, region in (("Porto", "eu"), ("Lima", "lac"))}
    decide("Cusco", "lac", ExpressionStatus.RESERVE, 1, languages=["es"])
    decide("Quito", "lac", ExpressionStatus.RESERVE, 2)
    propose_pairing(call, expressions=list(found.values()), by=carla)
    return found


def reckon_all():
    """What the worker does when the clock has noticed."""
    for pk in renew_drills():
        reckon_drill(Drill.objects.get(pk=pk))


def test_a_hub_leaves_and_the_drill_is_carried_out_by_keyboard(open_for, carla, call, selected):
    watch = Watch()
    lima = selected["Lima"]
    theirs = open_for(lima.hub.memberships.get().user, lima.get_absolute_url())
    watch.follow(theirs)
    theirs.locator("main").get_by_role("link", name="Withdraw").first.click()
    theirs.get_by_label("Reason").fill("We cannot.")
    theirs.get_by_role("button", name="Withdraw").click()
    expect(theirs.locator("main")).to_contain_text("withdrawn")
    reckon_all()

    page = open_for(carla, reverse("admin:hubs_call_drill", args=[call.pk]))
    watch.follow(page)
    watch.look(page)
    leaver = page.locator(".drill__hub", has_text="has withdrawn")
    expect(leaver).to_contain_text("Quito takes the place, though it is not next in the reserve.")
    leaver.get_by_label("Reason").focus()
    page.keyboard.press("Control+a")
    page.keyboard.type("It speaks the language of its twin.")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator(".messagelist")).to_contain_text("Done: the place is given")
    watch.look(page)

    standing = PairingPartner.objects.filter(holds=True).values_list("expression__hub__name", flat=True)
    assert sorted(standing) == ["Porto", "Quito"]
    assert watch.faults == []


def test_a_hub_says_what_it_needs_and_reads_the_reply(open_for, carla, ines, ines_hub, twinning):
    make_programme(time_zone="Europe/Brussels")
    Twinning.objects.update(formed_at=timezone.now() - timedelta(days=60))
    ask_pulses()
    watch = Watch()
    pulse = Pulse.objects.get(hub=ines_hub)

    theirs = open_for(ines, pulse.get_absolute_url(), width=360)
    watch.follow(theirs)
    theirs.get_by_label("so-so").check()
    theirs.get_by_label("What do you need?").fill("Somebody at the research network.")
    theirs.get_by_role("button", name="Save the answer").click()
    expect(theirs.locator("main")).to_contain_text("Thank you.")
    watch.look(theirs)

    page = open_for(carla, reverse("admin:hubs_pulse_changelist"), color_scheme="dark")
    watch.follow(page)
    watch.look(page)
    expect(page.locator(".pulse")).to_contain_text("Atlantic Hub needs something")
    page.locator(".pulse").get_by_role("link", name="Reply").click()
    page.get_by_label("What the office did, or will do").fill("Ana calls you on Monday.")
    watch.look(page)
    page.get_by_role("button", name="Send the reply").click()
    expect(page.locator(".pulse")).not_to_contain_text("needs something")
    expect(page.locator(".pulse")).to_contain_text("Ana calls you on Monday.")

    theirs.reload()
    expect(theirs.locator("main")).to_contain_text("Ana calls you on Monday.")
    watch.look(theirs)
    assert watch.faults == []
