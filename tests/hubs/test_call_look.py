"""The pages of a call in a browser: no barrier that axe knows, nothing wider than a phone."""

from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import sync_playwright

from hubs.models import Declaration, Verdict
from hubs.states import CallStatus
from tests.factories import make_call, make_expression, make_hub
from tests.factories_calls import (
    make_clarification,
    make_closed_call,
    make_item,
    make_late_entry,
    make_question,
)
from tests.journeys.watch import Watch

CHROMIUM = Path("/usr/bin/chromium")
pytestmark = [
    pytest.mark.skipif(not CHROMIUM.exists(), reason="there is no browser here"),
    pytest.mark.django_db(transaction=True),
]


@pytest.fixture
def world(ines, ines_hub, carla):
    """An open call that asks everything, one in preparation, and a closed one that is being checked."""
    call, prepared, closed = make_call(), make_call(status=CallStatus.DRAFT), make_closed_call()
    for one in (call, closed):
        item = make_item(one, question="Is the hub connected?", evidence="A letter of the network.")
        make_question(one, "plan", label="What is the plan?", kind="long", limit=300)
        make_question(one, "letter", label="A letter of support", kind="file", required=False)
        one.criteria.first().meanings.create(mark=5, meaning="Could not be better")
    make_hub(country="CO", region="lac")
    expression = make_expression(closed, ines_hub)
    expression.eligibility_checks.create(item=item, verdict=Verdict.NO, reason="Not yet.", by=carla)
    asked = make_clarification(expression, by=carla, fields=["motivation", "question-letter"])
    make_late_entry(closed, by=carla)
    other = make_expression(closed, make_hub())
    for seen in (expression, other):
        Declaration.objects.create(user=carla, expression=seen, conflict=False)
    return {
        ines: [
            call.get_absolute_url(),
            asked.get_absolute_url(),
            reverse("hubs:enter_late_entry", args=[closed.slug]),
        ],
        carla: [
            reverse("hubs:publish_call", args=[prepared.slug]),
            reverse("hubs:extend_call", args=[call.slug]),
            reverse("hubs:give_late_entry", args=[closed.slug]),
            reverse("admin:hubs_call_change", args=[call.pk]),
            reverse("admin:hubs_call_eligibility", args=[closed.pk]),
            reverse("admin:hubs_expression_eligibility", args=[expression.pk]),
            reverse("admin:hubs_expression_eligibility", args=[other.pk]),
        ],
    }


def signed_in(user, address):
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": address}


def test_pages_of_a_call_are_open_to_everybody_on_every_screen(world, live_server):
    """The rows and the sessions are made before the browser starts: nothing is asked of the database then."""
    visits = [(signed_in(user, live_server.url), pages) for user, pages in world.items()]
    watch = Watch()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox"])
        for width in (1280, 360):
            for cookie, pages in visits:
                context = browser.new_context(viewport={"width": width, "height": 900})
                context.add_cookies([cookie])
                page = context.new_page()
                watch.follow(page)
                for address in pages:
                    assert page.goto(live_server.url + address).status == 200, address
                    watch.look(page)
                context.close()
        browser.close()

    assert watch.faults == []
