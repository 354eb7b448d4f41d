"""The public pages: what everybody sees, what only some do, and what it costs."""

import pytest
from icalendar import Calendar

from events.models import Attendance, Audience, Event
from events.operations.attendances import cancel_attendance, register_attendance
from events.operations.events import cancel_event
from events.states import AttendanceStatus
from events.telling import Told
from tests.events.making import ROOM, in_, make_draft, make_event, make_field_event, make_kind
from tests.factories import make_user

LIST = "/events/"


def titles(response, part="rows"):
    return [row.title for row in response.context[part]]


@pytest.fixture
def see(as_user):
    """`see(person, address)`: the words of a page."""
    return lambda person, address: as_user(person).get(address).content.decode()


def test_the_programme_comes_first_the_soonest_first_then_all_the_latest_first(as_user, db):
    make_field_event("Long ago", told=Told("year", "1999"))
    make_field_event("Some day", told=Told())
    make_event("Later", starts_at=in_(days=30))
    make_event("Soon", starts_at=in_(days=3))
    make_event("Over", starts_at=in_(days=-3))
    make_event("Not fixed", told=Told())
    response = as_user().get(LIST)

    assert titles(response, "next") == ["Soon", "Later", "Not fixed"]
    assert titles(response) == ["Later", "Soon", "Over", "Long ago", "Not fixed", "Some day"]


def test_drafts_are_seen_by_the_office_alone(as_user, announced, ines, carla):
    assert titles(as_user().get(LIST)) == titles(as_user(ines).get(LIST)) == []
    assert titles(as_user(carla).get(LIST)) == [announced.title]
    assert as_user().get(announced.get_absolute_url()).status_code == 404
    assert as_user(ines).get(announced.get_absolute_url()).status_code == 404
    assert as_user(carla).get(announced.get_absolute_url()).status_code == 200


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["Visit", "Talk", "Undated"]),
        ("?kind=study-visit", ["Visit"]),
        ("?year=2019", ["Talk"]),
        ("?country=CL", ["Visit"]),
        ("?country=CL&year=2019", []),
        ("?kind=nonsense&year=1&country=XX&page=99", ["Visit", "Talk", "Undated"]),
        ("?page=x&year=abc", ["Visit", "Talk", "Undated"]),
    ],
)
def test_the_list_is_narrowed_by_kind_year_and_country(as_user, db, query, found):
    make_field_event("Visit", kind=make_kind("study-visit"), told=Told("month", "2024-05"), country="CL")
    make_field_event("Talk", told=Told("day", "2019-12-31", "2020-01-02"))
    make_field_event("Undated", told=Told())

    assert titles(as_user().get(LIST + query)) == found


def test_fifty_stand_on_a_page(as_user, db):
    for _ in range(51):
        make_field_event()

    assert len(titles(as_user().get(LIST))) == 50
    assert len(titles(as_user().get(LIST + "?page=2"))) == 1


@pytest.mark.parametrize("person", [None, "ines", "carla"])
def test_the_list_costs_the_same_for_one_and_for_thirty(as_user, budget, request, db, person):
    browser = as_user(request.getfixturevalue(person) if person else None)
    make_event("First", country="PT")
    make_field_event(country="CL", told=Told("month", "2024-05"))
    one = budget(browser, LIST)
    for number in range(29):
        make_event(f"Meeting {number}", country="PT")
        make_field_event(f"Conference {number}", country="CL")
    thirty = budget(browser, LIST)

    assert thirty.queries == one.queries <= 10
    assert thirty.rows <= 10 * 60


def test_an_events_page_costs_the_same_for_one_guest_and_for_thirty(as_user, budget, event, carla):
    register_attendance(event, by=make_user())
    one = budget(as_user(carla), event.get_absolute_url())
    for _ in range(29):
        Attendance.objects.create(event=event, user=make_user())

    thirty = budget(as_user(carla), event.get_absolute_url())
    assert (thirty.queries, thirty.rows) == (one.queries, one.rows)


def test_my_events_cost_the_same_for_one_and_for_thirty(as_user, budget, ines):
    register_attendance(make_event(), by=ines)
    one = budget(as_user(ines), "/events/mine/")
    for number in range(29):
        Attendance.objects.create(event=make_event(f"Meeting {number}"), user=ines)

    assert budget(as_user(ines), "/events/mine/").queries == one.queries


def test_a_page_says_the_time_on_both_clocks(see, leo, db):
    event = make_event(told=Told("minute", "2100-03-05", "", "15:00", "16:30", "Europe/Brussels"))
    words = see(leo, event.get_absolute_url())

    assert "5 March 2100, 15:00–16:30 (Europe/Brussels)" in words
    assert "on your clock: 5 March 2100, 09:00–10:30 (America/Bogota)" in words


def test_a_page_says_what_is_known_and_where_it_is_from(see, db):
    event = make_field_event(
        "Final meeting",
        told=Told("conflict", "2024-10-01", "2024-10-04"),
        city="Trieste",
        country="IT",
        mode="onsite",
        source_url="https://example.org/source",
        notes="A local paper gives 2–4 October <b>only</b>",
    )
    words = see(None, event.get_absolute_url())

    assert "1–4 October 2024 (sources disagree)" in words
    assert "Trieste, Italy" in words
    assert 'href="https://example.org/source"' in words
    assert "&lt;b&gt;only" in words
    assert "Registration" not in words
    assert ".ics" not in words.partition("<main")[2].partition("</main>")[0]


def test_the_link_to_join_is_for_those_who_come_and_the_office(
    see, event, attendance, ines, leo, carla, visitor
):
    page = event.get_absolute_url()
    knows = [person for person in (ines, leo, carla, visitor) if ROOM in see(person, page)]
    in_file = [person for person in (ines, leo, carla, visitor) if ROOM in see(person, f"{page}event.ics")]

    assert knows == [ines, carla]
    assert in_file == [ines]
    assert ROOM not in see(ines, LIST) + see(ines, "/events/calendar.ics") + see(ines, "/events/mine/")


def test_whoever_left_does_not_find_the_link_any_more(see, event, attendance, ines):
    cancel_attendance(attendance, by=ines)

    assert ROOM not in see(ines, event.get_absolute_url())


def test_nobody_joins_what_is_called_off(see, event, attendance, ines, carla):
    cancel_event(event, reason="The cable is broken.", by=carla)
    words = see(ines, event.get_absolute_url())

    assert "The cable is broken." in words
    assert ROOM not in words


def test_who_comes_is_shown_to_nobody_but_the_office(see, event, attendance, leo, carla, visitor):
    page = event.get_absolute_url()

    for person in (leo, visitor):
        assert "Ines" not in see(person, page)
        assert "ines@example.org" not in see(person, page)
        assert "person registered" not in see(person, page)
    assert "1 person registered" in see(carla, page)


def test_registering_and_leaving_in_the_browser(as_user, event, ines):
    browser = as_user(ines)
    page = event.get_absolute_url()

    assert "You are registered" in browser.post(f"{page}register/", follow=True).content.decode()
    attendance = Attendance.objects.get()
    left = browser.post(f"/attendances/{attendance.pk}/cancel/", follow=True)
    assert "Your registration is cancelled" in left.content.decode()
    assert Attendance.objects.get().status == AttendanceStatus.CANCELLED


def test_pressing_twice_is_answered_with_a_sentence(as_user, event, attendance, ines):
    response = as_user(ines).post(f"{event.get_absolute_url()}register/")

    assert response.status_code == 409
    assert "You are already registered." in response.content.decode()


def test_whoever_signs_in_comes_back_to_register(as_user, event):
    response = as_user().get(f"{event.get_absolute_url()}register/")

    assert response.status_code == 302
    assert response.url == f"/accounts/login/?next={event.get_absolute_url()}register/"


def test_others_may_not_register_for_what_is_not_for_them(as_user, see, olga, visitor, db):
    page = make_event(audience=Audience.PARTICIPANTS).get_absolute_url()

    assert as_user(olga).post(f"{page}register/").status_code == 403
    assert "For people of selected and twinned hubs." in see(olga, page)
    assert "Sign in to register" in see(visitor, page)
    assert not Attendance.objects.exists()


def test_nobody_leaves_for_another(as_user, attendance, leo, carla):
    address = f"/attendances/{attendance.pk}/cancel/"

    assert as_user(leo).post(address).status_code == 404
    assert as_user(carla).post(address).status_code == 403
    assert Attendance.objects.get().status == AttendanceStatus.REGISTERED


def test_my_events_are_mine(see, as_user, event, attendance, ines, leo):
    assert event.title in see(ines, "/events/mine/")
    assert event.title not in see(leo, "/events/mine/")
    assert as_user().get("/events/mine/").status_code == 302


def entries(response):
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    return Calendar.from_ical(response.content).walk("VEVENT")


def test_the_public_calendar_has_what_the_programme_holds(as_user, carla, db):
    meeting, off = make_event("Meeting"), make_event("Off")
    make_draft("Draft")
    make_event("Some month", told=Told("month", "2100-05"))
    make_event("Years ago", starts_at=in_(days=-800))
    make_field_event("Field", told=Told("day", "2100-05-06"))
    cancel_event(off, reason="Strike", by=carla)
    found = {str(entry["SUMMARY"]): entry for entry in entries(as_user().get("/events/calendar.ics"))}

    assert set(found) == {"Meeting", "Off"}
    assert found["Meeting"]["DTSTART"].dt == meeting.starts_at
    assert str(found["Off"]["STATUS"]) == "CANCELLED"


def test_the_public_calendar_costs_the_same_for_one_and_for_thirty(as_user, budget, db):
    make_event()
    one = budget(as_user(), "/events/calendar.ics")
    for number in range(29):
        make_event(f"Meeting {number}")

    assert budget(as_user(), "/events/calendar.ics").queries == one.queries


def test_one_event_is_a_file_of_its_own(as_user, event):
    response = as_user().get(f"{event.get_absolute_url()}event.ics")

    assert [str(entry["SUMMARY"]) for entry in entries(response)] == [event.title]
    assert "private" in response["Cache-Control"]


def test_what_is_known_by_month_has_no_file(as_user, db):
    event = make_field_event(told=Told("month", "2024-05"))

    assert as_user().get(f"{event.get_absolute_url()}event.ics").status_code == 404


@pytest.mark.parametrize("language", ["es", "pt"])
def test_pages_speak_the_readers_language(see, db, language):
    event = make_field_event(told=Told("month", "2024-05"), country="ES")

    assert "España" in see(None, f"/{language}/events/?country=ES") or language == "pt"
    assert f"/{language}/events/{event.slug}/" in see(None, f"/{language}/events/")


def test_all_real_events_have_a_page(as_user, db):
    from tests.events.test_importing import FILE, run

    run(FILE)
    browser = as_user()

    assert browser.get(LIST).context["page"].paginator.count == 54
    answers = {browser.get(event.get_absolute_url()).status_code for event in Event.objects.all()}
    assert answers == {200}
