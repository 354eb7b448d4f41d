"""Events are announced, revised, published and called off; nothing else can happen to them."""

import pytest

from events.models import Audience, Event
from events.operations.events import announce_event, cancel_event, publish_event, revise_event
from events.states import EVENT, EventStatus
from events.telling import Told
from tests.events.making import ROOM, in_, make_draft, make_event, make_field_event, make_kind
from twinning.accounts.models import Letter
from twinning.core.errors import Refused, Stale
from twinning.trail.models import Trace


def steps_of(record):
    return list(Trace.objects.of(record).values_list("step", flat=True))


def test_announcing_notes_an_event_for_the_office_alone(carla, ines, visitor):
    event = announce_event(by=carla, title="First meeting", kind=make_kind(), told=Told("month", "2031-05"))

    assert (event.status, event.slug, event.precision) == (EventStatus.DRAFT, "first-meeting", "month")
    assert list(Event.objects.visible_to(carla)) == [event]
    assert not Event.objects.visible_to(ines).exists()
    assert not Event.objects.visible_to(visitor).exists()
    assert steps_of(event) == ["announce"]


def test_events_of_the_same_title_have_addresses_of_their_own(db):
    slugs = [make_draft("ICRI 2024").slug for _ in range(3)]
    others = [make_draft(title).slug for title in ("Mine", "Announce", "会议", "x" * 300)]

    assert slugs == ["icri-2024", "icri-2024-2", "icri-2024-3"]
    assert others == ["mine-2", "announce-2", "event", "x" * 70]


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"told": Told("day", "2031-02-30")}, "start"),
        ({"title": "x" * 301}, "title"),
        ({"url": "no address"}, "url"),
        ({"country": "XX"}, "country"),
        ({"of_programme": False}, "audience"),
        ({"audience": Audience.NOBODY}, "join_url"),
    ],
)
def test_what_is_wrong_is_refused_with_its_field(db, facts, field):
    with pytest.raises(Refused) as refused:
        make_draft(**{"title": "Meeting"} | facts)

    assert refused.value.field == field
    assert not Event.objects.exists()


def test_an_unknown_fact_is_a_mistake_of_the_caller(db):
    with pytest.raises(TypeError, match="wheather"):
        make_draft(wheather="fine")


def test_publishing_shows_it_to_everybody(announced, carla, visitor):
    publish_event(announced, by=carla)

    assert list(Event.objects.visible_to(visitor)) == [announced]
    assert Event.objects.get().published_at is not None
    assert steps_of(announced) == ["announce", "publish"]


@pytest.mark.parametrize("status", EventStatus.values)
@pytest.mark.parametrize("step", ["publish", "cancel", "revise"])
def test_only_legal_steps_are_taken(announced, carla, step, status):
    Event.objects.update(status=status)
    event = Event.objects.get()
    deeds = {
        "publish": lambda: publish_event(event, by=carla),
        "cancel": lambda: cancel_event(event, reason="Strike", by=carla),
        "revise": lambda: revise_event(event, by=carla, version=event.version, city="Porto"),
    }
    is_legal = status in EVENT.steps[step].sources or (step, status) == ("revise", "published")

    if is_legal:
        deeds[step]()
    else:
        with pytest.raises(Refused):
            deeds[step]()
        assert Event.objects.get().status == status
        assert Event.objects.get().city == ""


def test_a_published_event_can_be_revised_and_stays_published(event, carla):
    revise_event(event, by=carla, version=1, title="Another title", city="Porto", country="PT")

    stored = Event.objects.get()
    assert (stored.title, stored.city, stored.country, stored.version) == ("Another title", "Porto", "PT", 2)
    assert (stored.status, stored.slug) == (EventStatus.PUBLISHED, "meeting-of-the-hubs")


def test_whoever_saves_second_does_not_overwrite(event, carla):
    revise_event(Event.objects.get(), by=carla, version=1, city="Porto")

    with pytest.raises(Stale) as stale:
        revise_event(Event.objects.get(), by=carla, version=1, city="Lisboa")

    assert stale.value.current.city == "Porto"
    assert Event.objects.get().city == "Porto"


def test_a_draft_published_meanwhile_is_not_revised_behind_the_backs_of_its_guests(announced, carla):
    opened = Event.objects.get()
    publish_event(announced, by=carla)

    with pytest.raises(Refused):
        revise_event(opened, by=carla, version=1, city="Porto")


def test_saving_what_is_stored_already_changes_nothing(event, carla):
    revise_event(event, by=carla, version=1, title=event.title)

    assert Event.objects.get().version == 1


def test_a_new_time_is_an_instant_of_its_zone(event, carla):
    told = Told("minute", "2031-03-05", "", "09:00", "10:00", "America/Bogota")
    revise_event(event, by=carla, version=1, told=told)

    stored = Event.objects.get()
    assert (f"{stored.starts_at:%H:%M}", f"{stored.ends_at:%H:%M}") == ("14:00", "15:00")
    assert (stored.start, stored.time_zone) == ("2031-03-05", "America/Bogota")


def test_calling_off_says_why(event, carla, visitor):
    cancel_event(event, reason="The cable is broken.", by=carla)

    stored = Event.objects.visible_to(visitor).get()
    assert (stored.status, stored.cancelled_because) == (EventStatus.CANCELLED, "The cable is broken.")
    assert stored.version == 2


def test_calling_off_needs_a_reason(event, carla):
    with pytest.raises(Refused) as refused:
        cancel_event(event, reason=" ", by=carla)

    assert refused.value.field == "reason"
    assert Event.objects.get().status == EventStatus.PUBLISHED


def test_what_is_over_cannot_be_called_off(carla, db):
    with pytest.raises(Refused):
        cancel_event(make_event(starts_at=in_(days=-3)), reason="Too late", by=carla)


def test_a_draft_that_is_dropped_was_never_public(announced, carla, visitor):
    cancel_event(announced, reason="No room", by=carla)

    assert not Event.objects.visible_to(visitor).exists()


def test_those_who_come_are_told_that_it_is_off_and_those_who_left_are_not(event, attendance, leo, carla):
    from events.operations.attendances import cancel_attendance, register_attendance

    cancel_attendance(register_attendance(event, by=leo), by=leo)
    cancel_event(event, reason="The cable is broken.", by=carla)

    told = Letter.objects.filter(kind="events.cancelled").values_list("address", flat=True)
    assert list(told) == ["ines@example.org"]


@pytest.mark.parametrize(
    ("change", "is_told"),
    [
        ({"told": Told.at(in_(days=20), in_(days=20, hours=1), "UTC")}, True),
        ({"city": "Porto"}, True),
        ({"join_url": ROOM + "-2"}, True),
        ({"description": "More words"}, False),
        ({"title": "Another title"}, False),
    ],
)
def test_those_who_come_are_told_when_time_or_place_change(event, attendance, carla, change, is_told):
    revise_event(event, by=carla, version=1, **change)

    assert Letter.objects.filter(kind="events.moved", recipient=attendance.user).exists() is is_told


def test_each_move_is_told(event, attendance, carla):
    revise_event(event, by=carla, version=1, city="Porto")
    revise_event(event, by=carla, version=2, city="Lisboa")

    assert Letter.objects.filter(kind="events.moved").count() == 2


def test_nobody_is_told_of_corrections_to_what_is_over(carla, ines, db):
    import time_machine

    from events.operations.attendances import register_attendance

    event = make_event(starts_at=in_(days=1))
    register_attendance(event, by=ines)
    with time_machine.travel(in_(days=5), tick=False):
        revise_event(event, by=carla, version=1, city="Porto")

    assert not Letter.objects.filter(kind="events.moved").exists()


def test_an_event_is_over_when_it_ends_or_when_its_last_day_does(db):
    assert not make_event(starts_at=in_(minutes=-30), hours=1).is_over
    assert make_event(starts_at=in_(hours=-3), hours=1).is_over
    assert make_field_event().is_over
    assert not make_field_event(told=Told("year", "2100")).is_over
    assert not make_field_event(told=Told()).is_over
