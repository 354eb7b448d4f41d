"""What a call asks, what may change once it is published, and whom a change is told to."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from hubs.models import Answer, Call, Criterion
from hubs.operations.calls import publish_call, revise_call
from hubs.states import CallStatus, ExpressionStatus
from tests.factories import join, make_call, make_evaluation, make_expression, make_hub, make_user
from tests.factories_calls import make_item, make_question
from tests.hubs.test_calls import GRID, prepare
from twinning.accounts.models import Letter
from twinning.core.errors import Refused, Stale
from twinning.trail.models import Trace

ITEMS = [
    {"code": "connected", "question": "Is the hub connected?", "evidence": "A letter of the network."},
    {"code": "areas", "question": "Does it work in one of the areas?"},
]
CHOICES = [{"code": "yes", "en": "Yes", "es": "Sí"}, {"code": "no", "en": "No"}]
QUESTIONS = [
    {"code": "plan", "label": "What is your plan?", "kind": "long", "limit": 300},
    {"code": "been", "label": "Have you taken part before?", "kind": "choice", "choices": CHOICES},
]


def told():
    return [(letter.kind, letter.recipient.name) for letter in Letter.objects.order_by("pk")]


# Preparing


def test_a_call_asks_its_own_questions_and_conditions(carla):
    call = prepare(carla, eligibility_items=ITEMS, questions=QUESTIONS, draft_reminders=[3])

    assert [item.code for item in call.eligibility_items.all()] == ["connected", "areas"]
    assert [(question.code, question.limit) for question in call.questions.all()] == [
        ("plan", 300),
        ("been", None),
    ]
    assert [reminder.days for reminder in call.draft_reminders.all()] == [3]


def test_drafts_are_reminded_7_2_and_1_day_before_unless_the_call_says_otherwise(carla):
    assert [reminder.days for reminder in prepare(carla).draft_reminders.all()] == [7, 2, 1]


def test_choices_are_told_in_the_readers_language_or_in_english(carla, settings):
    from django.utils.translation import override

    been = prepare(carla, questions=QUESTIONS).questions.get(code="been")

    with override("es"):
        assert been.options() == [("yes", "Sí"), ("no", "No")]


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "choice", "choices": []},
        {"kind": "choice", "choices": [{"code": "a", "en": "A"}]},
        {"kind": "choice", "choices": [{"code": "a", "en": "A"}, {"code": "a", "en": "B"}]},
        {"kind": "choice", "choices": [{"code": "a", "en": "A"}, {"code": "b", "es": "B"}]},
        {"kind": "number", "lowest": 5, "highest": 4},
        {"kind": "riddle"},
        {"label": ""},
        {"limit": 0},
        {"code": "not a code"},
    ],
)
def test_a_question_that_nobody_could_answer_is_refused(carla, wrong):
    with pytest.raises(Refused):
        prepare(carla, questions=[QUESTIONS[0] | wrong])

    assert not Call.objects.exists()


def test_a_question_keeps_only_what_its_kind_knows(carla):
    call = prepare(carla, questions=[QUESTIONS[0] | {"kind": "file", "lowest": 1, "choices": CHOICES}])

    question = call.questions.get()
    assert (question.limit, question.lowest, question.choices) == (None, None, [])


@pytest.mark.parametrize("days", [[0], [91]])
def test_reminders_lie_between_a_day_and_three_months(carla, days):
    with pytest.raises(Refused):
        prepare(carla, draft_reminders=days)


def test_each_mark_can_be_given_a_meaning(carla):
    meanings = [{"mark": Decimal(0), "meaning": "fails"}, {"mark": Decimal("4.5"), "meaning": "very good"}]

    call = prepare(carla, criteria=[GRID[0] | {"meanings": meanings}])

    assert [str(one) for one in Criterion.objects.get().meanings.all()] == ["0.00: fails", "4.50: very good"]
    revise_call(call, by=carla, criteria=[GRID[0] | {"meanings": meanings[:1]}])
    assert Criterion.objects.get().meanings.count() == 1


@pytest.mark.parametrize("mark", ["5.5", "-0.5", "4.25"])
def test_a_mark_that_is_not_on_the_scale_has_no_meaning(carla, mark):
    with pytest.raises(Refused):
        prepare(carla, criteria=[GRID[0] | {"meanings": [{"mark": Decimal(mark), "meaning": "odd"}]}])


@pytest.mark.parametrize("codes", [["beauty"], ["impact", "impact"]])
def test_ties_are_broken_by_the_calls_own_criteria_each_once(carla, codes):
    with pytest.raises(Refused) as refusal:
        prepare(carla, tie_break=codes)

    assert refusal.value.field == "tie_break"


def test_a_criterion_that_breaks_ties_is_not_taken_away_behind_its_back(carla):
    call = prepare(carla, tie_break=["impact", "excellence"])

    with pytest.raises(Refused):
        revise_call(call, by=carla, criteria=GRID[:1])

    assert call.criteria.count() == 2


# Two coordinators


def test_who_opened_an_older_version_overwrites_nothing(carla, ada):
    call = prepare(carla)
    opened = call.version
    revise_call(Call.objects.get(), by=ada, version=opened, title="Ada's title")

    with pytest.raises(Stale) as refusal:
        revise_call(call, by=carla, version=opened, title="Carla's title", places={})

    assert refusal.value.current.title == "Ada's title"
    assert Call.objects.get().title == "Ada's title"
    assert call.places.count() == 2


def test_the_trail_names_what_changed_and_not_what_was_merely_sent(carla):
    call = prepare(carla)

    revise_call(call, by=carla, title="Another", slug=call.slug, questions=QUESTIONS, eligibility_items=[])

    assert Trace.objects.of(call).last().detail == {"changed": ["questions", "title"]}


# Once it is published


@pytest.fixture
def published(carla):
    call = prepare(carla, eligibility_items=ITEMS, questions=QUESTIONS, title_es="Primera")
    publish_call(call, by=carla)
    return call


def test_publishing_keeps_the_first_version_of_the_text_in_all_languages(published, carla):
    text = published.texts.get()

    assert (text.number, text.title_en, text.title_es, text.by) == (1, "First call", "Primera", carla)


def test_new_words_are_a_new_version_and_those_with_a_draft_are_told_once(
    published, carla, ines, ines_hub, leo_hub
):
    writer, viewer = make_user("Writer"), make_user("Viewer")
    join(ines_hub, writer, "contributor")
    join(ines_hub, viewer, "viewer")
    join(make_hub("Second"), ines)
    make_expression(published, ines_hub, status=ExpressionStatus.DRAFT)
    make_expression(published, ines.hubs.get(name="Second"), status=ExpressionStatus.DRAFT)
    make_expression(published, leo_hub)

    revise_call(published, by=carla, text="Apply soon.")
    revise_call(published, by=carla, text="Apply soon.", redress_days=9)

    assert [(text.number, text.text) for text in published.texts.all()] == [(2, "Apply soon."), (1, "Apply.")]
    assert sorted(told()) == [("hubs.call_revised", "Ines"), ("hubs.call_revised", "Writer")]


def test_new_questions_are_told_as_well(published, carla, ines_hub):
    make_expression(published, ines_hub, status=ExpressionStatus.DRAFT)

    revise_call(published, by=carla, questions=[*QUESTIONS, {"code": "more", "label": "Anything else?"}])

    assert told() == [("hubs.call_revised", "Ines")]


def test_before_it_is_published_nobody_is_told_and_no_version_is_kept(carla):
    call = prepare(carla)

    revise_call(call, by=carla, text="Other.", questions=QUESTIONS)

    assert not call.texts.exists()
    assert told() == []


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("slug", "other"),
        ("time_zone", "Europe/Lisbon"),
        ("closes_at", timezone.now() + timedelta(days=300)),
        ("closes_at", timezone.now() + timedelta(days=3)),
        ("opens_at", timezone.now() - timedelta(days=3)),
        ("threshold", Decimal(9)),
        ("weighting", "ranking"),
        ("tie_break", ["impact"]),
    ],
)
def test_what_a_published_call_has_promised_stays(published, carla, field, value):
    before = Call.objects.values().get()

    with pytest.raises(Refused) as refusal:
        revise_call(published, by=carla, **{field: value})

    assert refusal.value.field == field
    assert Call.objects.values().get() == before


def test_a_call_that_has_not_opened_may_open_at_another_time(carla):
    call = make_call(opens_at=timezone.now() + timedelta(days=1))

    revise_call(call, by=carla, opens_at=timezone.now() + timedelta(days=2))


@pytest.mark.parametrize("change", [{"weight": 2}, {"maximum": 10}, {"increment": 1}, {"threshold": 2}])
def test_scales_and_weights_of_a_published_call_stay(published, carla, change):
    with pytest.raises(Refused):
        revise_call(published, by=carla, criteria=[GRID[0] | change, GRID[1]])


def test_names_and_meanings_of_a_published_call_may_be_put_better(published, carla):
    meanings = [{"mark": Decimal(5), "meaning": "excellent"}]
    revise_call(published, by=carla, criteria=[GRID[0] | {"name": "Quality", "meanings": meanings}, GRID[1]])

    assert published.criteria.get(code="excellence").name == "Quality"


@pytest.mark.parametrize("criteria", [GRID[:1], GRID[::-1], [*GRID, {"code": "new", "name": "New"}]])
def test_a_published_call_gets_and_loses_no_criterion_and_keeps_their_order(published, carla, criteria):
    with pytest.raises(Refused):
        revise_call(published, by=carla, criteria=criteria)

    assert [one.code for one in published.criteria.all()] == [row["code"] for row in GRID]


@pytest.fixture
def answered(published, ines_hub):
    expression = make_expression(published, ines_hub, status=ExpressionStatus.DRAFT)
    Answer.objects.create(expression=expression, code="question-plan", value="To grow.")
    Answer.objects.create(expression=expression, code="eligibility-connected", value="Yes.")
    return published


@pytest.mark.parametrize("change", [{"limit": 100}, {"kind": "short"}, {"required": False}])
def test_a_question_with_answers_keeps_its_shape(answered, carla, change):
    with pytest.raises(Refused):
        revise_call(answered, by=carla, questions=[QUESTIONS[0] | change, QUESTIONS[1]])

    assert answered.questions.get(code="plan").limit == 300


def test_a_question_with_answers_is_not_taken_away(answered, carla):
    with pytest.raises(Refused):
        revise_call(answered, by=carla, questions=QUESTIONS[1:])
    with pytest.raises(Refused):
        revise_call(answered, by=carla, eligibility_items=ITEMS[1:])

    assert (answered.questions.count(), answered.eligibility_items.count()) == (2, 2)


def test_a_question_with_answers_may_be_put_better_and_one_without_may_change(answered, carla):
    questions = [QUESTIONS[0] | {"label": "What do you plan?"}, QUESTIONS[1] | {"kind": "number"}]

    revise_call(answered, by=carla, questions=questions)

    assert answered.questions.get(code="plan").label == "What do you plan?"
    assert answered.questions.get(code="been").kind == "number"


def test_once_an_application_is_in_nothing_new_must_be_answered(published, carla, ines_hub):
    make_expression(published, ines_hub)
    more = {"code": "more", "label": "Anything else?"}

    with pytest.raises(Refused):
        revise_call(published, by=carla, questions=[*QUESTIONS, more])
    with pytest.raises(Refused):
        revise_call(published, by=carla, eligibility_items=[*ITEMS, {"code": "new", "question": "New?"}])
    revise_call(published, by=carla, questions=[*QUESTIONS, more | {"required": False}])

    assert published.questions.count() == 3


@pytest.mark.parametrize(
    "rule",
    [
        {"comments_required": True},
        {"blind_hubs": True},
        {"blind_reviewers": True},
    ],
)
def test_rules_of_marking_stay_once_marks_are_given(carla, rosa, submitted, rule):
    revise_call(submitted.call, by=carla, **rule)
    before = {name: not value for name, value in rule.items()}
    make_evaluation(submitted, rosa, marks=4)

    with pytest.raises(Refused) as refusal:
        revise_call(submitted.call, by=carla, **before)

    assert refusal.value.field == next(iter(rule))


def test_a_condition_that_was_checked_stays(carla, submitted):
    from hubs.models import EligibilityCheck

    item = make_item(submitted.call)
    EligibilityCheck.objects.create(expression=submitted, item=item, verdict="yes", by=carla)

    with pytest.raises(Refused):
        revise_call(submitted.call, by=carla, eligibility_items=[])


def test_a_question_nobody_answered_may_go(call, carla):
    make_question(call)

    revise_call(call, by=carla, questions=[])

    assert not call.questions.exists()
    assert call.status == CallStatus.PUBLISHED
