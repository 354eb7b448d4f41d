"""Writing an expression of interest in the browser: nothing typed is ever lost."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from hubs.models import Assignment, Call, Expression, MembershipRole
from hubs.operations.expressions import revise_expression, submit_expression
from hubs.states import AssignmentStatus, ExpressionStatus
from tests.factories import ANSWERS, join, make_area, make_call, make_expression


@pytest.fixture
def url(draft):
    return reverse("hubs:revise_expression", args=[draft.pk])


def typed(draft, **changes):
    areas = [make_area().pk]
    return ANSWERS | {"version": draft.version, "technology_areas": areas, "save": ""} | changes


def test_saving_the_draft_comes_back_to_the_form(as_user, ines, draft, url):
    response = as_user(ines).post(url, typed(draft, motivation="Because of the sea"), follow=True)

    words = response.content.decode()
    assert "Because of the sea" in words
    assert "Saved as a draft." in words
    assert "Last saved" in words
    assert Expression.objects.get().status == ExpressionStatus.DRAFT


def test_an_incomplete_draft_is_saved_without_complaint(as_user, ines, draft, url):
    response = as_user(ines).post(url, {"version": 1, "motivation": "Only this", "save": ""})

    assert response.status_code == 302
    assert Expression.objects.get().offers == ""


def test_the_manager_submits_from_the_form(as_user, ines, draft, url):
    response = as_user(ines).post(url, typed(draft, offers="Our last words", submit=""))

    stored = Expression.objects.get()
    assert response.url == draft.get_absolute_url()
    assert (stored.status, stored.offers) == (ExpressionStatus.SUBMITTED, "Our last words")


def test_submitting_what_is_incomplete_keeps_it_and_says_beside_each_field_what_is_missing(
    as_user, ines, draft, url
):
    answers = typed(draft, seeks="", offers=" ", motivation="Kept", submit="", technology_areas=[])

    response = as_user(ines).post(url, answers)
    form = response.context["form"]

    assert response.status_code == 409
    assert set(form.errors) == {"seeks", "offers", "technology_areas", "__all__"}
    stored = Expression.objects.get()
    assert (stored.motivation, stored.status) == ("Kept", ExpressionStatus.DRAFT)

    complete = typed(draft, motivation="Kept", version=form["version"].value(), submit="")
    assert as_user(ines).post(url, complete).status_code == 302
    assert Expression.objects.get().status == ExpressionStatus.SUBMITTED


def test_a_contributor_writes_and_only_a_manager_submits(as_user, leo, draft, url):
    join(draft.hub, leo, MembershipRole.CONTRIBUTOR)

    assert "Save and submit" not in as_user(leo).get(url).content.decode()
    assert as_user(leo).post(url, typed(draft, motivation="By Leo")).status_code == 302
    assert as_user(leo).post(url, typed(draft, motivation="Again", version=2, submit="")).status_code == 403

    stored = Expression.objects.get()
    assert (stored.motivation, stored.status) == ("Again", ExpressionStatus.DRAFT)


def test_when_a_colleague_saved_first_both_texts_stand_side_by_side(as_user, ines, draft, url):
    cloud = make_area("cloud", "Cloud computing")
    revise_expression(
        Expression.objects.get(),
        version=1,
        by=ines,
        motivation="Words of a colleague",
        technology_areas=[cloud],
    )

    mine = typed(draft, motivation="My words\r\nin two lines")
    response = as_user(ines).post(url, mine)
    words = response.content.decode()
    beside = {field.name: stored for field, stored in response.context["form"].rows() if stored is not None}

    assert response.status_code == 409
    assert beside == {"motivation": "Words of a colleague", "technology_areas": "Cloud computing"}
    assert "My words\nin two lines" in words.replace("\r\n", "\n")
    assert "Words of a colleague" in words
    assert Expression.objects.get().motivation == "Words of a colleague"

    chosen = mine | {"version": response.context["form"]["version"].value(), "motivation": "Both words"}
    assert as_user(ines).post(url, chosen).status_code == 302
    assert Expression.objects.get().motivation == "Both words"


def test_what_the_person_had_not_touched_takes_the_colleagues_words(as_user, ines, draft, url):
    opened = as_user(ines).get(url).context["form"].opened()
    cloud = make_area("cloud", "Cloud computing")
    revise_expression(
        Expression.objects.get(), version=1, by=ines, offers="A colleague's offer", technology_areas=[cloud]
    )

    mine = typed(draft, motivation="My words", opened=opened)
    form = as_user(ines).post(url, mine).context["form"]

    assert [stored for _, stored in form.rows() if stored is not None] == []
    assert form["motivation"].value() == "My words"
    assert form["offers"].value() == "A colleague's offer"
    assert [str(pk) for pk in form["technology_areas"].value()] == [str(cloud.pk)]

    again = {"motivation": form["motivation"].value(), "offers": form["offers"].value()}
    shown = typed(
        draft, version=form["version"].value(), opened=form.opened(), technology_areas=[cloud.pk], **again
    )
    assert as_user(ines).post(url, shown).status_code == 302
    stored = Expression.objects.get()
    assert (stored.motivation, stored.offers) == ("My words", "A colleague's offer")
    assert list(stored.technology_areas.all()) == [cloud]


def test_a_third_colleague_in_between_is_not_overwritten_either(as_user, ines, draft, url):
    revise_expression(Expression.objects.get(), version=1, by=ines, motivation="First")
    version = as_user(ines).post(url, typed(draft, motivation="Mine")).context["form"]["version"].value()
    revise_expression(Expression.objects.get(), version=2, by=ines, motivation="Third")

    response = as_user(ines).post(url, typed(draft, motivation="Mine", version=version))

    assert response.status_code == 409
    assert Expression.objects.get().motivation == "Third"


def test_after_the_deadline_the_server_refuses_and_what_was_typed_stands_there_to_copy(
    as_user, ines, draft, url, time_machine
):
    time_machine.move_to(draft.call.closes_at + timedelta(seconds=1))

    for button in ("save", "submit"):
        response = as_user(ines).post(url, typed(draft, motivation="A second too late", **{button: ""}))
        words = response.content.decode()
        assert response.status_code == 409
        assert "This call is closed." in words
        assert "A second too late" in words
        assert "Save the draft" not in words

    assert Expression.objects.get().motivation == ANSWERS["motivation"]


def test_what_a_colleague_has_submitted_meanwhile_is_refused_and_stands_there_to_copy(
    as_user, ines, draft, url
):
    submit_expression(Expression.objects.get(), by=ines)

    response = as_user(ines).post(url, typed(draft, motivation="Still writing"))

    assert response.status_code == 409
    assert "Still writing" in response.content.decode()
    assert Expression.objects.get().motivation == ANSWERS["motivation"]


def test_a_lost_session_comes_back_to_the_form(client, draft, url):
    response = client.post(url, typed(draft, motivation="Signed out meanwhile"))

    assert response.status_code == 302
    assert response.url == f"{reverse('account_login')}?next={url}"
    assert Expression.objects.get().motivation == ANSWERS["motivation"]


def test_the_form_keeps_what_is_typed_on_the_device_for_each_person_apart(as_user, ines, draft, url):
    words = as_user(ines).get(url).content.decode()

    assert 'data-behaviour="unsaved keep_draft"' in words
    assert f'data-draft="expression-{draft.pk}-{ines.pk}"' in words


@pytest.mark.parametrize("status", sorted(set(ExpressionStatus) - {ExpressionStatus.DRAFT}))
def test_the_form_opens_for_drafts_only(as_user, ines, draft, url, status):
    Expression.objects.update(status=status)

    assert as_user(ines).get(url).status_code == 403


def test_strangers_the_office_and_reviewers_do_not_even_find_a_draft(as_user, draft, url, olga, carla, rosa):
    Assignment.objects.create(expression=draft, reviewer=rosa, status=AssignmentStatus.ACCEPTED)

    for user in (olga, carla, rosa):
        assert as_user(user).get(url).status_code == 404
        assert as_user(user).post(url, typed(draft)).status_code == 404
        assert as_user(user).get(draft.get_absolute_url()).status_code == 404


def test_a_viewer_of_the_hub_reads_and_does_not_write(as_user, leo, draft, url):
    join(draft.hub, leo, MembershipRole.VIEWER)

    assert as_user(leo).get(draft.get_absolute_url()).status_code == 200
    assert as_user(leo).post(url, typed(draft)).status_code == 403


def test_the_page_shows_the_answers_and_what_is_missing(as_user, ines, draft):
    Expression.objects.update(seeks="", offers="A <b>lab</b>\n\n- one\n- two")

    response = as_user(ines).get(draft.get_absolute_url())
    words = response.content.decode()

    assert response.context["missing"] == ["What the hub seeks"]
    assert "A &lt;b&gt;lab&lt;/b&gt;" in words
    assert "<li>one</li>" in words


def test_a_reviewer_without_a_conflict_reads_the_whole_of_it(as_user, submitted, rosa):
    Assignment.objects.create(expression=submitted, reviewer=rosa, status=AssignmentStatus.ACCEPTED)

    words = as_user(rosa).get(submitted.get_absolute_url()).content.decode()

    assert all(answer in words for answer in ANSWERS.values())
    assert "Withdraw" not in words


def test_reopening_withdrawing_and_taking_up_again(as_user, ines, submitted):
    def press(step, **answers):
        address = reverse(f"hubs:{step}_expression", args=[submitted.pk])
        assert as_user(ines).get(address).status_code == 200
        response = as_user(ines).post(address, answers)
        return response.status_code, Expression.objects.get().status

    assert press("reopen") == (302, "draft")
    assert press("submit") == (302, "submitted")
    assert press("withdraw") == (422, "submitted")
    assert press("withdraw", reason="We merge.") == (302, "withdrawn")
    assert press("resume") == (302, "draft")


def test_submitting_from_the_page_says_what_is_missing(as_user, ines, draft):
    Expression.objects.update(seeks="")

    response = as_user(ines).post(reverse("hubs:submit_expression", args=[draft.pk]))

    assert response.status_code == 409
    assert "Some answers are still missing." in response.content.decode()


def test_mine_are_those_of_my_hubs_and_cost_the_same_at_1_and_30(
    as_user, ines, carla, ines_hub, leo_hub, budget
):
    mine = make_expression(make_call(), ines_hub)
    make_expression(mine.call, leo_hub)

    one = budget(as_user(ines), "/expressions/")
    rows = as_user(ines).get("/expressions/").context["rows"]
    assert [row["expression"] for row in rows] == [mine]
    assert as_user(carla).get("/expressions/").context["rows"] == []
    for _ in range(29):
        make_expression(make_call(), ines_hub)
    assert budget(as_user(ines), "/expressions/").queries == one.queries


def test_a_released_decision_is_a_status_and_not_before(as_user, ines, submitted):
    Call.objects.update(closes_at=timezone.now())

    words = as_user(ines).get(submitted.get_absolute_url()).content.decode()

    assert "submitted" in words
    assert "selected" not in words
