"""What reviewers see and do, and what they never see."""

import pytest
from django.urls import reverse

from hubs.models import Answer, Assignment, Call, Evaluation, Expression, PublicText, Score
from hubs.operations.assignments import assign_reviewer
from hubs.states import AssignmentStatus, CallStatus, EvaluationStatus, ExpressionStatus
from tests.factories import ANSWERS, make_evaluation, make_expression, make_hub, make_user
from tests.factories_calls import make_closed_call
from twinning.accounts.models import Role

MOTIVATION = ANSWERS["motivation"]


@pytest.fixture
def call(db):
    """Evaluation begins when hubs can change nothing any more."""
    return make_closed_call()


@pytest.fixture
def browser(as_user, rosa):
    return as_user(rosa)


@pytest.fixture
def assignment(submitted, rosa, carla):
    return assign_reviewer(submitted, reviewer=rosa, by=carla)


@pytest.fixture
def evaluation(submitted, rosa):
    return make_evaluation(submitted, rosa)


@pytest.fixture
def rui(db):
    return make_user("Rui", role=Role.REVIEWER)


def typed(evaluation, **values):
    """The form as the browser sends it, all marks 4 where not told otherwise."""
    marks = {f"mark_{code}": "4" for code in ("excellence", "impact", "implementation")}
    stored = Evaluation.objects.get(pk=evaluation.pk)
    opened = {f"opened-{name}": version for name, version in stored.versions.items()}
    return marks | opened | {"comment": "Good."} | values


def test_the_declaration_shows_the_hub_and_nothing_of_the_application(browser, assignment):
    page = browser.get(assignment.get_absolute_url()).content.decode()

    assert "Atlantic Hub" in page
    assert "Portugal" in page
    assert MOTIVATION not in page
    assert browser.get(assignment.expression.get_absolute_url()).status_code == 404


def test_declaring_no_conflict_leads_to_the_application_and_the_marks(browser, assignment):
    page = browser.post(reverse("hubs:accept_assignment", args=[assignment.pk]), follow=True)

    assert page.redirect_chain[-1][0] == Evaluation.objects.get().get_absolute_url()
    assert MOTIVATION in page.content.decode()


def test_a_conflict_hides_everything_at_once(browser, evaluation):
    assignment = evaluation.assignment

    browser.post(reverse("hubs:recuse_assignment", args=[assignment.pk]), {"reason": "My sister."})

    assert Assignment.objects.get().status == AssignmentStatus.RECUSED
    assert browser.get(evaluation.get_absolute_url()).status_code == 404
    assert browser.get(evaluation.assignment.expression.get_absolute_url()).status_code == 404
    assert MOTIVATION not in browser.get(assignment.get_absolute_url()).content.decode()
    assert "Atlantic Hub" not in browser.get(reverse("hubs:reviews")).content.decode()


def test_the_application_stands_beside_the_marks_and_what_they_mean(browser, evaluation):
    PublicText.objects.create(place="meaning-of-marks", heading="What marks mean", body="- 5: excellent")

    page = browser.get(evaluation.get_absolute_url()).content.decode()

    assert MOTIVATION in page
    assert "<li>5: excellent</li>" in page


def test_half_marks_are_chosen_in_the_readers_figures_and_kept_as_figures(browser, evaluation):
    page = browser.get(f"/pt{evaluation.get_absolute_url()}").text

    assert '<option value="3.5">3,5</option>' in page


def test_a_draft_keeps_what_is_there(browser, evaluation):
    page = browser.post(
        reverse("hubs:revise_evaluation", args=[evaluation.pk]),
        typed(evaluation, mark_impact=""),
        follow=True,
    )

    assert page.status_code == 200
    assert Evaluation.objects.get().status == EvaluationStatus.DRAFT
    assert set(Score.objects.values_list("criterion__code", "mark")) == {
        ("excellence", 4),
        ("impact", None),
        ("implementation", 4),
    }


def test_handing_in_saves_and_submits(browser, evaluation):
    browser.post(reverse("hubs:revise_evaluation", args=[evaluation.pk]), typed(evaluation, submit="1"))

    assert Evaluation.objects.get().status == EvaluationStatus.SUBMITTED
    assert "Handed in" in browser.get(reverse("hubs:reviews")).content.decode()


def test_a_missing_mark_is_said_beside_its_field_and_the_rest_is_kept(browser, evaluation):
    page = browser.post(
        reverse("hubs:revise_evaluation", args=[evaluation.pk]), typed(evaluation, mark_impact="", submit="1")
    )

    assert page.status_code == 409
    faults = {row.spec.code: row.fault for row in page.context["sheet"].rows() if row.fault}
    assert faults == {"mark_impact": "Please give a mark, or abstain, before you submit."}
    assert Score.objects.filter(mark=4).count() == 2


def test_a_mark_that_cannot_be_given_is_said_beside_its_field(browser, evaluation):
    page = browser.post(
        reverse("hubs:revise_evaluation", args=[evaluation.pk]), typed(evaluation, mark_impact="4.7")
    )

    assert page.status_code == 409
    assert [row.spec.code for row in page.context["sheet"].rows() if row.fault] == ["mark_impact"]
    assert not Score.objects.filter(criterion__code="impact", mark__isnull=False).exists()


def versions_on(page):
    """What the hidden fields of the page say."""
    rows = list(page.context["sheet"].rows())
    return {f"opened-{row.spec.code}": row.version for row in rows} | {
        f"mark-{row.spec.code}": row.opened_mark for row in rows
    }


def test_two_windows_of_one_reviewer_lose_nothing(browser, evaluation):
    address = reverse("hubs:revise_evaluation", args=[evaluation.pk])
    opened = typed(evaluation, mark_impact="2", words_impact="Typed second.")
    browser.post(address, typed(evaluation, mark_impact="3", words_impact="Saved first."))

    page = browser.post(address, opened)

    words = page.content.decode()
    assert page.status_code == 409
    assert "Typed second." in words
    assert "Saved first." in words
    assert Score.objects.get(criterion__code="impact").comment == "Saved first."
    browser.post(address, opened | versions_on(page))
    assert Score.objects.get(criterion__code="impact").comment == "Typed second."


def test_what_is_typed_when_the_decision_fell_comes_back(browser, evaluation, submitted):
    Expression.objects.update(status=ExpressionStatus.SELECTED)

    page = browser.post(
        reverse("hubs:revise_evaluation", args=[evaluation.pk]), typed(evaluation, comment="Long thoughts.")
    )

    assert page.status_code == 409
    assert "Long thoughts." in page.content.decode()


def test_an_application_taken_back_by_its_hub_cannot_be_read(browser, evaluation):
    Expression.objects.update(status=ExpressionStatus.DRAFT)
    Answer.objects.filter(code="motivation").update(value="Not yet meant to be read.")

    page = browser.get(evaluation.get_absolute_url())

    assert page.status_code == 200
    assert "Not yet meant to be read." not in page.content.decode()


PAGES = [
    "hubs:evaluation",
    "hubs:revise_evaluation",
    "hubs:submit_evaluation",
    "hubs:reopen_evaluation",
]


@pytest.mark.parametrize("name", PAGES)
def test_nobody_opens_the_evaluation_of_another(as_user, evaluation, rui, submitted, ines, name):
    make_evaluation(submitted, rui, marks=3)
    address = reverse(name, args=[evaluation.pk])

    for other in (rui, ines):
        assert as_user(other).get(address).status_code == 404


def test_marks_of_others_are_on_no_page_of_a_reviewer(browser, evaluation, submitted, rui):
    others = make_evaluation(submitted, rui, marks=1.5)
    others.scores.update(comment="A secret judgement.")
    Evaluation.objects.filter(pk=others.pk).update(comment="Another secret.")

    for address in (evaluation.get_absolute_url(), reverse("hubs:reviews"), submitted.get_absolute_url()):
        page = browser.get(address).content.decode()
        assert "secret" not in page
        assert "Rui" not in page


def test_the_hub_never_sees_who_reads_it_nor_their_marks(as_user, ines, submitted, rosa):
    evaluation = make_evaluation(submitted, rosa, marks=4.5)
    evaluation.scores.update(comment="A secret judgement.")

    page = as_user(ines).get(submitted.get_absolute_url()).content.decode()

    assert "secret" not in page
    assert "Rosa" not in page
    assert as_user(ines).get(evaluation.assignment.get_absolute_url()).status_code == 404


def test_a_reviewer_sees_only_what_they_accepted(browser, rosa, call, carla):
    for status in AssignmentStatus:
        hub = make_hub(f"Hub {status}")
        expression = make_expression(call, hub)
        Assignment.objects.create(expression=expression, reviewer=rosa, status=status)
    unasked = make_expression(call, make_hub("Unasked"))

    seen = {str(expression.hub) for expression in Expression.objects.visible_to(rosa)}

    assert seen == {"Hub accepted"}
    assert browser.get(unasked.get_absolute_url()).status_code == 404


@pytest.mark.parametrize("who", ["ines", "carla", "ada"])
def test_the_desk_list_is_for_reviewers(as_user, who, request):
    assert as_user(request.getfixturevalue(who)).get(reverse("hubs:reviews")).status_code == 403


def test_decided_calls_leave_the_desk_list(browser, evaluation, submitted):
    submitted.call.status = CallStatus.RELEASED
    submitted.call.save()

    assert "Atlantic Hub" not in browser.get(reverse("hubs:reviews")).content.decode()


def fill(call, rosa, number):
    for turn in range(number):
        expression = make_expression(call, make_hub())
        if turn % 2:
            make_evaluation(expression, rosa, marks=4 if turn % 3 else None)
        else:
            Assignment.objects.create(expression=expression, reviewer=rosa)


def test_the_desk_list_costs_as_many_queries_for_thirty_as_for_a_few(browser, call, rosa, budget):
    fill(call, rosa, 4)  # one and more to declare on, to mark, and handed in
    few = budget(browser, reverse("hubs:reviews"))
    fill(call, rosa, 26)

    assert budget(browser, reverse("hubs:reviews")).queries == few.queries


def test_the_pages_of_steps_say_which_hub_it_is(browser, evaluation, submitted):
    assignment = evaluation.assignment.pk
    for page in (f"/assignments/{assignment}/recuse/", f"/evaluations/{evaluation.pk}/submit/"):
        assert 'class="eyebrow">Atlantic Hub<' in browser.get(page).text


def test_where_hubs_are_hidden_the_pages_of_steps_say_a_number(browser, evaluation, submitted):
    Call.objects.update(blind_hubs=True)

    page = browser.get(f"/evaluations/{evaluation.pk}/submit/").text

    assert f'class="eyebrow">Application {submitted.pk}<' in page
    assert "Atlantic" not in page
