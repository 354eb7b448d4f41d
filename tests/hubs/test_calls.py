"""Calls: prepared, announced, and all decisions released at one moment."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from hubs.models import Call, Criterion, Decision, Expression, Outcome
from hubs.operations.calls import archive_call, prepare_call, publish_call, revise_call
from hubs.operations.releasing import release_call
from hubs.signals import decisions_released
from hubs.states import CALL, CallStatus, ExpressionStatus
from tests.factories import make_call, make_evaluation, make_expression, make_hub, make_region, make_user
from twinning.accounts.models import Letter
from twinning.core.errors import Refused
from twinning.trail.models import Trace

GRID = [
    {"code": "excellence", "name": "Excellence", "name_es": "Excelencia", "threshold": Decimal(3)},
    {"code": "impact", "name": "Impact", "weight": Decimal("1.5")},
]


def prepare(by, **changes):
    now = timezone.now()
    values = {
        "slug": "first",
        "title": "First call",
        "text": "Apply.",
        "opens_at": now,
        "closes_at": now + timedelta(days=30),
        "time_zone": "America/Bogota",
        "places": {make_region("eu"): 5, make_region("lac"): 5},
        "criteria": GRID,
        "technology_areas": [],
    }
    return prepare_call(by=by, **(values | changes))


def closed_call(**fields):
    now = timezone.now()
    return make_call(opens_at=now - timedelta(days=9), closes_at=now - timedelta(seconds=1), **fields)


def test_a_call_is_prepared_whole_and_seen_by_the_office_alone(ines, carla):
    call = prepare(carla, title_es="Primera convocatoria", threshold=Decimal(10))

    assert [str(place) for place in call.places.all()] == [
        "European Union: 5",
        "Latin America and the Caribbean: 5",
    ]
    assert [(c.code, c.name_es, c.weight) for c in call.criteria.all()] == [
        ("excellence", "Excelencia", 1),
        ("impact", None, Decimal("1.5")),
    ]
    assert call.title_es == "Primera convocatoria"
    assert list(Call.objects.visible_to(carla)) == [call]
    assert not Call.objects.visible_to(ines)
    assert not Call.objects.visible_to(AnonymousUser())


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("time_zone", "Europe/Atlantis"),
        ("closes_at", timezone.now() - timedelta(days=400)),
        ("slug", "not a slug"),
        ("title", ""),
    ],
)
def test_what_a_call_cannot_be_is_refused_at_its_field(carla, field, value):
    with pytest.raises(Refused) as refusal:
        prepare(carla, **{field: value})

    assert refusal.value.field == field
    assert not Call.objects.exists()


def test_two_calls_do_not_share_an_address(carla):
    prepare(carla)

    with pytest.raises(Refused) as refusal:
        prepare(carla)

    assert refusal.value.field == "slug"


@pytest.mark.parametrize("scale", [{"maximum": Decimal(0)}, {"increment": Decimal(0)}, {"name": ""}])
def test_a_criterion_that_cannot_be_marked_is_refused(carla, scale):
    with pytest.raises(Refused):
        prepare(carla, criteria=[GRID[0] | scale])

    assert not Criterion.objects.exists()


def test_revising_changes_places_criteria_and_the_deadline(carla):
    call = prepare(carla)
    later = call.closes_at + timedelta(days=7)

    revise_call(call, by=carla, closes_at=later, places={make_region("eu"): 2}, criteria=list(reversed(GRID)))

    stored = Call.objects.get()
    assert stored.closes_at == later
    assert [str(place) for place in stored.places.all()] == ["European Union: 2"]
    assert [criterion.code for criterion in stored.criteria.all()] == ["impact", "excellence"]


def test_once_marks_are_given_the_scale_stays_and_the_words_may_change(carla, rosa, submitted):
    call = submitted.call
    make_evaluation(submitted, rosa, marks=4)
    grid = [{"code": c.code, "name": c.name, "threshold": c.threshold} for c in call.criteria.all()]

    revise_call(call, by=carla, criteria=[grid[0] | {"name": "Quality"}, *grid[1:]])
    assert call.criteria.first().name == "Quality"

    for wanted in (grid[1:], [grid[0] | {"maximum": Decimal(10)}, *grid[1:]]):
        with pytest.raises(Refused):
            revise_call(call, by=carla, criteria=wanted)
    assert call.criteria.count() == 3


def test_a_published_call_keeps_its_address(call, carla):
    with pytest.raises(Refused):
        revise_call(call, by=carla, slug="another")


@pytest.mark.parametrize("status", [CallStatus.RELEASED, CallStatus.ARCHIVED])
def test_a_decided_call_does_not_change(carla, status):
    call = make_call(status=status)

    with pytest.raises(Refused):
        revise_call(call, by=carla, title="Other")

    assert Call.objects.get().title == "First call"


def test_what_is_no_part_of_a_call_cannot_be_slipped_in(call, carla):
    with pytest.raises(TypeError):
        revise_call(call, by=carla, status=CallStatus.RELEASED)


@pytest.mark.parametrize("missing", [{"places": {}}, {"criteria": []}])
def test_a_call_without_places_or_criteria_is_not_published(carla, missing):
    call = prepare(carla, **missing)

    with pytest.raises(Refused):
        publish_call(call, by=carla)


def test_a_call_that_is_over_already_is_not_published(carla):
    with pytest.raises(Refused):
        publish_call(closed_call(status=CallStatus.DRAFT), by=carla)


ILLEGAL = [
    (step, operation, status)
    for step, operation in (("publish", publish_call), ("release", release_call), ("archive", archive_call))
    for status in CallStatus
    if status not in CALL.steps[step].sources
]


@pytest.mark.parametrize(("step", "operation", "status"), ILLEGAL)
def test_an_illegal_step_of_a_call_is_refused(carla, step, operation, status):
    call = make_call(status=status) if step == "publish" else closed_call(status=status)

    with pytest.raises(Refused):
        operation(call, by=carla)

    assert Call.objects.get().status == status


def test_a_call_is_open_from_the_instant_it_opens_until_just_before_it_closes(call, time_machine):
    for instant, is_open in [
        (call.opens_at - timedelta(microseconds=1), False),
        (call.opens_at, True),
        (call.closes_at - timedelta(microseconds=1), True),
        (call.closes_at, False),
    ]:
        time_machine.move_to(instant, tick=False)
        assert call.is_open is is_open, instant
        assert Call.objects.open().exists() is is_open, instant


@pytest.fixture
def decided(carla, ines, leo, ines_hub, leo_hub, olga_hub):
    """A closed call with one selected, one in reserve and one not selected, and a draft left behind."""
    call = closed_call()
    for hub, outcome in ((ines_hub, "selected"), (leo_hub, "reserve"), (olga_hub, "not_selected")):
        Decision.objects.create(expression=make_expression(call, hub), outcome=outcome, decided_by=carla)
    make_expression(call, make_hub(), status=ExpressionStatus.DRAFT)
    return call


def test_releasing_makes_all_decisions_effective_at_once_and_writes_to_every_hub(
    decided, carla, ines, leo, olga
):
    heard = []

    def hear(call, by, **_):
        heard.append((call, by))

    decisions_released.connect(hear)
    release_call(decided, by=carla)
    decisions_released.disconnect(hear)

    assert Call.objects.get().status == CallStatus.RELEASED
    assert list(Expression.objects.order_by("pk").values_list("status", flat=True)) == [
        "selected",
        "reserve",
        "not_selected",
        "draft",
    ]
    assert {letter.recipient for letter in Letter.objects.filter(kind="hubs.decision_released")} == {
        ines,
        leo,
        olga,
    }
    assert heard == [(decided, carla)]
    expression = Expression.objects.get(status="reserve")
    assert [trace.step for trace in Trace.objects.of(expression)] == ["reserve"]


def test_nothing_is_released_while_one_has_no_decision(decided, carla):
    late = make_expression(decided, make_hub())

    with pytest.raises(Refused, match="1 expression"):
        release_call(decided, by=carla)

    assert Call.objects.get().status == CallStatus.PUBLISHED
    assert set(Expression.objects.values_list("status", flat=True)) == {"submitted", "draft"}
    assert not Letter.objects.exists()

    Expression.objects.filter(pk=late.pk).update(status=ExpressionStatus.WITHDRAWN)
    decided.refresh_from_db()
    release_call(decided, by=carla)
    assert Expression.objects.get(pk=late.pk).status == ExpressionStatus.WITHDRAWN


def test_nothing_is_released_while_the_call_is_open(submitted, carla):
    Decision.objects.create(expression=submitted, outcome=Outcome.SELECTED, decided_by=carla)

    with pytest.raises(Refused):
        release_call(submitted.call, by=carla)


def test_a_hub_sees_its_own_decision_when_all_are_released_and_not_before(decided, carla, ines, rosa):
    own = Decision.objects.get(outcome="selected")

    def seen_by(user):
        return set(Decision.objects.visible_to(user))

    assert seen_by(ines) == set()
    assert len(seen_by(carla)) == 3

    release_call(decided, by=carla)

    assert seen_by(ines) == {own}
    assert seen_by(rosa) == set()
    assert seen_by(make_user()) == set()


def test_an_open_call_is_not_archived(call, carla):
    with pytest.raises(Refused):
        archive_call(call, by=carla)


def test_a_closed_call_is_archived(carla):
    call = closed_call()

    archive_call(call, by=carla)

    assert Call.objects.get().status == CallStatus.ARCHIVED
