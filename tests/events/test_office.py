"""The office announces, edits, publishes and calls off; nobody else does."""

import pytest

from events.models import Event, EventKind, ReminderLead
from events.operations.events import revise_event
from events.states import EventStatus
from tests.events.making import make_event, make_kind
from twinning.accounts.models import Letter


@pytest.fixture
def typed(db):
    """What a coordinator types; named parts replace it."""

    def typed(**parts):
        return {
            "version": 1,
            "title": "First networking event",
            "kind": make_kind().pk,
            "description": "Everybody meets everybody.",
            "precision": "minute",
            "start": "2100-03-05",
            "end": "",
            "start_time": "15:00",
            "end_time": "16:30",
            "time_zone": "Europe/Brussels",
            "mode": "online",
            "city": "",
            "country": "",
            "url": "",
            "join_url": "https://meet.example.org/1",
            "of_programme": "on",
            "audience": "everybody",
            "lead_minutes": "",
            "notes": "",
            "source_url": "",
        } | parts

    return typed


def test_from_the_announcement_to_the_published_page(as_user, typed, carla):
    browser = as_user(carla)

    response = browser.post("/events/announce/", typed())
    event = Event.objects.get()
    assert response.url == event.get_absolute_url()
    assert (f"{event.starts_at:%H:%M}", event.status) == ("14:00", EventStatus.DRAFT)

    browser.post(f"{event.get_absolute_url()}publish/")
    assert as_user().get(event.get_absolute_url()).status_code == 200

    browser.post(f"{event.get_absolute_url()}cancel/", {"reason": "Strike"})
    assert Event.objects.get().status == EventStatus.CANCELLED


def test_what_does_not_fit_together_is_said_beside_its_field_and_nothing_typed_is_lost(as_user, typed, carla):
    response = as_user(carla).post("/events/announce/", typed(start="2100-02-30", time_zone=""))
    form = response.context["form"]

    assert response.status_code == 409
    assert set(form.errors) == {"start"}
    assert "Everybody meets everybody." in response.content.decode()
    assert not Event.objects.exists()


@pytest.mark.parametrize(
    ("parts", "field"),
    [({"title": ""}, "title"), ({"url": "nowhere"}, "url"), ({"start_time": "noon"}, "start_time")],
)
def test_what_is_no_answer_is_said_beside_its_field(as_user, typed, carla, parts, field):
    response = as_user(carla).post("/events/announce/", typed(**parts))

    assert response.status_code == 422
    assert field in response.context["form"].errors


def test_field_events_take_no_registrations(as_user, typed, carla):
    response = as_user(carla).post("/events/announce/", typed(of_programme=""))

    assert "Only events of the programme take registrations." in response.content.decode()


def test_the_form_shows_the_times_of_the_place(as_user, event, carla):
    words = as_user(carla).get(f"{event.get_absolute_url()}revise/").content.decode()

    from zoneinfo import ZoneInfo

    there = event.starts_at.astimezone(ZoneInfo("Europe/Brussels"))
    assert f'name="start_time" value="{there:%H:%M}"' in words


def test_editing_a_published_event_tells_those_who_come(as_user, typed, event, attendance, carla):
    response = as_user(carla).post(f"{event.get_absolute_url()}revise/", typed())

    assert response.status_code == 302
    assert Event.objects.get().title == "First networking event"
    assert Letter.objects.filter(kind="events.moved").count() == 1


def test_when_a_colleague_saved_first_both_texts_stand_side_by_side(as_user, typed, event, carla):
    told = event.when
    revise_event(Event.objects.get(), by=carla, version=1, description="Words of a colleague")
    browser = as_user(carla)
    address = f"{event.get_absolute_url()}revise/"

    response = browser.post(address, typed(start_time="17:00", end_time="18:00"))
    beside = {field.name: words for field, words in response.context["form"].rows() if words is not None}
    assert response.status_code == 409
    assert beside["description"] == "Words of a colleague"
    assert beside["start_time"] != "17:00"
    assert Event.objects.get().when == told

    again = response.context["form"].data["version"]
    assert browser.post(address, typed(version=again)).status_code == 302
    assert Event.objects.get().description == "Everybody meets everybody."


def test_a_refusal_does_not_make_a_form_forget_on_what_it_was_opened(as_user, typed, event, carla):
    """Otherwise mending the date would overwrite a colleague's words unseen."""
    revise_event(Event.objects.get(), by=carla, version=1, description="Words of a colleague")
    browser = as_user(carla)
    address = f"{event.get_absolute_url()}revise/"
    wrong = browser.post(address, typed(start="2100-02-30"))

    assert wrong.context["form"].data["version"] in (1, "1")
    assert browser.post(address, typed()).status_code == 409


@pytest.mark.parametrize("person", ["ines", "rosa"])
@pytest.mark.parametrize("step", ["revise", "publish", "cancel"])
def test_nobody_else_does_anything_to_an_event(as_user, request, event, person, step):
    browser = as_user(request.getfixturevalue(person))
    address = f"{event.get_absolute_url()}{step}/"

    assert (browser.get(address).status_code, browser.post(address).status_code) == (403, 403)


def test_nobody_else_announces(as_user, ines):
    assert as_user(ines).get("/events/announce/").status_code == 403
    assert as_user().get("/events/announce/").status_code == 302


def test_the_buttons_are_those_of_the_moment(as_user, announced, carla, ines):
    def buttons(event):
        words = as_user(carla).get(event.get_absolute_url()).content.decode()
        return [step for step in ("revise", "publish", "cancel") if f'data-step="{step}"' in words]

    assert buttons(announced) == ["revise", "publish", "cancel"]
    assert buttons(make_event("Another")) == ["revise", "cancel"]


PAGES = ["event", "attendance", "reminder", "eventkind", "reminderlead"]


@pytest.mark.parametrize("page", PAGES)
def test_the_office_looks_at_all_of_it_in_the_admin(as_user, attendance, carla, ines, page):
    assert as_user(carla).get(f"/admin/events/{page}/").status_code == 200
    assert as_user(ines).get(f"/admin/events/{page}/").status_code == 302


def test_the_admin_shows_an_event_with_its_guests_and_steps(as_user, event, attendance, carla):
    words = as_user(carla).get(f"/admin/events/event/{event.pk}/change/").content.decode()

    assert "ines@example.org" in words
    assert f"{event.get_absolute_url()}cancel/" in words
    assert as_user(carla).get("/admin/events/event/add/").url == "/events/announce/"


def test_the_admin_changes_no_event_and_no_attendance(as_user, event, attendance, ada):
    browser = as_user(ada)

    assert browser.post(f"/admin/events/event/{event.pk}/change/", {"title": "x"}).status_code == 403
    assert browser.post(f"/admin/events/attendance/{attendance.pk}/delete/").status_code == 403
    assert browser.post("/admin/events/attendance/add/", {}).status_code == 403


def test_kinds_and_lead_times_are_rows_of_the_office(as_user, carla):
    browser = as_user(carla)
    kind = {"code": "webinar", "name_en": "Webinar", "name_es": "Seminario web", "name_pt": "", "position": 3}
    assert browser.post("/admin/events/eventkind/add/", kind).status_code == 302
    stored = EventKind.objects.get()
    assert (stored.code, stored.name_es) == ("webinar", "Seminario web")

    assert (
        browser.post("/admin/events/reminderlead/add/", {"kind": stored.pk, "minutes": 90}).status_code == 302
    )
    lead = ReminderLead.objects.get()
    browser.post(f"/admin/events/reminderlead/{lead.pk}/change/", {"minutes": 60})
    assert ReminderLead.objects.get().minutes == 60


@pytest.mark.parametrize("page", PAGES)
def test_the_admins_lists_cost_the_same_for_one_and_for_thirty(as_user, budget, carla, page, db):
    from events.operations.attendances import register_attendance
    from tests.factories import make_user

    def another(number):
        make_kind(f"kind {number}")
        register_attendance(make_event(f"Meeting {number}"), by=make_user())

    another(0)
    browser, address = as_user(carla), f"/admin/events/{page}/"
    one = budget(browser, address)
    for number in range(1, 30):
        another(number)

    assert budget(browser, address).queries == one.queries
