"""The office: everything can be seen there by those who work in it, and changes by operations alone."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from django.contrib import admin
from django.urls import reverse
from django.utils import timezone

from hubs.models import (
    Assignment,
    Call,
    Expression,
    Hub,
    Programme,
    PublicText,
    Region,
    Standing,
    TechnologyArea,
)
from hubs.operations.assignments import assign_reviewer, recuse_assignment
from hubs.states import AssignmentStatus, CallStatus, ExpressionStatus
from tests.factories import (
    make_area,
    make_call,
    make_evaluation,
    make_expression,
    make_hub,
    make_region,
    make_user,
)
from twinning.accounts.models import Role, User
from twinning.trail.models import Trace

OURS = [model for model in admin.site._registry if model._meta.app_label in ("hubs", "accounts", "trail")]
LISTS = [f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist" for model in OURS]


@pytest.fixture
def office(as_user, carla):
    return as_user(carla)


@pytest.fixture
def world(submitted, rosa, carla, twinning, programme):
    """A row of most kinds."""
    make_evaluation(submitted, rosa, marks=4)
    Standing.objects.create(expression=submitted, call=submitted.call, region=submitted.hub.region)
    return assign_reviewer(submitted, reviewer=make_user(role=Role.REVIEWER), by=carla)


@pytest.mark.parametrize("name", [*LISTS, "admin:index", "admin:hubs_pairing_add"])
@pytest.mark.parametrize("who", ["ines", "leo", "rosa", None])
def test_the_office_is_closed_to_all_others(as_user, world, name, who, request):
    browser = as_user(request.getfixturevalue(who) if who else None)

    assert browser.get(reverse(name)).status_code in (302, 403)


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("who", ["carla", "ada"])
def test_coordinators_and_administrators_see_every_list(as_user, world, name, who, request):
    page = as_user(request.getfixturevalue(who)).get(reverse(name), follow=True)

    assert page.status_code == 200


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.model_name)
def test_every_record_has_a_page_with_its_trail(office, world, model):
    record = model._base_manager.exclude(**hidden(model)).first()
    if record is None:
        return
    address = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_change", args=[record.pk])

    assert office.get(address).status_code == 200


def hidden(model):
    """Drafts are their hub's own business, even here."""
    return {"status": ExpressionStatus.DRAFT} if model is Expression else {"pk": None}


def test_the_rooms_stand_in_the_order_of_the_work(office):
    rooms = [room["name"] for room in office.get(reverse("admin:index")).context["app_list"]]

    assert rooms[:2] == ["Selection", "Pairing"]
    assert rooms[-1] == "People and records"
    assert not {"Authentication and Authorization", "Accounts", "MFA", "Social Accounts"} & set(rooms)


def test_what_was_done_stands_below_the_record(office, world):
    page = office.get(reverse("admin:hubs_expression_change", args=[world.expression_id])).content.decode()

    assert "assign reviewer" in page


# Settings of the programme


def test_the_programme_is_named_and_set_in_the_office(office, carla):
    page = office.post(
        reverse("admin:hubs_programme_add"),
        {"name_en": "Two Shores", "name_es": "Dos orillas", "partners": 2, "time_zone": "UTC"},
    )

    assert page.status_code == 302
    assert Programme.current().name_es == "Dos orillas"
    assert Trace.objects.of(Programme.current()).get().by == carla
    assert office.get(reverse("admin:hubs_programme_changelist")).url.endswith("/1/change/")


@pytest.mark.parametrize(
    ("model", "typed"),
    [
        (Region, {"code": "africa", "name_en": "Africa", "position": 3}),
        (TechnologyArea, {"code": "quantum", "name_en": "Quantum", "position": 7}),
        (PublicText, {"place": "about", "heading_en": "About", "body_en": "What we do."}),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_rows_of_the_programme_are_added_and_changed(office, model, typed):
    name = model._meta.model_name
    word = "heading_en" if model is PublicText else "name_en"

    assert office.post(reverse(f"admin:hubs_{name}_add"), typed).status_code == 302
    record = model.objects.latest("pk")
    office.post(reverse(f"admin:hubs_{name}_change", args=[record.pk]), typed | {word: "Renamed"})

    record.refresh_from_db()
    assert getattr(record, word) == "Renamed"
    assert office.get(reverse(f"admin:hubs_{name}_delete", args=[record.pk])).status_code == 403


# Calls


def typed_call(**changes):
    now = timezone.now()
    values = {
        "slug": "third-call",
        "title_en": "Third call",
        "text_en": "Apply.",
        "time_zone": "Europe/Brussels",
        "threshold": "10",
        "evaluations_wanted": "3",
        "technology_areas": [make_area().pk],
        "places-TOTAL_FORMS": 2,
        "places-INITIAL_FORMS": 0,
        "criteria-TOTAL_FORMS": 1,
        "criteria-INITIAL_FORMS": 0,
        "criteria-0-code": "excellence",
        "criteria-0-name_en": "Excellence",
        "criteria-0-weight": "1",
        "criteria-0-threshold": "3",
        "criteria-0-minimum": "0",
        "criteria-0-maximum": "5",
        "criteria-0-increment": "0.5",
        "criteria-0-position": "1",
    }
    for row, code in enumerate(("eu", "lac")):
        values |= {f"places-{row}-region": make_region(code).pk, f"places-{row}-number": 5}
    for name, days in (("opens_at", 1), ("closes_at", 30), ("evaluations_due_at", 60)):
        moment = now + timedelta(days=days)
        values |= {f"{name}_0": moment.strftime("%Y-%m-%d"), f"{name}_1": "12:00"}
    return values | changes


def test_a_call_is_prepared_with_its_places_and_criteria(office):
    page = office.post(reverse("admin:hubs_call_add"), typed_call())

    call = Call.objects.get()
    assert page.status_code == 302
    assert (call.status, call.title_en) == (CallStatus.DRAFT, "Third call")
    assert call.closes_at.astimezone(ZoneInfo("Europe/Brussels")).hour == 12  # on Carla's clock
    assert {place.region.code: place.number for place in call.places.all()} == {"eu": 5, "lac": 5}
    assert [criterion.code for criterion in call.criteria.all()] == ["excellence"]
    assert call.technology_areas.count() == 1


def test_what_an_operation_refuses_is_said_in_the_form_with_all_that_was_typed(office):
    page = office.post(reverse("admin:hubs_call_add"), typed_call(closes_at_0="2020-01-01"))

    assert page.status_code == 200
    assert "closes_at" in page.context["adminform"].form.errors
    assert "Third call" in page.content.decode()
    assert not Call.objects.exists()


def test_criteria_are_frozen_once_a_call_is_published(office, call):
    page = office.get(reverse("admin:hubs_call_change", args=[call.pk]))

    names = [formset.opts.model._meta.model_name for formset in page.context["inline_admin_formsets"]]
    frozen = page.context["inline_admin_formsets"][names.index("criterion")]
    assert not frozen.has_change_permission
    assert not frozen.has_add_permission
    assert "slug" in page.context["adminform"].readonly_fields


def test_a_published_call_can_be_extended(office, call):
    places = list(call.places.order_by("pk"))
    typed = typed_call(**{"places-INITIAL_FORMS": 2})
    typed |= {f"places-{row}-id": place.pk for row, place in enumerate(places)}
    typed |= {"criteria-TOTAL_FORMS": 3, "criteria-INITIAL_FORMS": 3}

    page = office.post(reverse("admin:hubs_call_change", args=[call.pk]), typed)

    before = call.closes_at
    call.refresh_from_db()
    assert page.status_code == 302
    assert call.closes_at > before
    assert call.criteria.count() == 3


@pytest.mark.parametrize("status", [CallStatus.RELEASED, CallStatus.ARCHIVED])
def test_a_decided_call_is_only_read(office, call, status):
    Call.objects.update(status=status)

    page = office.get(reverse("admin:hubs_call_change", args=[call.pk]))

    assert page.context["has_change_permission"] is False


# Applications and their reviewers


def assign(office, expression, reviewer):
    before = Assignment.objects.filter(expression=expression).count()
    typed = {
        "assignments-TOTAL_FORMS": before + 1,
        "assignments-INITIAL_FORMS": before,
        f"assignments-{before}-reviewer": reviewer.pk,
    }
    for row, assignment in enumerate(Assignment.objects.filter(expression=expression)):
        typed |= {f"assignments-{row}-id": assignment.pk}
    return office.post(reverse("admin:hubs_expression_change", args=[expression.pk]), typed)


def test_reviewers_are_asked_from_the_page_of_the_application(office, submitted, rosa):
    assert assign(office, submitted, rosa).status_code == 302

    assert Assignment.objects.get().reviewer == rosa


def test_a_reviewer_of_the_hub_is_refused_in_words(office, submitted, ines_hub):
    insider = make_user("Rui", role=Role.REVIEWER)
    ines_hub.memberships.create(user=insider)

    page = assign(office, submitted, insider)

    assert page.status_code == 200
    assert "belongs to this hub" in page.content.decode()
    assert not Assignment.objects.exists()


def test_conflicts_and_marks_are_read_in_the_office(office, submitted, rosa, carla):
    made = make_evaluation(submitted, make_user("Rui", role=Role.REVIEWER), marks=4.5)
    made.scores.update(comment="Well argued.")
    recuse_assignment(assign_reviewer(submitted, reviewer=rosa, by=carla), reason="My sister.", by=rosa)

    page = office.get(reverse("admin:hubs_expression_change", args=[submitted.pk])).content.decode()

    assert "My sister." in page
    assert "Well argued." in page
    assert "4.5" in page


def test_marks_that_are_not_handed_in_are_nobodys_business(office, submitted, rosa):
    made = make_evaluation(submitted, rosa)
    made.scores.update(comment="Thinking aloud.")

    page = office.get(reverse("admin:hubs_expression_change", args=[submitted.pk])).content.decode()

    assert "Thinking aloud." not in page


def test_drafts_of_hubs_are_not_in_the_office(office, draft):
    assert office.get(reverse("admin:hubs_expression_change", args=[draft.pk])).status_code == 302
    assert draft.hub.name not in office.get(reverse("admin:hubs_expression_changelist")).content.decode()


# People


def test_only_administrators_appoint_the_office(as_user, ada, carla, ines):
    address = reverse("admin:accounts_user_change", args=[carla.pk])

    assert as_user(carla).post(address, {"role": Role.ADMINISTRATOR}).status_code == 403
    as_user(ada).post(address, {"role": Role.ADMINISTRATOR})

    assert User.objects.get(pk=carla.pk).role == Role.ADMINISTRATOR


def test_coordinators_choose_reviewers_and_cannot_reach_higher(as_user, carla, ines):
    address = reverse("admin:accounts_user_change", args=[ines.pk])

    as_user(carla).post(address, {"role": Role.REVIEWER})
    refused = as_user(carla).post(address, {"role": Role.ADMINISTRATOR})

    assert refused.status_code == 200
    assert User.objects.get(pk=ines.pk).role == Role.REVIEWER


@pytest.mark.parametrize(
    "model", [User, Hub, Expression, Assignment, Trace], ids=lambda model: model.__name__
)
def test_nothing_of_weight_can_be_deleted(as_user, ada, world, model):
    record = model._base_manager.first()
    name = f"admin:{model._meta.app_label}_{model._meta.model_name}_delete"

    assert as_user(ada).post(reverse(name, args=[record.pk]), {"post": "yes"}).status_code == 403


def fill(call, number):
    for _ in range(number):
        expression = make_expression(call, make_hub())
        make_evaluation(expression, make_user(role=Role.REVIEWER), marks=4)
        Standing.objects.create(expression=expression, call=call, region=expression.hub.region)


@pytest.mark.parametrize("name", ["expression", "assignment", "hub", "membership", "call"])
def test_lists_cost_as_many_queries_for_thirty_as_for_one(office, name, budget, ines_hub):
    address = reverse(f"admin:hubs_{name}_changelist")
    call = make_call()
    fill(call, 1)
    few = budget(office, address)
    fill(call, 29)

    assert budget(office, address).queries == few.queries


def test_a_recused_reviewer_can_be_told_from_others_in_the_list(office, submitted, rosa):
    Assignment.objects.create(expression=submitted, reviewer=rosa, status=AssignmentStatus.RECUSED)

    page = office.get(reverse("admin:hubs_assignment_changelist") + "?status__exact=recused").content.decode()

    assert "conflict of interest" in page
