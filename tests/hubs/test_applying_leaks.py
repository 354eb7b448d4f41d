"""Secrets of applying, each of which exists somewhere when a test says that it does not show."""

import pytest
from django.urls import reverse

from hubs.models import Attachment, Declaration, Expression, Preference, Submission, Wish
from hubs.operations.expressions import reopen_expression
from hubs.operations.wishes import add_preference
from hubs.states import ExpressionStatus
from tests.factories import join, make_evaluation, make_expression, make_hub, submit_quietly
from tests.factories_applying import make_attachment, make_wish

SECRET = "Only in the working copy"
NOT_WANTED = "Hub No Queremos"


@pytest.fixture
def told(submitted, ines, leo_hub):
    """A submission with a hub that is not wanted, reopened, and words that were written since."""
    Expression.objects.update(status=ExpressionStatus.DRAFT)
    submitted.refresh_from_db()
    unwanted = make_hub(NOT_WANTED, region="lac", manager=None)
    add_preference(submitted, hub=unwanted, kind="avoid", by=ines)
    submit_quietly(submitted)
    Expression.objects.update(status=ExpressionStatus.SUBMITTED)
    submitted.refresh_from_db()
    submitted.answers.filter(code="motivation").update(value=SECRET)
    make_wish(submitted, words=SECRET)
    return submitted


def pages(told):
    return [
        told.get_absolute_url(),
        told.submission.get_absolute_url(),
        reverse("hubs:preview_expression", args=[told.pk]),
        reverse("hubs:evaluation", args=[told.assignments.first().evaluation.pk]),
        reverse("hubs:hub", args=[told.hub.slug]),
        f"/admin/hubs/expression/{told.pk}/change/",
    ]


def words_for(client, urls):
    answers = [client.get(url, follow=True) for url in urls]
    return " ".join(answer.content.decode() for answer in answers if answer.status_code == 200)


def test_what_is_not_wanted_is_for_the_hub_and_the_office(told, as_user, ines, rosa, leo, olga):
    make_evaluation(told, rosa)
    unwanted = Preference.objects.get().hub
    join(unwanted, leo)

    assert NOT_WANTED in words_for(as_user(ines), pages(told))
    for person in (rosa, leo, olga, None):
        assert NOT_WANTED not in words_for(as_user(person), pages(told))


def test_preferences_are_visible_to_the_hub_and_the_office(
    told, ines, leo, leo_hub, olga, rosa, carla, visitor
):
    make_evaluation(told, rosa)
    Declaration.objects.create(user=carla, expression=told, conflict=False)
    preference = Preference.objects.get()

    assert list(Preference.objects.visible_to(ines)) == [preference]
    assert list(Preference.objects.visible_to(carla)) == [preference]
    for person in (leo, olga, rosa, visitor):
        assert not Preference.objects.visible_to(person)


def test_what_is_written_after_handing_in_is_nobodys_but_the_hubs(told, as_user, ines, rosa, carla):
    make_evaluation(told, rosa)

    for person in (rosa, carla):
        assert SECRET not in words_for(as_user(person), pages(told))
    reopen_expression(told, by=ines)
    assert SECRET in words_for(as_user(ines), [told.get_absolute_url()])
    for person in (rosa, carla):
        assert SECRET not in words_for(as_user(person), pages(told))


def test_a_draft_and_all_that_belongs_to_it_is_for_its_hub_alone(
    call, leo_hub, leo, ines, olga, rosa, carla, ada, visitor
):
    draft = make_expression(call, leo_hub, status=ExpressionStatus.DRAFT)
    make_wish(draft)
    make_attachment(draft)
    Preference.objects.create(expression=draft, hub=make_hub(), kind="avoid")
    submit_quietly_before(draft)

    for model in (Expression, Wish, Attachment, Preference, Submission):
        assert model.objects.visible_to(leo).exists(), model
        for person in (ines, olga, rosa, carla, ada, visitor):
            assert not model.objects.visible_to(person).exists(), (model, person)


def submit_quietly_before(draft):
    """It was handed in once, and is reopened now."""
    draft.submitted_at = draft.started_at
    submit_quietly(draft)


def test_earlier_submissions_are_the_hubs_own(told, ines, carla, rosa):
    make_evaluation(told, rosa)
    first, second = told.submissions.order_by("number")

    assert set(Submission.objects.visible_to(ines)) == {first, second}
    for person in (carla, rosa):
        assert first not in Submission.objects.visible_to(person)


def test_a_reviewer_has_no_receipt(told, as_user, rosa):
    make_evaluation(told, rosa)

    assert as_user(rosa).get(told.submission.get_absolute_url()).status_code == 403


def test_who_left_the_hub_sees_nothing_of_its_application(told, as_user, ines):
    ines.memberships.all().delete()

    for url in (told.get_absolute_url(), told.submission.get_absolute_url()):
        assert as_user(ines).get(url).status_code == 404
