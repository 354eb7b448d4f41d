"""What was handed in, written or decided is not undone by what happens elsewhere."""

from datetime import timedelta

import pytest
from django.utils import timezone

from hubs.dossier.tables import plain_cell
from hubs.models import Call, Clarification, Declaration, Evaluation, Expression, Standing
from hubs.operations.answers import answer_field
from hubs.operations.clarifications import answer_clarification, ask_clarification
from hubs.operations.conflicts import declare_interest, name_earlier_partners
from hubs.operations.expressions import reopen_expression
from hubs.operations.hubs import describe_hub
from hubs.operations.importing_scores import import_scores
from hubs.operations.releasing import release_call
from hubs.operations.standings import refresh_standing
from hubs.operations.wishes import add_wish
from hubs.states import CallStatus, ConsensusStatus, ExpressionStatus
from tests.factories import ANSWERS, make_evaluation, make_region
from tests.factories_calls import make_clarification
from tests.factories_evaluating import make_consensus, make_reviewer
from twinning.core.errors import Refused
from twinning.core.importing import Row

pytestmark = pytest.mark.django_db


def test_a_reopened_application_is_not_left_out_of_the_release(call, submitted, ines, carla):
    reopen_expression(submitted, by=ines)
    Call.objects.filter(pk=call.pk).update(closes_at=timezone.now() - timedelta(seconds=1))
    call.refresh_from_db()

    with pytest.raises(Refused, match="reopened"):
        release_call(call, by=carla)

    assert Call.objects.get(pk=call.pk).status == CallStatus.PUBLISHED


def partner(person, expression):
    name_earlier_partners(person, hubs=[expression.hub], by=person)


def conflict(person, expression):
    declare_interest(expression, conflict=True, reason="A cousin.", by=person)


@pytest.mark.parametrize("late", [partner, conflict])
def test_a_conflict_found_after_the_release_changes_no_marks(submitted, call, rosa, late):
    rui = make_reviewer("Rui")
    for reviewer in (rosa, rui):
        make_evaluation(submitted, reviewer, marks=4)
    consensus = make_consensus(submitted, rui, marks=4.5)
    refresh_standing(submitted)
    Call.objects.filter(pk=call.pk).update(status=CallStatus.RELEASED)
    Expression.objects.filter(pk=submitted.pk).update(status=ExpressionStatus.SELECTED)

    late(rosa, submitted)

    consensus.refresh_from_db()
    assert consensus.status == ConsensusStatus.AGREED
    assert Evaluation.objects.submitted().count() == 2
    assert not Evaluation.objects.visible_to(rosa).exists()


def test_an_old_declaration_is_not_rewritten_by_a_partner_named_later(submitted, call, rosa):
    make_evaluation(submitted, rosa, marks=4)
    Declaration.objects.create(user=rosa, expression=submitted, conflict=False)
    Call.objects.filter(pk=call.pk).update(status=CallStatus.RELEASED)

    partner(rosa, submitted)

    assert not Declaration.objects.get().conflict


def test_an_imported_table_without_comments_leaves_those_that_were_typed(call, submitted, rosa, carla):
    evaluation = make_evaluation(submitted, rosa, marks=4)
    evaluation.scores.update(comment="Typed for an hour.")
    about = {"application": submitted.hub.slug, "reviewer": rosa.email, "comment": ""}
    codes = call.criteria.values_list("code", flat=True)
    Call.objects.update(closes_at=timezone.now())
    rows = [Row(line, about | {"criterion": code, "mark": "4.5"}) for line, code in enumerate(codes, start=2)]

    import_scores(rows, call=call, by=carla)

    stored = set(evaluation.scores.values_list("mark", "comment"))
    assert {(float(mark), comment) for mark, comment in stored} == {(4.5, "Typed for an hour.")}
    assert import_scores(rows, call=call, by=carla).unchanged == 3


def test_the_ranking_follows_a_hub_whose_region_the_office_puts_right(submitted, ines_hub, carla):
    refresh_standing(submitted)

    describe_hub(ines_hub, by=carla, version=ines_hub.version, region=make_region("lac"))

    assert Standing.objects.get(expression=submitted).region.code == "lac"


def test_a_hub_does_not_move_to_the_region_with_more_places(submitted, ines_hub, ines):
    with pytest.raises(Refused, match="office"):
        describe_hub(ines_hub, by=ines, version=ines_hub.version, region=make_region("lac"))


def test_words_for_a_question_that_ran_out_are_not_handed_in_with_the_next_answer(submitted, ines, carla):
    make_clarification(submitted, by=carla, fields=["motivation"])
    answer_field(submitted, "motivation", "Too late.", 1, ines)
    Clarification.objects.update(due_at=timezone.now() - timedelta(seconds=1))

    tomorrow = timezone.now() + timedelta(days=1)
    asked = ask_clarification(submitted, fields=["offers"], words="What?", due_at=tomorrow, by=carla)
    answer_field(submitted, "offers", "A laboratory.", 1, ines)
    answer_clarification(asked, by=ines)

    submitted.refresh_from_db()
    said = {field["code"]: field["value"] for field in submitted.submission.content["fields"]}
    assert said["offers"] == "A laboratory."
    assert said["motivation"] == ANSWERS["motivation"]
    assert "Too late." in str(submitted.unfinished)


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("-2+3+cmd|' /C calc'!A0", "'-2+3+cmd|' /C calc'!A0"),
        ("=1+1", "'=1+1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("-2.5", "-2.5"),
        ("Atlantic Hub", "Atlantic Hub"),
    ],
)
def test_no_cell_of_an_export_is_a_formula(typed, written):
    assert plain_cell(typed) == written


@pytest.mark.parametrize("opened", ["9" * 5000, "-1", "٣", ""])
def test_a_version_that_nobody_gave_out_saves_nothing(draft, ines, as_user, opened):
    answer = as_user(ines).post(
        f"/expressions/{draft.pk}/answer/",
        {"writer": ines.pk, "field": "motivation", "value": "Other words.", "opened": opened},
    )

    assert answer.status_code == 409


@pytest.mark.parametrize("number", ["{}", "0{}", "000000000000000000{}"])
def test_a_row_has_one_name_alone(draft, ines, as_user, number):
    wish = add_wish(draft, direction="offers", by=ines)
    field = f"wish-{number.format(wish.pk)}-words"

    answer = as_user(ines).post(
        f"/expressions/{draft.pk}/answer/",
        {"writer": ines.pk, "field": field, "value": "A laboratory.", "opened": "0"},
    )

    assert answer.status_code == (200 if number == "{}" else 409)
