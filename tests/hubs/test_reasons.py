"""Why two hubs fit: what their people read, what the office alone reads, and the PDF of both."""

from decimal import Decimal

import pytest
from django.urls import reverse

from hubs.models import (
    Direction,
    Pairing,
    PairingPartner,
    Paper,
    Preference,
    PreferenceKind,
    Scenario,
    ServiceKind,
    Wish,
)
from hubs.operations.papers import make_paper
from hubs.operations.printing_reasons import ask_for_reasons, ask_for_scenario_reasons
from hubs.problem.document import document_between
from hubs.reasons.sheet import sheet_of_scenario, sheets_of_pairing
from hubs.states import CallStatus, ExpressionStatus, PairingStatus, PaperStatus, PartnerAnswer
from tests.factories import make_area, make_call, make_expression, make_hub, make_user
from tests.factories_evaluating import declare
from twinning.accounts.models import Role
from twinning.core.errors import Refused


@pytest.fixture
def call(db):
    return make_call(status=CallStatus.RELEASED)


@pytest.fixture
def eu(call, ines_hub):
    return make_expression(call, ines_hub, status=ExpressionStatus.SELECTED)


@pytest.fixture
def lac(call, leo_hub):
    return make_expression(call, leo_hub, status=ExpressionStatus.SELECTED)


@pytest.fixture
def pairing(call, eu, lac, carla):
    return make_pairing(call, carla, eu, lac)


@pytest.fixture
def scenario(call, eu, lac, carla):
    return Scenario.objects.create(
        call=call, name="First", inputs=document_between([eu, lac]), digest="x", made_by=carla
    )


@pytest.fixture
def wishes(eu, lac):
    """Leo's hub seeks mentoring in AI, which Ines's offers, and something that nobody offers."""
    mentoring, _ = ServiceKind.objects.get_or_create(code="mentoring", defaults={"name": "Mentoring"})
    area = make_area()
    rows = [
        (lac, Direction.SEEKS, area, mentoring, "Mentors for young firms."),
        (lac, Direction.SEEKS, None, None, "A ship."),
        (eu, Direction.OFFERS, area, mentoring, "Ten mentors from industry."),
        (eu, Direction.OFFERS, None, mentoring, "A summer school."),
    ]
    for expression, direction, area_, kind, words in rows:
        Wish.objects.create(expression=expression, direction=direction, area=area_, kind=kind, words=words)


def make_pairing(call, by, *expressions, status=PairingStatus.PROPOSED):
    pairing = Pairing.objects.create(call=call, proposed_by=by, status=status)
    for one in expressions:
        PairingPartner.objects.create(pairing=pairing, expression=one, status=PartnerAnswer.ASKED)
    return pairing


def page_of(browser, pairing):
    return browser.get(reverse("hubs:reasons_of_pairing", args=[pairing.pk]))


def test_both_hubs_read_what_each_can_do_for_the_other(pairing, wishes, ines, leo, as_user):
    for reader in (ines, leo):
        page = page_of(as_user(reader), pairing).content.decode()

        assert "Ten mentors from industry." in page
        assert "Mentors for young firms." in page
        assert "for you to read" in page  # the ship, which only people can compare
        assert "January: both are at work" in page


def test_the_parts_add_up_to_the_score(pairing, scenario, eu, lac, wishes):
    Preference.objects.create(expression=eu, hub=lac.hub, kind=PreferenceKind.PREFER)
    inputs = document_between([eu, lac])
    Scenario.objects.update(inputs=inputs)
    scenario.refresh_from_db()

    for sheet in (*sheets_of_pairing(pairing), sheet_of_scenario(scenario, [eu, lac])):
        assert sum(Decimal(part.points) for part in sheet.parts) == Decimal(sheet.score)
        assert sum(Decimal(part.most) for part in sheet.parts) == 100


@pytest.mark.parametrize("kind", PreferenceKind.values)
def test_no_hub_finds_out_whom_the_other_wished_for(pairing, eu, lac, ines, as_user, kind):
    """Neither in words nor by what is missing from the score: the page is the same, whatever was wished."""
    before = sheets_of_pairing(pairing)

    Preference.objects.create(expression=lac, hub=eu.hub, kind=kind)

    assert sheets_of_pairing(pairing) == before
    page = page_of(as_user(ines), pairing).content.decode().casefold()
    assert "wish" not in page
    assert "choice number" not in page


def test_a_scenario_that_froze_wishes_tells_hubs_none_of_them(pairing, scenario, eu, lac):
    Pairing.objects.update(scenario=scenario)
    pairing.refresh_from_db()
    before = sheets_of_pairing(pairing)

    Preference.objects.create(expression=lac, hub=eu.hub, kind=PreferenceKind.PREFER)
    Scenario.objects.update(inputs=document_between([eu, lac]))
    pairing = Pairing.objects.get()

    assert sheets_of_pairing(pairing) == before
    assert "is choice number 1" in " ".join(sheet_of_scenario(pairing.scenario, [eu, lac]).wishes)


def test_the_office_reads_who_does_not_want_whom(scenario, eu, lac):
    Preference.objects.create(expression=lac, hub=eu.hub, kind=PreferenceKind.AVOID)
    Scenario.objects.update(inputs=document_between([eu, lac]))
    scenario.refresh_from_db()

    sheet = sheet_of_scenario(scenario, [eu, lac])

    assert "Hub Andino does not want to be twinned with Atlantic Hub." in sheet.wishes


def test_it_is_for_those_who_were_asked_and_no_others(pairing, ines, olga, carla, olga_hub, as_user):
    assert page_of(as_user(olga), pairing).status_code == 404
    assert page_of(as_user(carla), pairing).status_code == 200
    PairingPartner.objects.update(status=PartnerAnswer.WAITING)
    assert page_of(as_user(ines), pairing).status_code == 404


@pytest.mark.parametrize("status", [PairingStatus.REFUSED, PairingStatus.DROPPED])
def test_when_nothing_comes_of_it_the_hubs_read_each_other_no_more(pairing, ines, carla, as_user, status):
    paper = ask_for_reasons(pairing, by=ines)
    make_paper(paper)
    Pairing.objects.update(status=status)

    assert page_of(as_user(ines), pairing).status_code == 404
    assert as_user(ines).get(reverse("hubs:paper", args=[paper.pk])).status_code == 404
    assert page_of(as_user(carla), pairing).status_code == 200


def test_who_has_an_interest_reads_neither_sheet(pairing, scenario, eu, lac, carla, as_user):
    paper = ask_for_scenario_reasons(scenario, hubs=[eu, lac], by=carla)
    declare(carla, lac, conflict=True)

    assert page_of(as_user(carla), pairing).status_code == 404
    assert not Paper.objects.visible_to(carla).filter(pk=paper.pk).exists()
    with pytest.raises(Refused):
        ask_for_scenario_reasons(scenario, hubs=[eu, lac], by=carla)


def test_every_two_of_three_partners_have_a_sheet(call, eu, lac, carla):
    third = make_expression(call, make_hub(region="africa", country="SN"), status=ExpressionStatus.SELECTED)

    sheets = sheets_of_pairing(make_pairing(call, carla, eu, lac, third))

    assert [len({hub.key for hub in sheet.hubs}) for sheet in sheets] == [2, 2, 2]
    assert len({sheet.title for sheet in sheets}) == 3


def test_the_pdf_is_made_once_for_the_same_words_and_given_to_its_hubs(
    pairing, wishes, ines, leo, olga, as_user
):
    url = reverse("hubs:reasons_of_pairing", args=[pairing.pk])
    for reader in (ines, leo):
        as_user(reader).post(url)
    paper = Paper.objects.get()
    make_paper(paper)

    assert Paper.objects.get().status == PaperStatus.MADE
    answer = as_user(leo).get(reverse("hubs:paper", args=[paper.pk]))
    assert b"".join(answer).startswith(b"%PDF") if answer.streaming else answer.content.startswith(b"%PDF")
    assert as_user(olga).get(reverse("hubs:paper", args=[paper.pk])).status_code == 404
    assert reverse("hubs:paper", args=[paper.pk]) in as_user(ines).get(url).content.decode()


def test_other_words_are_printed_anew(pairing, eu, ines):
    first = ask_for_reasons(pairing, by=ines)
    eu.hub.summary = "We have moved."
    eu.hub.save()

    assert ask_for_reasons(pairing, by=ines) != first


def test_the_sheet_of_a_scenario_prints_for_the_office_alone(scenario, pairing, eu, lac, carla, ines):
    paper = ask_for_scenario_reasons(scenario, hubs=[eu, lac], by=carla)

    make_paper(paper)

    assert paper.status == PaperStatus.MADE
    assert Paper.objects.visible_to(carla).filter(pk=paper.pk).exists()
    assert not Paper.objects.visible_to(ines).filter(pk=paper.pk).exists()
    assert not Paper.objects.visible_to(make_user(role=Role.REVIEWER)).exists()
