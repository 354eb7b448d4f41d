"""Profiles, and who appoints whom."""

import pytest

from tests.factories import make_user
from twinning.accounts.models import Role, User
from twinning.accounts.operations.people import change_role, revise_profile
from twinning.accounts.time_zones import choices, is_time_zone
from twinning.core.errors import Refused
from twinning.trail.models import Trace

PROFILE = {"name": "Inês", "language": "pt", "time_zone": "Atlantic/Azores"}


def test_a_profile_is_ones_own(ines, leo):
    revise_profile(ines, by=ines, **PROFILE)

    ines.refresh_from_db()
    assert (ines.name, ines.language, ines.time_zone) == ("Inês", "pt", "Atlantic/Azores")
    with pytest.raises(Refused):
        revise_profile(ines, by=leo, **PROFILE)


@pytest.mark.parametrize(
    "wrong", [{"language": "xx"}, {"time_zone": "Mars/Olympus"}, {"time_zone": "../etc"}]
)
def test_a_profile_holds_only_languages_and_clocks_that_exist(ines, wrong):
    with pytest.raises(Refused) as refusal:
        revise_profile(ines, by=ines, **PROFILE | wrong)

    assert [refusal.value.field] == list(wrong)


def test_browsers_older_names_of_zones_may_be_chosen():
    offered = {zone for _, zones in choices()[1:] for zone, _ in zones}

    assert {"America/Buenos_Aires", "Asia/Calcutta", "Europe/Kyiv"} <= offered
    assert all(map(is_time_zone, offered))


def test_saving_the_profile_speaks_the_chosen_language(as_user, ines):
    response = as_user(ines).post("/profile/", PROFILE)

    assert response["Location"] == "/pt/profile/"
    ines.refresh_from_db()
    assert ines.name == "Inês"


def test_a_faulty_profile_is_shown_again_with_what_was_typed(as_user, ines):
    response = as_user(ines).post("/profile/", PROFILE | {"time_zone": "Mars/Olympus", "name": "Typed"})

    assert response.status_code == 422
    assert response.context["form"]["name"].value() == "Typed"


@pytest.mark.parametrize(
    ("by", "before", "after", "allowed"),
    [
        ("ada", Role.MEMBER, Role.COORDINATOR, True),
        ("ada", Role.COORDINATOR, Role.MEMBER, True),
        ("carla", Role.MEMBER, Role.REVIEWER, True),
        ("carla", Role.REVIEWER, Role.MEMBER, True),
        ("carla", Role.MEMBER, Role.COORDINATOR, False),
        ("carla", Role.COORDINATOR, Role.MEMBER, False),
        ("carla", Role.ADMINISTRATOR, Role.MEMBER, False),
        ("rosa", Role.MEMBER, Role.REVIEWER, False),
        ("ines", Role.MEMBER, Role.REVIEWER, False),
    ],
)
def test_who_appoints_whom(request, by, before, after, allowed):
    by, person = request.getfixturevalue(by), make_user(role=before)

    if allowed:
        change_role(person, role=after, by=by)
    else:
        with pytest.raises(Refused):
            change_role(person, role=after, by=by)

    assert User.objects.get(pk=person.pk).role == (after if allowed else before)


def test_an_appointment_leaves_a_trace(ada, leo):
    change_role(leo, role=Role.REVIEWER, by=ada)
    change_role(leo, role=Role.REVIEWER, by=ada)

    [trace] = Trace.objects.of(leo)
    assert (trace.step, trace.by, trace.detail) == (
        "change_role",
        ada,
        {"before": "member", "after": "reviewer"},
    )


def test_the_last_administrator_stays(ada):
    with pytest.raises(Refused):
        change_role(ada, role=Role.MEMBER, by=ada)

    other = make_user(role=Role.ADMINISTRATOR)
    change_role(ada, role=Role.MEMBER, by=other)
    assert User.objects.get(pk=ada.pk).role == Role.MEMBER


def test_a_name_is_a_line_of_a_letter_and_not_its_words(ines):
    revise_profile(ines, by=ines, **PROFILE | {"name": " Inês\r\n\r\nhttps://example.org/trap\n"})

    assert User.objects.get().name == "Inês https://example.org/trap"
