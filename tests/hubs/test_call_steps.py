"""Publishing, extending and letting in late, on their pages; and what a call's page says of it all."""

from datetime import UTC, datetime, timedelta
from html import unescape
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse
from django.utils import timezone

from hubs.models import Call, Expression, Extension, LateEntry
from hubs.operations.expressions import reopen_expression
from hubs.operations.extending import extend_call
from hubs.states import CallStatus, ExpressionStatus
from tests.factories import make_call, make_expression, make_hub
from tests.factories_calls import make_closed_call, make_item, make_late_entry, make_question
from twinning.accounts.models import Letter
from twinning.core.letters import put_into_words
from twinning.core.templatetags.times import moment_words

DAY = timedelta(days=1)


def _abroad(page):
    return page.context["considered"] + page.context["ordinary"]


def test_publishing_shows_the_deadline_abroad_before_it_asks(as_user, carla):
    call = make_call(status=CallStatus.DRAFT)
    make_hub(country="PT"), make_hub(country="CO", region="lac")

    page = as_user(carla).get(reverse("hubs:publish_call", args=[call.slug]))

    assert {line.country for line in _abroad(page)} == {"Colombia", "Portugal"}
    assert len(_abroad(page)) == 3
    assert "Bogot" not in page.content.decode()  # a country with one clock needs no name of a place
    assert "Azores" in page.content.decode()


def typed(call, days, **changes):
    local = (call.closes_at + days * DAY).astimezone(ZoneInfo(call.time_zone))
    return {"day": local.date(), "hour": f"{local:%H:%M}", "reason_en": "A storm."} | changes


def test_a_new_deadline_is_seen_abroad_before_it_is_announced(as_user, call, carla):
    make_hub(country="CO", region="lac")
    url = reverse("hubs:extend_call", args=[call.slug])

    page = as_user(carla).post(url, typed(call, 7, look="1"))

    assert page.context["is_new"]
    assert _abroad(page)
    assert Call.objects.get().closes_at == call.closes_at
    assert as_user(carla).post(url, typed(call, 7, extend="1", reason_es="Una tormenta.")).status_code == 302
    extension = call.extensions.get()
    assert abs(extension.closes_at - call.closes_at - 7 * DAY) < timedelta(minutes=1)
    assert extension.reason_es == "Una tormenta."


@pytest.mark.parametrize(("days", "changes", "field"), [(-1, {}, "day"), (7, {"reason_en": ""}, "reason_en")])
def test_what_cannot_be_announced_comes_back_with_a_sentence(as_user, call, carla, days, changes, field):
    url = reverse("hubs:extend_call", args=[call.slug])

    page = as_user(carla).post(url, typed(call, days, extend="1", **changes))

    assert page.status_code == 409
    assert field in page.context["form"].errors
    assert not call.extensions.exists()


def test_the_page_of_a_call_says_that_and_why_it_was_extended(client, call, carla):
    extend_call(call, closes_at=call.closes_at + DAY, reason="A storm in Lisbon.", by=carla)

    assert "A storm in Lisbon." in client.get(call.get_absolute_url()).content.decode()


def test_the_page_of_a_call_says_all_that_it_asks(client, call):
    make_item(call, question="Connected?", evidence="A letter of the network.")
    make_question(call, label="What is the plan?", kind="long", limit=300, help="In plain words.")
    make_question(call, label="How many?", kind="number", lowest=2, highest=80, required=False)
    choices = [{"code": "yes", "en": "Certainly"}, {"code": "no", "en": "Hardly"}]
    make_question(call, label="Before?", kind="choice", choices=choices)
    call.criteria.first().meanings.create(mark=5, meaning="Could not be better")

    words = client.get(call.get_absolute_url()).content.decode()

    for said in (
        "Connected?",
        "A letter of the network.",
        "at most 300 words",
        "from 2 · up to 80 · may be left out",
        "Certainly · Hardly",
        "In plain words.",
        "Could not be better",
        "In total at least 10.",
    ):
        assert said in words, said


def test_links_of_the_office_are_the_offices(as_user, call, carla, ines):
    link = reverse("hubs:extend_call", args=[call.slug])

    assert link in as_user(carla).get(call.get_absolute_url()).content.decode()
    assert link not in as_user(ines).get(call.get_absolute_url()).content.decode()


# Late entries


def test_a_code_is_shown_once_and_never_again(as_user, carla):
    call = make_closed_call()
    url, browser = reverse("hubs:give_late_entry", args=[call.slug]), as_user(carla)

    first = browser.post(
        url, {"day": timezone.now().date() + 7 * DAY, "hour": "12:00", "reason": "Power cut."}, follow=True
    )
    words = first.content.decode()
    code = words.split("The code is ")[1].split(".")[0]

    assert len(code) == 19
    assert code not in browser.get(url).content.decode()
    assert "Power cut." in browser.get(url).content.decode()
    assert LateEntry.objects.get().given_by == carla


def test_a_hub_enters_its_code_and_begins(as_user, carla, ines, ines_hub, leo):
    call = make_closed_call()
    _entry, code = make_late_entry(call, by=carla)
    browser = as_user(ines)
    assert browser.get(call.get_absolute_url()).context["late_form"] is not None
    assert as_user().get(call.get_absolute_url()).context["late_form"] is None

    done = browser.post(
        reverse("hubs:enter_late_entry", args=[call.slug]), {"hub": ines_hub.pk, "code": code}
    )

    assert done.url == call.get_absolute_url()
    assert list(browser.get(call.get_absolute_url()).context["form"].fields["hub"].queryset) == [ines_hub]
    browser.post(reverse("hubs:start_expression", args=[call.slug]), {"hub": ines_hub.pk})
    expression = Expression.objects.get()
    assert browser.get(reverse("hubs:revise_expression", args=[expression.pk])).status_code == 200


def test_a_wrong_code_comes_back_with_a_sentence(as_user, ines, ines_hub):
    call = make_closed_call()
    url = reverse("hubs:enter_late_entry", args=[call.slug])

    page = as_user(ines).post(url, {"hub": ines_hub.pk, "code": "AAAA-BBBB"})

    assert page.status_code == 409
    assert "code" in page.context["form"].errors


def test_nobody_enters_a_code_for_a_hub_that_is_not_theirs(as_user, carla, ines, ines_hub, leo_hub):
    call = make_closed_call()
    _entry, code = make_late_entry(call, by=carla)

    as_user(ines).post(reverse("hubs:enter_late_entry", args=[call.slug]), {"hub": leo_hub.pk, "code": code})

    assert not LateEntry.objects.exclude(used_at=None).exists()


def test_a_code_is_cancelled_by_the_office_alone(as_user, carla, ines):
    entry, _code = make_late_entry(make_closed_call(), by=carla)
    url = reverse("hubs:cancel_late_entry", args=[entry.pk])

    assert as_user(ines).post(url).status_code == 404
    as_user(carla).post(url)

    assert LateEntry.objects.get().cancelled_at


# Letters


@pytest.mark.parametrize("kind", ["hubs.call_extended", "hubs.call_revised", "hubs.draft_reminder"])
@pytest.mark.parametrize("language", ["en", "es", "pt"])
def test_letters_tell_the_deadline_on_the_calls_the_readers_and_the_worlds_clock(call, ines, kind, language):
    words = put_into_words(kind, call.pk, language=language, time_zone="America/Bogota", reader=ines)

    for zone in ("(Europe/Brussels)", "(America/Bogota)", "(UTC)"):
        assert zone in words.text
    assert call.get_absolute_url() in words.text


def test_the_letter_of_an_extension_gives_the_reason(call, carla, ines, ines_hub):
    make_expression(call, ines_hub, status=ExpressionStatus.DRAFT)
    extend_call(call, closes_at=call.closes_at + DAY, reason="A storm.", reason_es="Una tormenta.", by=carla)

    letter = Letter.objects.get()
    words = put_into_words(letter.kind, letter.about, language="es", time_zone="UTC", reader=ines)
    assert "Una tormenta." in words.text


@pytest.mark.parametrize(("day", "hour"), [("2031-03-30", "02:30"), ("2031-10-26", "02:30")])
def test_an_hour_that_the_calls_clock_leaves_out_or_shows_twice_is_asked_again(as_user, carla, day, hour):
    call = make_call(
        opens_at=datetime(2031, 1, 1, tzinfo=UTC),
        closes_at=datetime(2031, 3, 1, 12, tzinfo=UTC),
        time_zone="Europe/Brussels",
    )
    url = reverse("hubs:extend_call", args=[call.slug])

    page = as_user(carla).post(url, {"day": day, "hour": hour, "reason_en": "Why not?", "extend": "1"})

    assert page.status_code == 409
    assert "Europe/Brussels" in page.context["form"].errors["hour"][0]
    assert not Extension.objects.exists()


def test_who_is_let_in_late_is_taken_to_their_draft_and_told_until_when(as_user, carla, ines, ines_hub):
    call = make_closed_call()
    draft = make_expression(call, ines_hub, status=ExpressionStatus.DRAFT)
    entry, code = make_late_entry(call, by=carla, hub=ines_hub)

    page = as_user(ines).post(
        reverse("hubs:enter_late_entry", args=[call.slug]), {"hub": ines_hub.pk, "code": code}, follow=True
    )

    assert page.redirect_chain == [(draft.get_absolute_url(), 302)]
    told = f"can apply and submit until {moment_words(entry.until, call.time_zone)}"
    assert told in unescape(page.content.decode())


@pytest.mark.parametrize("kind", ["hubs.call_extended", "hubs.draft_reminder"])
def test_who_has_submitted_before_is_not_told_that_they_never_did(call, ines, ines_hub, kind):
    """The letter goes to those with a reopened application as well, whose last submission counts."""
    expression = make_expression(call, ines_hub)
    reopen_expression(expression, by=ines)

    words = put_into_words(kind, call.pk, language="en", time_zone="UTC", reader=ines)

    said = f"{words.subject} {words.text}".lower()
    assert "has not submitted" not in said
    assert "not submitted yet" not in said
