"""The office finds what it looks for, in whatever spelling."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.factories import make_evaluation, make_expression, make_user


@pytest.fixture
def office(as_user, carla):
    return as_user(carla)


@pytest.mark.parametrize("model", ["hub", "membership", "invitation", "assignment"])
@pytest.mark.parametrize("typed", ["Bogotá", "bogota", "BOGOTÁ"])
def test_the_office_finds_places_however_they_are_accented(office, call, leo, leo_hub, rosa, model, typed):
    expression = make_expression(call, leo_hub)
    make_evaluation(expression, rosa)
    expires_at = timezone.now() + timedelta(days=9)
    leo_hub.invitations.create(email="new@hub.example", role="viewer", invited_by=leo, expires_at=expires_at)

    url = reverse(f"admin:hubs_{model}_changelist")

    assert office.get(url, {"q": typed}).context["cl"].result_count == 1
    assert office.get(url, {"q": "nowhere"}).context["cl"].result_count == 0


@pytest.mark.parametrize("typed", ["Bogotá", "bogota", "BOGOTÁ"])
def test_the_office_finds_applications_by_their_places(office, call, leo_hub, typed):
    make_expression(call, leo_hub)

    url = reverse("admin:hubs_expression_changelist")

    assert office.get(url, {"q": typed}).context["page"].paginator.count == 1
    assert office.get(url, {"q": "nowhere"}).context["page"].paginator.count == 0


def test_the_office_finds_people_by_their_names_as_they_are_written(office, ines_hub):
    make_user("José Núñez", email="jose@hub.example")

    for typed in ("Núñez", "JOSÉ"):
        found = office.get(reverse("admin:accounts_user_changelist"), {"q": typed}).context["cl"]
        assert found.result_count == 1, typed
