"""What is written about a proposed pairing, word by word where it matters, and to whom it is not told."""

from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse

from hubs.models import Hub, Pairing, PairingPartner, Scenario
from hubs.operations.answering_pairings import accept_pairing, refuse_pairing
from hubs.operations.pairing_limits import extend_pairing, lapse_pairings, remind_partners
from hubs.operations.pairings import drop_pairing, propose_pairing
from hubs.reasons.told import reasons_for_hubs
from hubs.states import CallStatus, ExpressionStatus
from tests.factories import join, make_area, make_call, make_expression
from tests.factories_applying import make_wish
from tests.factories_evaluating import declare
from tests.factories_pairing import accept_all, make_proposal
from twinning.accounts.models import Letter
from twinning.core.letters import link, put_into_words
from twinning.trail.hiding import TRACES
from twinning.trail.models import Trace

pytestmark = pytest.mark.django_db
SECRET = "Their director left us with unpaid bills."
DAY = timedelta(days=1)


@pytest.fixture
def deliver(django_capture_on_commit_callbacks):
    """Do something and have its letters sent, as the worker would; who got which, by address."""

    def deliver(act):
        mail.outbox.clear()
        with django_capture_on_commit_callbacks(execute=True):
            act()
        return {letter.to[0]: letter for letter in mail.outbox}

    return deliver


@pytest.fixture
def pairing(ines_hub, leo_hub, carla):
    return make_proposal(ines_hub, leo_hub, by=carla)


@pytest.fixture
def of_leo(pairing, leo_hub):
    return pairing.partners.get(expression__hub=leo_hub)


def test_each_hub_reads_with_whom_why_and_until_when_on_its_own_clock(
    deliver, programme, ines_hub, leo_hub, ines, leo, carla
):
    sent = deliver(lambda: make_proposal(ines_hub, leo_hub, by=carla))
    pairing = Pairing.objects.get()

    assert set(sent) == {ines.email, leo.email}
    to_leo = sent[leo.email]
    assert to_leo.subject == "A partner for Hub Andino: Atlantic Hub"
    assert "- Atlantic Hub (Lisboa, Portugal)" in to_leo.body
    assert "(America/Bogota)" in to_leo.body
    assert "(Europe/Lisbon)" in sent[ines.email].body
    assert "- Technology areas in common: Artificial intelligence (1 of 1)." in to_leo.body
    assert f"Write to {programme.contact_email}." in to_leo.body
    for name in ("pairing", "reasons_of_pairing", "accept_pairing", "refuse_pairing"):
        assert link(reverse(f"hubs:{name}", args=[pairing.pk])) in to_leo.body


def test_hubs_read_who_helps_whom_by_their_short_names(programme, ines_hub, leo_hub, carla):
    for hub, acronym in ((ines_hub, "AH"), (leo_hub, "HA")):
        Hub.objects.filter(pk=hub.pk).update(acronym=acronym)
        hub.refresh_from_db()
    call = make_call(status=CallStatus.RELEASED)
    here, there = (
        make_expression(call, hub, status=ExpressionStatus.SELECTED) for hub in (ines_hub, leo_hub)
    )
    make_wish(here, area=make_area())
    make_wish(there, direction="seeks", area=make_area())
    pairing = propose_pairing(call, expressions=[here, there], by=carla)

    told = {reason["label"]: reason["words"] for reason in reasons_for_hubs(pairing)}

    assert told["AH helps HA"] == "AH can meet 1 of 1 needs of HA: Artificial intelligence."
    assert {reason["of"] for reason in reasons_for_hubs(pairing)} == {""}


def test_the_letter_is_whole_in_html_too(deliver, ines_hub, leo_hub, leo, carla):
    sent = deliver(lambda: make_proposal(ines_hub, leo_hub, by=carla))
    (html, _kind) = sent[leo.email].alternatives[0]

    assert "<li>Atlantic Hub (Lisboa, Portugal)</li>" in html
    assert html.count("<a href=") == 4
    assert "This letter is also kept in your account" in html


def test_the_wishes_of_hubs_and_points_are_in_no_letter_to_them(pairing, ines, leo):
    secrets = [
        {"code": code, "most": 500, "value": 10000, "points": 500, "hubs": [],
         "reason": {"says": "SECRET WISH", "values": {}}}
        for code in ("wished_by_first", "wished_by_second")
    ]  # fmt: skip
    Pairing.objects.update(parts=[*pairing.parts, *secrets])

    for partner in pairing.partners.all():
        for kind in ("pairing_proposed", "pairing_reminder", "pairing_extended", "pairing_off"):
            text = words(kind, partner.pk, ines).text
            assert "SECRET WISH" not in text
            assert "points" not in text.lower()


def words(kind, about, reader, language="en"):
    return put_into_words(f"hubs.{kind}", about, language=language, time_zone=reader.time_zone, reader=reader)


def test_a_reminder_leads_back_to_the_answer(deliver, pairing, leo, time_machine):
    time_machine.move_to(pairing.answer_by - DAY, tick=False)

    sent = deliver(remind_partners)

    reminder = sent[leo.email]
    assert reminder.subject == "Not answered yet: the pairing of Hub Andino with Atlantic Hub"
    assert link(pairing.get_answer_url()) in reminder.body
    assert "(America/Bogota)" in reminder.body


def test_more_time_is_told_to_each_as_it_concerns_them(deliver, pairing, of_leo, ines, leo, carla):
    accept_pairing(of_leo, by=leo)

    sent = deliver(lambda: extend_pairing(pairing, answer_by=pairing.answer_by + DAY, by=carla))

    assert "You need not do anything" in sent[leo.email].body
    assert "there is more time to answer" in sent[ines.email].body
    assert "accepted" not in sent[ines.email].body


def test_the_other_hub_reads_kindly_that_it_ends_and_nothing_of_the_reason(
    deliver, pairing, of_leo, ines, leo, carla
):
    sent = deliver(lambda: refuse_pairing(of_leo, reason=SECRET, by=leo))

    assert set(sent) == {ines.email, carla.email}
    to_ines = sent[ines.email]
    assert to_ines.subject == "The pairing of Atlantic Hub with Hub Andino does not come about"
    assert "It says nothing about your hub." in to_ines.body
    assert "You stay selected" in to_ines.body
    assert "refuse" not in to_ines.body
    assert SECRET not in to_ines.body + to_ines.alternatives[0][0]
    to_carla = sent[carla.email]
    assert SECRET in to_carla.body
    assert link(reverse("admin:hubs_pairing_add")) in to_carla.body


def test_a_refusal_leads_the_office_back_to_the_desk(deliver, pairing, of_leo, leo, carla):
    scenario = Scenario.objects.create(
        call=pairing.call, name="First", inputs={"pools": []}, digest="", made_by=carla
    )
    Pairing.objects.update(scenario=scenario)

    sent = deliver(lambda: refuse_pairing(of_leo, reason=SECRET, by=leo))

    assert link(reverse("admin:hubs_scenario_desk", args=[scenario.pk])) in sent[carla.email].body


def test_the_office_reads_who_has_not_answered_in_time(deliver, pairing, of_leo, leo, carla, time_machine):
    accept_pairing(of_leo, by=leo)
    time_machine.move_to(pairing.answer_by, tick=False)

    sent = deliver(lapse_pairings)

    assert set(sent) == {carla.email}
    assert "- Atlantic Hub: asked" in sent[carla.email].body
    assert "- Hub Andino: accepted" in sent[carla.email].body
    assert link(pairing.get_absolute_url()) in sent[carla.email].body


def test_when_all_have_accepted_everybody_hears_of_the_twinning(deliver, pairing, ines, leo, carla, leo_hub):
    sent = deliver(lambda: accept_all(pairing))

    assert set(sent) == {ines.email, leo.email, carla.email}
    assert sent[leo.email].subject.startswith("Twinned:")
    assert sent[carla.email].subject == "All have accepted: Atlantic Hub + Hub Andino"


def test_a_hub_that_was_dropped_hears_no_reason(deliver, pairing, ines, carla):
    sent = deliver(lambda: drop_pairing(pairing, reason=SECRET, by=carla))

    assert SECRET not in sent[ines.email].body


KINDS_OF_HUBS = ["pairing_proposed", "pairing_reminder", "pairing_extended", "pairing_off"]


@pytest.mark.parametrize("language", ["en", "es", "pt"])
@pytest.mark.parametrize("kind", KINDS_OF_HUBS)
def test_every_letter_to_hubs_can_be_said_in_every_language(pairing, of_leo, leo, kind, language):
    said = words(kind, of_leo.pk, leo, language)

    assert "Hub Andino" in said.subject
    assert "Atlantic Hub" in said.text
    assert "\n\n\n" not in said.text


@pytest.mark.parametrize("language", ["en", "es", "pt"])
@pytest.mark.parametrize("kind", ["pairing_refused", "pairing_lapsed", "pairing_confirmed"])
def test_every_letter_to_the_office_can_be_said_in_every_language(pairing, of_leo, carla, kind, language):
    PairingPartner.objects.filter(pk=of_leo.pk).update(reason="No people.", note="By telephone.")
    about = of_leo.pk if kind == "pairing_refused" else pairing.pk
    if kind == "pairing_confirmed":
        about = accept_all(pairing).pk

    said = words(kind, about, carla, language)

    assert "Hub Andino" in said.subject
    assert "\n\n\n" not in said.text


@pytest.mark.parametrize("close", ["declared", "member"])
def test_an_officer_with_an_interest_reads_nothing_of_the_pairing(
    pairing, of_leo, leo, carla, ada, as_user, close
):
    if close == "declared":
        declare(carla, of_leo.expression, conflict=True)
    else:
        join(of_leo.expression.hub, carla, "viewer")
    refuse_pairing(of_leo, reason=SECRET, by=leo)
    browser = as_user(carla)

    assert not Letter.objects.filter(recipient=carla, kind="hubs.pairing_refused").exists()
    assert Letter.objects.filter(recipient=ada, kind="hubs.pairing_refused").exists()
    assert not TRACES.seen_by(carla, Trace.objects.of(pairing)).exists()
    assert TRACES.seen_by(ada, Trace.objects.of(pairing)).exists()
    Letter.objects.update(subject="Refused by Hub Andino")
    assert "Hub Andino" not in browser.get(reverse("admin:accounts_letter_changelist")).content.decode()
    assert "Hub Andino" not in browser.get(reverse("admin:hubs_pairing_changelist")).content.decode()
    assert browser.get(pairing.get_absolute_url()).status_code == 302
    assert SECRET in as_user(ada).get(pairing.get_absolute_url()).content.decode()
