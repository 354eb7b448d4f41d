"""The office sets what counts when hubs are paired."""

import pytest
from django.urls import reverse

from hubs.models import PairingRules
from hubs.states import CallStatus
from tests.factories import make_call


@pytest.fixture
def page(carla, as_user):
    call = make_call(status=CallStatus.RELEASED)
    return as_user(carla), reverse("admin:hubs_call_pairing_rules", args=[call.pk])


def given(form, **changes):
    values = {field.html_name: field.value() for field in form}
    shown = values | {"opens": "09:00", "closes": "17:00", "reminder_days": "5, 1"}
    return shown | changes


def test_the_rules_are_shown_and_kept(page):
    office, address = page
    form = office.get(address).context["form"]

    answer = office.post(address, given(form, weight_areas=40, capacity=2, opens="08:30"))

    assert answer.url == address
    rules = PairingRules.objects.get()
    assert (rules.weights["areas"], rules.capacity, str(rules.opens)) == (40, 2, "08:30:00")
    assert rules.weights["gives"] == 15
    assert 'value="40"' in office.get(address).content.decode()


def test_what_is_refused_is_said_beside_its_field(page):
    office, address = page
    form = office.get(address).context["form"]

    answer = office.post(address, given(form, opens="09:10"))

    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["opens"]
    assert not PairingRules.objects.exists()


def test_who_saw_older_rules_is_told_and_may_save_again(page):
    office, address = page
    old = given(office.get(address).context["form"])
    office.post(address, old | {"capacity": 3})

    late = office.post(address, old | {"answer_days": 20})

    assert late.status_code == 422
    assert PairingRules.objects.get().answer_days == 10
    again = given(late.context["form"])
    assert office.post(address, again).status_code == 302
    assert PairingRules.objects.get().answer_days == 20
