"""The monthly pulse: asked once, answered by either hub for itself, read by the office alone."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from hubs.models import Mood, Partner, Pulse, Twinning
from hubs.operations.pulses import answer_pulse, ask_pulses, reply_to_pulse
from hubs.operations.twinnings import end_twinning
from hubs.pulse.looks import looks_of
from hubs.waiting.pulses import pulses_of_concern, pulses_to_answer, pulses_told
from hubs.work import Deeds, Overdue, Work
from tests.factories import join, make_hub, make_programme, make_twinning, make_user
from tests.factories_evaluating import declare
from twinning.accounts.models import Letter
from twinning.core.errors import Refused, Stale
from twinning.core.letters import put_into_words

NOON = datetime(2026, 3, 10, 12, tzinfo=UTC)
MARCH, APRIL = date(2026, 3, 1), date(2026, 4, 1)


@pytest.fixture
def running(twinning):
    make_programme(time_zone="Europe/Brussels")
    Twinning.objects.update(formed_at=NOON - timedelta(days=60))
    twinning.refresh_from_db()
    return twinning


@pytest.fixture
def asked(running):
    ask_pulses(now=NOON)
    return running


def pulse_of(hub, month=MARCH):
    return Pulse.objects.get(hub=hub, month=month)


def say(pulse, mood=Mood.WELL, needs="", *, by, at=NOON):
    answer_pulse(pulse, mood=mood, needs=needs, version=pulse.version, by=by)
    Pulse.objects.filter(pk=pulse.pk).update(answered_at=at)


@pytest.fixture
def work(monkeypatch):
    """What a higher app would tell: `work[twinning.pk] = Work(…)`."""
    told: dict = {}
    monkeypatch.setattr("hubs.work.TWINNING_WORK", [lambda twinnings, since: told])
    return told


def test_both_hubs_are_asked_once_a_month_however_often_the_clock_ticks(running, ines, leo):
    assert ask_pulses(now=NOON) == 2
    assert ask_pulses(now=NOON + timedelta(minutes=1)) == 0
    assert ask_pulses(now=NOON + timedelta(days=31)) == 2

    assert Pulse.objects.filter(is_latest=True).count() == 2
    letters = Letter.objects.filter(kind="hubs.pulse_asked")
    assert sorted(letter.recipient.name for letter in letters) == ["Ines", "Ines", "Leo", "Leo"]


@pytest.mark.parametrize(
    ("now", "number"),
    [
        (datetime(2026, 3, 1, 7, 59, tzinfo=UTC), 0),  # 08:59 in Brussels
        (datetime(2026, 3, 1, 8, 0, tzinfo=UTC), 2),
        (datetime(2026, 3, 31, 21, 59, tzinfo=UTC), 2),
    ],
)
def test_they_are_asked_from_nine_on_the_first_on_the_programmes_clock(running, now, number):
    assert ask_pulses(now=now) == number


def test_a_new_twinning_settles_in_first_and_an_ended_one_is_left_alone(running, carla):
    Twinning.objects.update(formed_at=NOON - timedelta(days=13))
    assert ask_pulses(now=NOON) == 0

    Twinning.objects.update(formed_at=NOON - timedelta(days=14))
    end_twinning(running, reason="Done.", by=carla)
    assert ask_pulses(now=NOON) == 0


def test_who_only_looks_on_is_not_asked(running, ines_hub):
    join(ines_hub, make_user("Vera"), "viewer")
    join(ines_hub, make_user("Tomas"), "contributor")

    ask_pulses(now=NOON)

    assert sorted(letter.recipient.name for letter in Letter.objects.filter(kind="hubs.pulse_asked")) == [
        "Ines",
        "Leo",
        "Tomas",
    ]


def test_the_letter_tells_until_when_on_the_readers_clock(asked, leo, leo_hub):
    words = put_into_words(
        "hubs.pulse_asked", pulse_of(leo_hub).pk, language="en", time_zone="America/Bogota", reader=leo
    )

    assert words.subject == "How does it go? Atlantic Hub – Hub Andino"
    assert "1 April 2026, 02:00 (America/Bogota)" in words.text  # 09:00 in Brussels
    assert f"/pulses/{pulse_of(leo_hub).pk}/" in words.text


def test_a_colleague_may_answer_and_change_it_until_the_next(asked, ines, ines_hub, as_user):
    tomas = make_user("Tomas")
    join(ines_hub, tomas, "contributor")
    pulse = pulse_of(ines_hub)

    for person, mood, version in ((ines, 4, 1), (tomas, 2, 2)):
        answer = as_user(person).post(
            pulse.get_absolute_url(), {"mood": mood, "needs": "Time.", "version": version}
        )
        assert answer.status_code == 302

    pulse.refresh_from_db()
    assert (pulse.mood, pulse.needs, pulse.answered_by) == (Mood.NOT_WELL, "Time.", tomas)
    ask_pulses(now=NOON + timedelta(days=31))
    with pytest.raises(Refused):
        answer_pulse(pulse, mood=5, version=pulse.version, by=ines)


def test_a_colleagues_answer_is_not_overwritten_unseen(asked, ines, ines_hub):
    pulse = pulse_of(ines_hub)
    answer_pulse(pulse, mood=4, version=1, by=ines)

    with pytest.raises(Stale):
        answer_pulse(Pulse.objects.get(pk=pulse.pk), mood=1, version=1, by=ines)

    assert Pulse.objects.get(pk=pulse.pk).mood == 4


@pytest.mark.parametrize("mood", [0, 6])
def test_only_the_moods_that_there_are(asked, ines, ines_hub, mood):
    with pytest.raises(Refused):
        answer_pulse(pulse_of(ines_hub), mood=mood, version=1, by=ines)


def test_nobody_answers_when_the_twinning_has_ended(asked, ines, ines_hub, carla):
    end_twinning(asked, reason="Done.", by=carla)

    with pytest.raises(Refused):
        answer_pulse(pulse_of(ines_hub), mood=4, version=1, by=ines)


def test_the_twin_never_reads_what_a_hub_says(asked, ines, leo, leo_hub, carla, as_user):
    pulse = pulse_of(leo_hub)
    say(pulse, Mood.BADLY, "They never answer our letters.", by=leo)

    assert as_user(ines).get(pulse.get_absolute_url()).status_code == 404
    assert as_user(ines).post(pulse.get_absolute_url(), {"mood": 5, "version": 2}).status_code == 404
    for path in (
        pulse_of(asked.hubs.get(name="Atlantic Hub")).get_absolute_url(),
        asked.get_absolute_url(),
        leo_hub.get_absolute_url(),
        "/desk/",
    ):
        page = as_user(ines).get(path).content.decode()
        assert "never answer" not in page
        assert "we are stuck" not in page.replace('value="1"', "") or "/pulses/" in path
    assert "never answer" in as_user(carla).get(reverse("admin:hubs_pulse_changelist")).content.decode()


def test_whoever_looks_on_reads_and_does_not_answer(asked, ines_hub, as_user):
    vera = make_user("Vera")
    join(ines_hub, vera, "viewer")
    url = pulse_of(ines_hub).get_absolute_url()

    assert "<form" not in as_user(vera).get(url).content.decode().split("<main", 1)[1].split("</main", 1)[0]
    assert as_user(vera).post(url, {"mood": 5, "version": 1}).status_code == 403


def test_the_hubs_own_page_leads_its_people_there(asked, ines, leo, ines_hub, as_user):
    url = pulse_of(ines_hub).get_absolute_url()

    assert url in as_user(ines).get(ines_hub.get_absolute_url()).content.decode()
    assert url not in as_user(leo).get(ines_hub.get_absolute_url()).content.decode()


def test_it_waits_on_the_desk_until_it_is_answered(asked, ines, ines_hub):
    things = pulses_told(pulses_to_answer(ines))

    assert [thing.url for thing in things] == [pulse_of(ines_hub).get_absolute_url()]

    say(pulse_of(ines_hub), by=ines)

    assert list(pulses_to_answer(ines)) == []


def test_the_office_hears_on_its_desk_of_those_that_do_not_go_well(asked, ines, ines_hub, carla):
    assert list(pulses_of_concern(carla)) == []

    say(pulse_of(ines_hub), Mood.NOT_WELL, by=ines)

    assert [thing.title for thing in pulses_of_concern(carla)] == [
        "1 hub says that its twinning does not go well"
    ]


def words_of(carla, now=NOON):
    (look,) = looks_of(carla, now=now)
    return [reason.words for reason in look.reasons]


def test_all_is_well(asked, ines, leo, ines_hub, leo_hub, carla, work):
    for hub, person in ((ines_hub, ines), (leo_hub, leo)):
        say(pulse_of(hub), by=person)

    assert words_of(carla) == []


def test_a_bad_answer_and_what_is_needed_are_reasons_to_call(
    asked, ines, leo, ines_hub, leo_hub, carla, work
):
    say(pulse_of(ines_hub), Mood.BADLY, "A new contact.", by=ines)
    say(pulse_of(leo_hub), by=leo)

    assert words_of(carla) == ["Atlantic Hub says: badly: we are stuck", "Atlantic Hub needs something"]
    assert looks_of(carla, now=NOON)[0].needs_a_call


def reply(pulse, words="We have written to them.", *, by):
    reply_to_pulse(pulse, words=words, version=pulse.version, by=by)


def test_the_office_replies_to_what_a_hub_needs_and_its_people_are_told(
    asked, ines, ines_hub, leo, carla, work, as_user
):
    say(pulse_of(ines_hub), needs="A new contact.", by=ines)
    assert "Atlantic Hub needs something" in words_of(carla)
    url = reverse("hubs:reply_to_pulse", args=[pulse_of(ines_hub).pk])

    page = as_user(carla).get(url).content.decode()
    assert "A new contact." in page
    given = {"words": "Write to Ana.", "version": pulse_of(ines_hub).version}
    assert as_user(carla).post(url, given).status_code == 302

    assert "Atlantic Hub needs something" not in words_of(carla)
    letters = Letter.objects.filter(kind="hubs.pulse_replied")
    assert [letter.recipient for letter in letters] == [ines]
    told = put_into_words(
        "hubs.pulse_replied", pulse_of(ines_hub).pk, language="en", time_zone="UTC", reader=ines
    )
    assert "Write to Ana." in told.text
    assert "A new contact." in told.text
    assert "Write to Ana." in as_user(ines).get(pulse_of(ines_hub).get_absolute_url()).content.decode()
    assert as_user(leo).get(url).status_code == 404
    assert as_user(ines).post(url, given).status_code == 403


def test_needs_that_are_told_differently_wait_for_another_reply(asked, ines, ines_hub, carla, work):
    say(pulse_of(ines_hub), needs="A contact.", by=ines)
    reply(pulse_of(ines_hub), by=carla)

    say(pulse_of(ines_hub), Mood.VERY_WELL, needs="A contact.", by=ines)
    assert pulse_of(ines_hub).reply == "We have written to them."
    assert "Atlantic Hub needs something" not in words_of(carla)

    say(pulse_of(ines_hub), needs="A contact, and time.", by=ines)
    assert (pulse_of(ines_hub).reply, pulse_of(ines_hub).replied_at) == ("", None)
    assert "Atlantic Hub needs something" in words_of(carla)


def test_who_read_older_words_sees_the_new_ones_before_replying(asked, ines, ines_hub, carla, as_user):
    say(pulse_of(ines_hub), needs="A contact.", by=ines)
    read = pulse_of(ines_hub).version
    say(pulse_of(ines_hub), needs="Nothing but time.", by=ines)
    url = reverse("hubs:reply_to_pulse", args=[pulse_of(ines_hub).pk])

    late = as_user(carla).post(url, {"words": "Write to Ana.", "version": read})

    assert late.status_code == 409
    assert "Nothing but time." in late.content.decode()
    assert not Letter.objects.filter(kind="hubs.pulse_replied").exists()
    again = {name: late.context["form"][name].value() for name in ("words", "version")}
    assert as_user(carla).post(url, again).status_code == 302


@pytest.mark.parametrize(("needs", "words"), [("", "Write to Ana."), ("A contact.", "  ")])
def test_there_is_no_reply_without_a_need_or_without_words(asked, ines, ines_hub, carla, needs, words):
    say(pulse_of(ines_hub), needs=needs, by=ines)

    with pytest.raises(Refused):
        reply(pulse_of(ines_hub), words, by=carla)


def test_who_has_an_interest_in_a_hub_leaves_the_reply_to_a_colleague(asked, ines, ines_hub, leo_hub, carla):
    say(pulse_of(ines_hub), needs="A contact.", by=ines)
    declare(carla, leo_hub.expressions.get(), conflict=True)

    with pytest.raises(Refused, match="colleague"):
        reply(pulse_of(ines_hub), by=carla)


def test_a_silent_partner_is_noticed(asked, ines, ines_hub, leo_hub, carla, work):
    """Silent is who has not answered and has done nothing; one step in the plan is a sign of life."""
    say(pulse_of(ines_hub), by=ines)
    silence = "Hub Andino has been silent for 30 days: no answer, no step in the plan"
    assert words_of(carla) == [silence]

    work[asked.pk] = Work(deeds={leo_hub.pk: Deeds(1, NOON - timedelta(days=29))})
    assert words_of(carla) == []

    work[asked.pk] = Work(deeds={leo_hub.pk: Deeds(0, NOON - timedelta(days=31))})
    assert words_of(carla) == [silence]


def test_how_long_is_for_the_programme_to_say(asked, ines, ines_hub, carla, work):
    say(pulse_of(ines_hub), by=ines)
    make_programme(silent_days=90)

    assert words_of(carla) == []


def test_an_answer_that_is_owed_is_a_small_reason(asked, ines, ines_hub, leo_hub, carla, work):
    say(pulse_of(ines_hub), by=ines)
    work[asked.pk] = Work(deeds={leo_hub.pk: Deeds(1, NOON)})
    Pulse.objects.filter(hub=leo_hub).update(asked_at=NOON - timedelta(days=11))

    assert words_of(carla) == ["Hub Andino has not answered this month"]
    assert not looks_of(carla, now=NOON)[0].needs_a_call


def test_what_was_said_last_month_counts_until_something_new_is_said(
    asked, ines, ines_hub, leo_hub, carla, work
):
    say(pulse_of(ines_hub), Mood.BADLY, by=ines)
    work[asked.pk] = Work(deeds={leo_hub.pk: Deeds(1, NOON + timedelta(days=25))})
    ask_pulses(now=NOON + timedelta(days=25))

    assert words_of(carla, NOON + timedelta(days=25)) == ["Atlantic Hub says: badly: we are stuck"]


def test_overdue_milestones_count(asked, ines, leo, ines_hub, leo_hub, carla, work):
    for hub, person in ((ines_hub, ines), (leo_hub, leo)):
        say(pulse_of(hub), by=person)
    work[asked.pk] = Work(overdue=(Overdue("Test bed", MARCH), Overdue("Visit", MARCH, leo_hub.pk)))

    assert words_of(carla) == ["2 milestones are overdue"]


@pytest.mark.parametrize(("theirs", "one_sided"), [(0, True), (1, True), (2, False)])
def test_one_sidedness_shows(asked, ines, leo, ines_hub, leo_hub, carla, work, theirs, one_sided):
    for hub, person in ((ines_hub, ines), (leo_hub, leo)):
        say(pulse_of(hub), by=person)
    work[asked.pk] = Work(deeds={ines_hub.pk: Deeds(4, NOON), leo_hub.pk: Deeds(theirs or 0, NOON)})
    expected = f"one-sided: {theirs} of {4 + theirs} steps in 30 days are by Hub Andino"
    if theirs == 0:
        work[asked.pk] = Work(deeds={ines_hub.pk: Deeds(5, NOON)})
        expected = "one-sided: 0 of 5 steps in 30 days are by Hub Andino"

    assert words_of(carla) == ([expected] if one_sided else [])


def test_those_that_need_a_call_stand_first(asked, ines, leo, ines_hub, leo_hub, carla, work):
    for hub, person in ((ines_hub, ines), (leo_hub, leo)):
        say(pulse_of(hub), by=person)
    silent = make_twinning(make_hub(), make_hub(region="lac"), by=carla)
    Twinning.objects.filter(pk=silent.pk).update(formed_at=NOON - timedelta(days=50))

    assert [look.twinning for look in looks_of(carla, now=NOON)] == [silent, asked]


def test_who_has_an_interest_in_a_hub_reads_nothing_of_its_twinning(
    asked, ines, ines_hub, leo_hub, carla, as_user
):
    say(pulse_of(ines_hub), Mood.BADLY, "A new contact.", by=ines)
    expression = leo_hub.expressions.get()
    declare(carla, expression, conflict=True)

    assert looks_of(carla, now=NOON) == []
    assert list(pulses_of_concern(carla)) == []
    assert as_user(carla).get(pulse_of(ines_hub).get_absolute_url()).status_code == 404
    change = reverse("admin:hubs_pulse_change", args=[pulse_of(ines_hub).pk])
    assert "A new contact." not in as_user(carla).get(change, follow=True).content.decode()


def test_the_page_costs_the_same_however_many_twinnings(asked, carla, as_user, budget):
    browser, url = as_user(carla), reverse("admin:hubs_pulse_changelist")
    few = budget(browser, url).queries
    for _number in range(5):
        make_twinning(make_hub(), make_hub(region="lac"), by=carla)
    Twinning.objects.update(formed_at=timezone.now() - timedelta(days=60))
    ask_pulses()

    assert budget(browser, url).queries <= few + 1  # what was said before, where somebody owes an answer
    assert Partner.objects.count() == 12
