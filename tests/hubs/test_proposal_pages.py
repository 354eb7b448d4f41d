"""A proposed pairing as its hubs read and answer it, and as the office follows it."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse
from django.utils import timezone

from hubs.models import Pairing, PairingPartner, Twinning
from hubs.operations.answering_pairings import accept_pairing, refuse_pairing
from hubs.operations.pairing_limits import lapse_pairings
from hubs.operations.pairings import drop_pairing
from hubs.states import HubStatus, PairingStatus, PartnerAnswer
from hubs.waiting.hubs import waiting_for
from tests.factories import join, make_evaluation, make_user
from tests.factories_pairing import accept_all, make_proposal

pytestmark = pytest.mark.django_db
SECRET = "Their director left us with unpaid bills."


@pytest.fixture
def pairing(ines_hub, leo_hub, carla):
    return make_proposal(ines_hub, leo_hub, by=carla)


@pytest.fixture
def of_leo(pairing, leo_hub):
    return pairing.partners.get(expression__hub=leo_hub)


@pytest.fixture
def of_ines(pairing, ines_hub):
    return pairing.partners.get(expression__hub=ines_hub)


def page(browser, pairing):
    return browser.get(reverse("hubs:pairing", args=[pairing.pk])).content.decode()


def step_of(pairing, step):
    return reverse(f"hubs:{step}_pairing", args=[pairing.pk])


def test_a_hub_reads_its_partner_why_until_when_and_answers(as_user, pairing, ines, leo_hub):
    html = page(as_user(ines), pairing)

    assert "<h1>Hub Andino</h1>" in html
    assert leo_hub.get_absolute_url() in html
    assert "What speaks for it" in html
    assert "Technology areas" in html
    assert "(Europe/Lisbon)" in html
    assert step_of(pairing, "accept") in html
    assert step_of(pairing, "refuse") in html
    for of_the_office in ("extend", "drop"):
        assert step_of(pairing, of_the_office) not in html


@pytest.mark.parametrize("role", ["contributor", "viewer"])
def test_colleagues_read_and_do_not_answer(as_user, pairing, ines_hub, role):
    colleague = make_user("Colleague")
    join(ines_hub, colleague, role)
    browser = as_user(colleague)

    html = page(browser, pairing)

    assert "Hub Andino" in html
    assert "Who may answer" in html
    assert "Ines" in html
    assert step_of(pairing, "accept") not in html
    for step in ("accept", "refuse"):
        assert browser.post(step_of(pairing, step), {"reason": "x"}).status_code == 403
    assert Pairing.objects.get().status == PairingStatus.PROPOSED


@pytest.mark.parametrize("who", ["olga", "rosa"])
@pytest.mark.parametrize("step", ["", "accept", "refuse", "extend", "drop"])
def test_nobody_else_finds_it(as_user, pairing, olga_hub, who, step, request):
    browser = as_user(request.getfixturevalue(who))
    address = step_of(pairing, step) if step else reverse("hubs:pairing", args=[pairing.pk])

    assert browser.get(address).status_code == 404


def test_what_hubs_have_not_been_asked_they_do_not_find(as_user, pairing, ines):
    PairingPartner.objects.update(status=PartnerAnswer.WAITING)

    assert as_user(ines).get(reverse("hubs:pairing", args=[pairing.pk])).status_code == 404


def test_no_marks_points_wishes_or_answers_of_the_others_are_on_it(as_user, pairing, of_leo, ines, leo, rosa):
    make_evaluation(of_leo.expression, rosa, marks=3.7)
    secret = {"code": "wished_by_second", "most": 500, "value": 10000, "points": 500, "hubs": [],
              "reason": {"says": "SECRET WISH", "values": {}}}  # fmt: skip
    Pairing.objects.update(parts=[*pairing.parts, secret], fit="0.4711")
    accept_pairing(of_leo, by=leo)

    html = page(as_user(ines), pairing)

    for hidden in ("SECRET WISH", "47.11", "3.7", "Leo", "accepted", "of 100"):
        assert hidden not in html, hidden


def test_accepting_on_the_page_forms_the_twinning_with_the_last(as_user, pairing, ines, leo):
    first, last = as_user(ines), as_user(leo)

    asked = first.get(step_of(pairing, "accept")).content.decode()
    answer = first.post(step_of(pairing, "accept"), follow=True).content.decode()
    assert "Hub Andino" in asked
    assert "as soon as all partners have" in answer
    formed = last.post(step_of(pairing, "accept"), follow=True).content.decode()

    assert "The twinning is formed" in formed
    assert Twinning.objects.get().get_absolute_url() in formed


def test_refusing_asks_for_a_reason_that_the_other_never_reads(as_user, pairing, ines, leo):
    browser = as_user(leo)

    assert browser.post(step_of(pairing, "refuse"), {"reason": ""}).status_code == 422
    mine = browser.post(step_of(pairing, "refuse"), {"reason": SECRET}, follow=True).content.decode()
    theirs = page(as_user(ines), pairing)

    assert SECRET in mine
    assert "does not come about" in theirs
    for hidden in (SECRET, "refused", "Leo"):
        assert hidden not in theirs, hidden


def test_a_link_followed_again_leads_to_what_has_become_of_it(as_user, pairing, of_ines, ines):
    accept_pairing(of_ines, by=ines)
    browser = as_user(ines)

    for step in ("accept", "refuse"):
        assert browser.get(step_of(pairing, step)).url == reverse("hubs:pairing", args=[pairing.pk])
    assert browser.post(step_of(pairing, "refuse"), {"reason": "x"}).status_code == 302
    assert Pairing.objects.get().status == PairingStatus.PROPOSED


def test_a_visitor_signs_in_first_and_comes_back(as_user, pairing):
    answer = as_user().get(step_of(pairing, "accept"))

    assert answer.status_code == 302
    assert answer.url.endswith(f"?next={step_of(pairing, 'accept')}")


def test_after_the_limit_the_page_says_whom_to_write_to(as_user, pairing, ines, programme, time_machine):
    time_machine.move_to(pairing.answer_by + timedelta(minutes=1), tick=False)
    before = page(as_user(ines), pairing)
    lapse_pairings()
    after = page(as_user(ines), pairing)

    for html in (before, after):
        assert "time to answer is over" in html
        assert programme.contact_email in html
        assert step_of(pairing, "accept") not in html


def test_what_the_office_drops_says_nothing_of_why(as_user, pairing, ines, carla):
    drop_pairing(pairing, reason=SECRET, by=carla)

    html = page(as_user(ines), pairing)

    assert "does not come about" in html
    assert SECRET not in html


def test_a_partner_that_is_not_listed_has_no_link(as_user, pairing, ines, leo_hub):
    leo_hub.status, leo_hub.summary = HubStatus.HIDDEN, "Words that are no longer for the public."
    leo_hub.save()

    html = page(as_user(ines), pairing)

    assert "Hub Andino" in html
    assert leo_hub.get_absolute_url() not in html
    assert leo_hub.summary not in html


def test_it_waits_on_the_desk_of_who_may_answer(as_user, pairing, of_ines, ines, ines_hub, carla):
    colleague = make_user("Colleague")
    join(ines_hub, colleague, "contributor")

    (thing,) = [thing for thing in waiting_for(ines) if thing.kind == "pairing"]
    assert thing.due_at == pairing.answer_by
    assert thing.url == reverse("hubs:pairing", args=[pairing.pk])
    assert waiting_for(colleague) == []
    assert [thing for thing in waiting_for(carla) if thing.kind == "pairing"] == []

    accept_pairing(of_ines, by=ines)
    assert waiting_for(ines) == []


def test_the_office_is_told_what_it_has_to_do(pairing, carla, time_machine):
    Pairing.objects.update(answer_by=None)
    assert [thing.title for thing in waiting_for(carla)] == ["Ask the hubs of 1 pairing"]

    Pairing.objects.update(answer_by=timezone.now())
    lapse_pairings(now=timezone.now() + timedelta(days=1))
    assert [thing.title for thing in waiting_for(carla)] == ["1 pairing was not answered in time"]


# The office


def test_the_office_sees_who_has_answered_what(as_user, pairing, of_ines, of_leo, ines, leo, carla):
    accept_pairing(of_ines, by=ines)
    browser = as_user(carla)

    open_page = browser.get(pairing.get_absolute_url()).content.decode()
    refuse_pairing(of_leo, reason=SECRET, by=leo)
    closed_page = browser.get(pairing.get_absolute_url()).content.decode()
    rows = browser.get(reverse("admin:hubs_pairing_changelist")).content.decode()

    assert reverse("hubs:record_answer", args=[of_leo.pk]) in open_page
    assert reverse("hubs:record_answer", args=[of_ines.pk]) not in open_page
    assert SECRET in closed_page
    assert reverse("hubs:record_answer", args=[of_leo.pk]) not in closed_page
    assert "1 / 2" in rows


def test_the_office_is_told_that_a_hub_has_nobody_to_answer(as_user, pairing, leo_hub, carla):
    leo_hub.memberships.all().delete()

    html = as_user(carla).get(pairing.get_absolute_url()).content.decode()

    assert "Nobody can answer: this hub has no manager." in html


def test_the_office_extends_on_the_clock_of_the_call(as_user, pairing, carla):
    browser = as_user(carla)
    address = step_of(pairing, "extend")
    day = (pairing.answer_by + timedelta(days=5)).date().isoformat()

    early = browser.post(address, {"day": "2020-01-01", "hour": "17:00"})
    later = browser.post(address, {"day": day, "hour": "17:00"})

    assert early.status_code == 409
    assert "has to be in the future" in early.content.decode()
    assert later.url == pairing.get_absolute_url()
    stored = timezone.localtime(Pairing.objects.get().answer_by, ZoneInfo(pairing.call.time_zone))
    assert f"{stored:%Y-%m-%d %H:%M}" == f"{day} 17:00"


def test_the_office_records_an_answer(as_user, pairing, of_ines, carla):
    address = reverse("hubs:record_answer", args=[of_ines.pk])
    browser = as_user(carla)

    empty = browser.post(address, {"answer": "accepted", "note": ""})
    given = browser.post(address, {"answer": "accepted", "note": "Ines called.", "reason": ""})

    assert (empty.status_code, given.status_code) == (409, 302)
    assert PairingPartner.objects.get(pk=of_ines.pk).status == PartnerAnswer.ACCEPTED
    assert browser.get(address).status_code == 403


@pytest.mark.parametrize("who", ["ines", "leo"])
def test_only_the_office_records(as_user, pairing, of_ines, who, request):
    browser = as_user(request.getfixturevalue(who))

    address = reverse("hubs:record_answer", args=[of_ines.pk])
    assert browser.post(address, {"answer": "accepted", "note": "x"}).status_code == 403
    assert PairingPartner.objects.get(pk=of_ines.pk).status == PartnerAnswer.ASKED


def test_who_manages_both_hubs_answers_for_one_after_the_other(as_user, pairing, ines, leo_hub):
    join(leo_hub, ines)
    browser = as_user(ines)

    browser.post(step_of(pairing, "accept"))
    assert not Twinning.objects.exists()
    browser.post(step_of(pairing, "accept"))

    assert Twinning.objects.count() == 1


def test_the_twinning_is_public(as_user, pairing):
    twinning = accept_all(pairing)

    html = as_user().get(twinning.get_absolute_url()).content.decode()

    assert "Atlantic Hub" in html
    assert reverse("hubs:end_twinning", args=[twinning.pk]) not in html
