"""What pairing compares hubs by beside their application: size, years at work, earlier contact."""

import pytest
from django.urls import reverse
from django.utils import timezone

from hubs.models import EarlierContact, Expression, Hub
from hubs.operations.contacts import name_earlier_contact
from hubs.operations.hubs import describe_hub
from hubs.operations.pairing_rules import revise_pairing_rules
from hubs.problem.document import problem_of
from hubs.problem.fits import fit_of, names_in, told
from hubs.states import CallStatus, HubStatus
from tests.factories import make_call, make_hub
from tests.hubs.desks import selected
from twinning.core.errors import Refused


@pytest.fixture
def call(db):
    return make_call(status=CallStatus.RELEASED)


@pytest.fixture
def aveiro(call):
    return selected(call, "Aveiro", "eu", staff=3, founded=2015)


@pytest.fixture
def lima(call):
    return selected(call, "Lima", "lac", staff=5, founded=2024)


def profile_of(call, expression, **how):
    document = problem_of(call, **how)
    hubs = {hub["key"]: hub for pool in document["pools"] for hub in pool["hubs"]}
    return hubs[str(expression.pk)]["profile"]


def reasons(*expressions):
    fresh = list(Expression.objects.filter(pk__in=[one.pk for one in expressions]).order_by("pk"))
    _fit, parts = fit_of(fresh)
    told_parts = told(parts, names_in(fresh))
    return {part["label"]: (part["points"], part["reason"]) for part in told_parts}


@pytest.mark.parametrize(
    ("founded", "stage"),
    [(2027, 1), (2026, 1), (2025, 2), (2022, 3), (2017, 4), (2008, 4), (2007, 5), (1950, 5)],
)
def test_years_at_work_are_classes_of_maturity(call, aveiro, lima, founded, stage):
    Hub.objects.filter(pk=aveiro.hub_id).update(founded=founded)

    profile = profile_of(call, aveiro, year=2027)

    assert (profile["size"], profile["maturity"]) == (3, stage)


def test_size_and_years_at_work_weigh_what_the_call_says_and_say_why(call, aveiro, lima, carla):
    revise_pairing_rules(call, by=carla, weights={"size": 3, "maturity": 1})
    Hub.objects.filter(pk=lima.hub_id).update(founded=2015)

    assert reasons(aveiro, lima) == {
        "Size": ("37.50", "Their sizes are 2 of 4 steps apart."),
        "Maturity": ("25", "They have come equally far."),
    }


def test_what_a_hub_has_not_said_moves_it_towards_nobody_and_is_named(call, aveiro, lima, carla):
    silent = selected(call, "Bilbao", "eu")
    recife = selected(call, "Recife", "lac", staff=1, founded=1999)
    revise_pairing_rules(call, by=carla, weights={"size": 1, "maturity": 1})

    assert {"size", "maturity"}.isdisjoint(profile_of(call, silent))
    told_of = [reasons(silent, other) for other in (lima, recife)]
    assert (
        told_of
        == [
            {"Size": ("0", "Size not known of: Bilbao."), "Maturity": ("0", "Maturity not known of: Bilbao.")}
        ]
        * 2
    )


@pytest.mark.parametrize("who_says", ["aveiro", "lima"])
def test_that_one_of_them_remembers_is_enough(call, aveiro, lima, carla, who_says):
    here, there = (aveiro, lima) if who_says == "aveiro" else (lima, aveiro)
    revise_pairing_rules(call, by=carla, weights={"contact": 1})
    assert reasons(aveiro, lima)["Earlier contact"] == ("0", "No earlier contact is known.")

    name_earlier_contact(here.hub, other=there.hub, by=carla)

    assert profile_of(call, here)["contacts"] == [str(there.pk)]
    assert reasons(aveiro, lima)["Earlier contact"] == ("100", "They have worked together before.")


def test_bella_is_what_the_hub_says_of_itself(call, aveiro, lima, carla):
    revise_pairing_rules(call, by=carla, weights={"bella": 1})
    for one, status in ((aveiro, "connected"), (lima, "eligible")):
        describe_hub(one.hub, by=carla, version=one.hub.version, bella_status=status)

    assert reasons(aveiro, lima)["BELLA"] == ("50", "Still to be connected to BELLA: Lima.")


def test_the_hubs_own_page_takes_them_and_the_public_reads_them(as_user, client, ines, ines_hub):
    browser, url = as_user(ines), reverse("hubs:describe_hub", args=[ines_hub.slug])
    fields = browser.get(url).context["form"].initial | {"country": "PT", "version": ines_hub.version}
    given = {name: value for name, value in fields.items() if value not in (None, "")}

    saved = browser.post(url, given | {"staff": "4", "founded": "2011"})

    assert saved.status_code == 302
    page = client.get(ines_hub.get_absolute_url()).content.decode()
    assert "25 to 99 people" in page
    assert "<dd>2011</dd>" in page


@pytest.mark.parametrize("year", [timezone.now().year + 1, 1499])
def test_a_year_that_cannot_be_is_refused_beside_its_field(ines, ines_hub, year):
    with pytest.raises(Refused) as refusal:
        describe_hub(ines_hub, by=ines, version=ines_hub.version, founded=year)

    assert refusal.value.field == "founded"
    assert Hub.objects.get(pk=ines_hub.pk).founded is None


def test_earlier_contacts_are_found_named_and_taken_back(as_user, ines, ines_hub, leo_hub, carla):
    browser, url = as_user(ines), reverse("hubs:contacts", args=[ines_hub.slug])

    assert "Hub Andino" in browser.get(url, {"q": "andino"}).content.decode()
    assert "Noted." in browser.post(url, {"hub": leo_hub.pk}, follow=True).content.decode()
    assert browser.get(url, {"q": "andino"}).context["found"] == []
    contact = EarlierContact.objects.get()
    assert (contact.hub, contact.other) == (ines_hub, leo_hub)
    browser.post(url, {"hub": leo_hub.pk})
    assert EarlierContact.objects.count() == 1

    browser.post(url, {"forget": contact.pk})
    assert not EarlierContact.objects.exists()


def test_nobody_names_a_hub_they_cannot_see_nor_takes_back_what_others_said(
    as_user, ines, leo, ines_hub, leo_hub
):
    hidden = make_hub("Hidden", region="lac", status=HubStatus.HIDDEN)
    theirs = EarlierContact.objects.create(hub=leo_hub, other=ines_hub)
    browser, url = as_user(ines), reverse("hubs:contacts", args=[ines_hub.slug])

    assert "Hidden" not in browser.get(url, {"q": "hidden"}).content.decode().split("<main", 1)[1].replace(
        'value="hidden"', ""
    )
    assert browser.post(url, {"hub": hidden.pk}).status_code == 404
    assert browser.post(url, {"forget": theirs.pk}).status_code == 404
    assert browser.post(url, {"hub": ines_hub.pk}).status_code == 302
    assert as_user(ines).post(reverse("hubs:contacts", args=[leo_hub.slug]), {"hub": 1}).status_code == 403
    assert list(EarlierContact.objects.all()) == [theirs]
