"""The office: everything can be seen there by those who work in it, and changes by operations alone."""

import pytest
from django.contrib import admin
from django.urls import reverse

from hubs.models import (
    Assignment,
    Declaration,
    Expression,
    Hub,
    Programme,
    PublicText,
    Region,
    Standing,
    TechnologyArea,
)
from hubs.operations.assignments import assign_reviewer, recuse_assignment
from hubs.operations.standings import refresh_standing
from hubs.states import AssignmentStatus, ExpressionStatus
from tests.factories import (
    make_call,
    make_evaluation,
    make_expression,
    make_hub,
    make_user,
)
from tests.factories_calls import make_closed_call
from tests.factories_evaluating import make_consensus
from twinning.accounts.models import Role, User
from twinning.trail.models import Trace

OURS = [model for model in admin.site._registry if model._meta.app_label in ("hubs", "accounts", "trail")]
LISTS = [f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist" for model in OURS]


@pytest.fixture
def call(db):
    """Evaluation begins when hubs can change nothing any more."""
    return make_closed_call()


@pytest.fixture
def office(as_user, carla):
    return as_user(carla)


@pytest.fixture
def read(submitted, carla):
    """Carla has declared that she has no interest in it: the office declares first, like everybody."""
    return Declaration.objects.create(user=carla, expression=submitted, conflict=False)


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


def test_what_was_done_stands_below_the_record(office, world, read):
    page = office.get(reverse("admin:hubs_expression_change", args=[world.expression_id])).content.decode()

    assert "assign reviewer" in page


# Settings of the programme


def test_the_programme_is_named_and_set_in_the_office(office, carla):
    page = office.post(
        reverse("admin:hubs_programme_add"),
        {
            "name_en": "Two Shores",
            "name_es": "Dos orillas",
            "partners": 2,
            "time_zone": "UTC",
            "silent_days": 30,
        },
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


def test_reviewers_are_asked_from_the_page_of_the_application(office, submitted, read, rosa):
    assert assign(office, submitted, rosa).status_code == 302

    assert Assignment.objects.get().reviewer == rosa


def test_a_reviewer_of_the_hub_is_refused_in_words(office, submitted, read, ines_hub):
    insider = make_user("Rui", role=Role.REVIEWER)
    ines_hub.memberships.create(user=insider)

    page = assign(office, submitted, insider)

    assert page.status_code == 200
    assert "belongs to this hub" in page.content.decode()
    assert not Assignment.objects.exists()


def test_conflicts_and_marks_are_read_in_the_office(office, submitted, read, rosa, carla):
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


def test_an_application_without_a_total_can_be_looked_at_and_decided_upon(office, read, submitted, rosa):
    """Whoever abstains may leave a criterion without any mark."""
    evaluation = make_evaluation(submitted, rosa, marks=4)
    evaluation.scores.filter(criterion__code="impact").update(mark=None, abstained=True)
    refresh_standing(submitted)

    for page in ("change", "decide", "layers"):
        answer = office.get(reverse(f"admin:hubs_expression_{page}", args=[submitted.pk]))
        assert answer.status_code == 200
        assert "No place in the ranking yet." in answer.text
        assert "abstained" in answer.text


def test_marks_that_count_are_told_for_what_they_are(office, read, submitted, rosa):
    make_evaluation(submitted, rosa, marks=4)
    refresh_standing(submitted)
    page = reverse("admin:hubs_expression_decide", args=[submitted.pk])
    assert '<th scope="row">Average</th>' in office.get(page).text

    make_consensus(submitted, rosa, marks=3)
    refresh_standing(submitted)

    assert '<th scope="row">Consensus</th>' in office.get(page).text


def test_pages_of_the_office_say_on_whose_clock_their_times_are(carla, as_user):
    User.objects.filter(pk=carla.pk).update(time_zone="America/Bogota")
    lists, call = reverse("admin:hubs_assignment_changelist"), make_closed_call()

    for url in (lists, reverse("admin:hubs_call_change", args=[call.pk])):
        assert "on your clock: America/Bogota" in as_user(carla).get(url).content.decode()
