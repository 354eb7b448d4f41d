"""Redress: on the procedure, within its window, once; and a place that goes to the next in reserve."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from hubs.models import Decision, DecisionLetter, Outcome, Redress, Replacement
from hubs.operations.expressions import withdraw_expression
from hubs.operations.redress import file_redress, reject_redress, uphold_redress, withdraw_redress
from hubs.operations.replacing import free_places, replace_expression
from hubs.states import CallStatus, ExpressionStatus
from hubs.waiting.outcomes import waiting_after_decisions
from tests.factories import join, make_call, make_hub, make_user
from tests.factories_evaluating import declare
from tests.factories_outcomes import make_decided
from twinning.accounts.models import Letter
from twinning.core.errors import Refused
from twinning.core.letters import put_into_words


@pytest.fixture
def call(db):
    closed = timezone.now() - timedelta(days=20)
    return make_call(
        status=CallStatus.RELEASED, closes_at=closed, opens_at=closed - timedelta(9), redress_days=30
    )


@pytest.fixture
def declined(call, ines_hub, carla):
    return make_decided(call, ines_hub, outcome=Outcome.NOT_SELECTED, by=carla)


def kinds():
    return sorted(Letter.objects.values_list("kind", "address"))


def test_asking_for_redress_tells_the_office_and_the_hub(declined, ines, carla):
    file_redress(declined, text="Nobody read our file.", by=ines)

    assert kinds() == [("hubs.redress_filed", carla.email), ("hubs.redress_received", ines.email)]
    for kind, _address in kinds():
        words = put_into_words(kind, Redress.objects.get().pk, language="en", time_zone="UTC", reader=ines)
        assert "Atlantic Hub" in words.text


def test_redress_is_asked_for_once(declined, ines):
    file_redress(declined, text="Nobody read our file.", by=ines)

    with pytest.raises(Refused, match="already"):
        file_redress(declined, text="And another thing.", by=ines)


def test_the_window_closes(declined, ines):
    Decision.objects.update(released_at=timezone.now() - timedelta(days=30))

    with pytest.raises(Refused, match="over"):
        file_redress(declined, text="Too late.", by=ines)


@pytest.mark.parametrize(
    ("changes", "days"),
    [({"released_at": None}, 30), ({"outcome": Outcome.SELECTED}, 30), ({}, 0)],
    ids=["not released", "selected", "not foreseen"],
)
def test_there_is_no_redress_otherwise(declined, ines, call, changes, days):
    Decision.objects.update(**({"outcome": Outcome.RESERVE} | changes))
    declined.call.redress_days = days

    with pytest.raises(Refused):
        file_redress(declined, text="Why?", by=ines)


@pytest.mark.parametrize(
    ("operation", "status", "word"),
    [(uphold_redress, "upheld", "not followed"), (reject_redress, "rejected", "was followed")],
)
def test_the_office_answers_with_words_that_the_hub_reads(declined, ines, carla, operation, status, word):
    redress = file_redress(declined, text="Nobody read our file.", by=ines)
    with pytest.raises(Refused) as refusal:
        operation(redress, finding=" ", by=carla)

    operation(redress, finding="We asked all three.", by=carla)

    assert refusal.value.field == "finding"
    assert Redress.objects.get().status == status
    words = put_into_words("hubs.redress_answered", redress.pk, language="en", time_zone="UTC", reader=ines)
    assert word in words.subject
    assert "We asked all three." in words.text
    with pytest.raises(Refused):
        operation(redress, finding="Again.", by=carla)


def test_nobody_answers_where_they_have_an_interest(declined, ines, carla):
    redress = file_redress(declined, text="Nobody read our file.", by=ines)
    declare(carla, declined, conflict=True)

    with pytest.raises(Refused):
        reject_redress(redress, finding="All was right.", by=carla)
    assert not Redress.objects.visible_to(carla).exists()


def test_what_is_withdrawn_is_not_answered(declined, ines, carla):
    redress = file_redress(declined, text="Nobody read our file.", by=ines)
    withdraw_redress(redress, by=ines)

    with pytest.raises(Refused):
        uphold_redress(redress, finding="You were right.", by=carla)


def test_redress_in_the_browser(declined, ines, tomas_of_ines, carla, olga, as_user):
    page = as_user(ines).get(reverse("hubs:summary", args=[declined.pk])).content.decode()
    assert reverse("hubs:file_redress", args=[declined.pk]) in page
    colleague = as_user(tomas_of_ines).get(reverse("hubs:summary", args=[declined.pk])).content.decode()
    assert reverse("hubs:file_redress", args=[declined.pk]) not in colleague

    filed = as_user(ines).post(
        reverse("hubs:file_redress", args=[declined.pk]), {"text": "Nobody read our file."}
    )
    redress = Redress.objects.get()
    assert filed.url == redress.get_absolute_url()
    answered = as_user(carla).post(reverse("hubs:uphold_redress", args=[redress.pk]), {"finding": "True."})

    assert answered.status_code == 302
    assert "True." in as_user(ines).get(redress.get_absolute_url()).content.decode()
    assert as_user(olga).get(redress.get_absolute_url()).status_code == 404


@pytest.fixture
def tomas_of_ines(ines_hub):
    person = make_user("Tomas")
    join(ines_hub, person, "contributor")
    return person


@pytest.fixture
def places(call, carla):
    """One selected hub, and two in the reserve."""
    return {
        name: make_decided(call, make_hub(name), outcome=outcome, position=position, by=carla)
        for name, outcome, position in [
            ("Aveiro", Outcome.SELECTED, None),
            ("Bergen", Outcome.RESERVE, 2),
            ("Cork", Outcome.RESERVE, 1),
        ]
    }


def withdraw(expression):
    expression.refresh_from_db()
    manager = make_user()
    join(expression.hub, manager)
    withdraw_expression(expression, reason="We move.", by=manager)


def test_the_first_in_reserve_is_offered_a_place_that_is_left(call, places, carla):
    person = make_user("Cara")
    join(places["Cork"].hub, person)
    assert list(free_places(call)) == []
    withdraw(places["Aveiro"])
    ((left, waiting),) = [(one.left.hub.name, one.next.hub.name) for one in free_places(call)]
    assert (left, waiting) == ("Aveiro", "Cork")

    replace_expression(places["Cork"], by=carla)

    assert places["Cork"].status == ExpressionStatus.SELECTED
    assert Decision.objects.get(expression=places["Cork"]).outcome == Outcome.RESERVE  # as the panel took it
    assert list(free_places(call)) == []
    assert Letter.objects.get(kind="hubs.place_given").address == person.email


def test_the_ranking_says_what_has_become_of_a_decision_since(call, places, carla, as_user):
    withdraw(places["Aveiro"])
    replace_expression(places["Cork"], by=carla)

    page = as_user(carla).get(reverse("admin:hubs_call_ranking", args=[call.pk]))

    said = {row["hub"]: (row["outcome"], row["now"]) for row in page.context["rows"]}
    assert said == {
        "Aveiro": ("selected", "withdrawn"),
        "Bergen": ("reserve", ""),
        "Cork": ("reserve", "selected"),
    }
    assert "now: selected" in page.text


def test_out_of_turn_only_with_a_reason(call, places, carla):
    withdraw(places["Aveiro"])

    with pytest.raises(Refused) as refusal:
        replace_expression(places["Bergen"], by=carla)
    replace_expression(places["Bergen"], reason="Cork has closed.", by=carla)

    assert refusal.value.field == "reason"
    assert Replacement.objects.get().joined == places["Bergen"]


def test_no_place_is_given_twice(call, places, carla):
    withdraw(places["Aveiro"])
    replace_expression(places["Cork"], by=carla)

    with pytest.raises(Refused, match="No place"):
        replace_expression(places["Bergen"], by=carla)


def test_a_place_that_is_left_again_is_free_again(call, places, carla):
    withdraw(places["Aveiro"])
    replace_expression(places["Cork"], by=carla)
    withdraw(places["Cork"])

    replace_expression(places["Bergen"], by=carla)

    assert list(Replacement.objects.order_by("pk").values_list("left__hub__name", "joined__hub__name")) == [
        ("Aveiro", "Cork"),
        ("Cork", "Bergen"),
    ]


def test_another_regions_place_is_not_free(call, places, carla, leo_hub):
    lima = make_decided(call, leo_hub, outcome=Outcome.RESERVE, position=1, by=carla)
    withdraw(places["Aveiro"])

    with pytest.raises(Refused, match="No place"):
        replace_expression(lima, by=carla)


def test_the_office_sees_who_is_next_on_the_page_of_the_reserve(call, places, carla, as_user):
    withdraw(places["Aveiro"])
    url = reverse("admin:hubs_call_reserve", args=[call.pk])
    door = reverse("hubs:replace_expression", args=[places["Cork"].pk])

    assert door in as_user(carla).get(url).content.decode()
    assert as_user(carla).post(door).status_code == 302
    declare(carla, places["Bergen"], conflict=True)
    assert "Bergen" not in as_user(carla).get(url).content.decode()


def test_the_desk_of_the_office_says_what_waits(call, places, carla, ines, declined):
    file_redress(declined, text="Nobody read our file.", by=ines)
    withdraw(places["Aveiro"])

    assert [str(one.title) for one in waiting_after_decisions(carla)] == [
        "Answer 1 request for redress",
        "1 place has become free",
    ]
    declare(carla, declined, conflict=True)
    declare(carla, places["Aveiro"], conflict=True)
    assert list(waiting_after_decisions(carla)) == []


def test_whoever_answers_has_the_complaint_before_them(declined, ines, carla, as_user):
    redress = file_redress(declined, text="Nobody read our file.", by=ines)

    for step in ("uphold", "reject"):
        page = as_user(carla).get(reverse(f"hubs:{step}_redress", args=[redress.pk]))
        assert "Nobody read our file." in page.text


def test_after_the_window_nobody_is_given_a_form_that_will_be_refused(declined, ines, as_user):
    address = reverse("hubs:file_redress", args=[declined.pk])
    assert "<textarea" in as_user(ines).get(address).content.decode()
    Decision.objects.update(released_at=timezone.now() - timedelta(days=30))

    page = as_user(ines).get(address).content.decode()
    typed_before = as_user(ines).post(address, {"text": "Typed in time."})

    assert "The time for redress is over." in page
    assert "<textarea" not in page
    assert typed_before.status_code == 422
    assert "Typed in time." in typed_before.content.decode()


def test_who_asks_again_reads_what_was_asked(declined, ines, as_user):
    redress = file_redress(declined, text="Nobody read our file.", by=ines)

    answer = as_user(ines).get(reverse("hubs:file_redress", args=[declined.pk]))

    assert answer.url == redress.get_absolute_url()


@pytest.mark.parametrize(
    ("outcome", "words"),
    [(Outcome.RESERVE, "also out of turn"), (Outcome.NOT_SELECTED, "is for you to do")],
)
def test_the_office_reads_what_it_can_do_for_a_hub_that_was_right(
    call, ines_hub, ines, carla, as_user, outcome, words
):
    redress = file_redress(
        make_decided(call, ines_hub, outcome=outcome, position=1, by=carla), text="Why?", by=ines
    )
    before = as_user(carla).get(reverse("hubs:uphold_redress", args=[redress.pk])).content.decode()
    rejecting = as_user(carla).get(reverse("hubs:reject_redress", args=[redress.pk])).content.decode()
    uphold_redress(redress, finding="You were right.", by=carla)

    after = as_user(carla).get(redress.get_absolute_url()).content.decode()
    hub = as_user(ines).get(redress.get_absolute_url()).content.decode()

    assert [words in page for page in (before, after, rejecting, hub)] == [True, True, False, False]
    to_reserve = reverse("admin:hubs_call_reserve", args=[call.pk])
    assert (to_reserve in after) == (outcome == Outcome.RESERVE)


def test_who_is_selected_reads_that_they_will_be_asked_about_their_partner(places, ines):
    """A pairing is proposed to its hubs, whose managers answer: nobody is to wait for one that is formed."""
    DecisionLetter.objects.all().delete()  # those that the factory drafted, in its own words
    for name, kind in (("Aveiro", "hubs.decision_released"), ("Bergen", "hubs.place_given")):
        words = put_into_words(kind, places[name].pk, language="en", time_zone="UTC", reader=ines)
        assert "ask both of you by letter whether you agree" in words.text
