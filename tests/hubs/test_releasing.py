"""The outbox, and the release: at one moment, each letter once, and nothing before."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from hubs.models import Decision, DecisionLetter, Outcome, Paper
from hubs.operations import releasing
from hubs.operations.decisions import decide_expression, propose_decisions
from hubs.operations.outbox import revise_decision_letter
from hubs.operations.releasing import release_call
from hubs.operations.standings import refresh_standing
from hubs.states import CallStatus, ExpressionStatus
from tests.factories import join, make_call, make_evaluation, make_expression, make_hub, make_user
from tests.factories_evaluating import declare
from twinning.accounts.models import Letter, Role
from twinning.core.errors import Refused, Stale
from twinning.core.letters import put_into_words


@pytest.fixture
def call(db):
    """Closed, with one place for each region."""
    return make_call(closes_at=timezone.now() - timedelta(days=1), redress_days=30)


@pytest.fixture
def applied(call):
    """`applied("Aveiro", 4.5, ana)`: an application of that mark, from a hub with these people."""
    reviewer = make_user(role=Role.REVIEWER)

    def make(name, mark, *people):
        hub = make_hub(name)
        for person in people:
            join(hub, person)
        expression = make_expression(call, hub)
        make_evaluation(expression, reviewer, marks=mark)
        refresh_standing(expression)
        return expression

    return make


@pytest.fixture
def ana(db):
    return make_user("Ana", language="es")


@pytest.fixture
def bea(db):
    return make_user("Bea", language="pt")


def test_each_decision_gets_its_letter_in_the_languages_of_its_people(call, carla, applied, ana, bea):
    applied("Aveiro", 4.5, ana, bea)
    applied("Bergen", 4)

    propose_decisions(call, by=carla)

    letters = DecisionLetter.objects.order_by("expression_id", "language")
    assert [(one.expression.hub.name, one.language, one.outcome) for one in letters] == [
        ("Aveiro", "es", "selected"),
        ("Aveiro", "pt", "selected"),
        ("Bergen", "en", "reserve"),
    ]
    assert "Aveiro" in letters[0].subject
    assert "{{{" not in "".join(one.subject + one.body for one in letters)
    assert "/es/expressions/" in letters[0].body
    assert "/pt/expressions/" in letters[1].body
    assert "within 30 days" in letters[2].body
    assert reverse("hubs:expression", args=[letters[2].expression_id]) in letters[2].body


def test_who_stays_below_a_threshold_is_not_told_that_places_were_few(call, carla, applied):
    applied("Aveiro", 1)

    propose_decisions(call, by=carla)

    body = DecisionLetter.objects.get().body
    assert "did not reach all thresholds" in body
    assert "more good applications than places" not in body


def test_a_draft_that_nobody_changed_follows_what_it_tells_of(call, carla, applied):
    first = applied("Aveiro", 4.5)
    propose_decisions(call, by=carla)
    type(first.hub).objects.update(name="Aveiro Norte")

    propose_decisions(call, by=carla)

    assert "Aveiro Norte" in DecisionLetter.objects.get().body


def test_a_letter_that_the_office_changed_stays_unless_the_decision_changes(call, carla, applied, ana):
    first = applied("Aveiro", 4.5, ana)
    propose_decisions(call, by=carla)
    letter = DecisionLetter.objects.get()
    revise_decision_letter(letter, version=1, subject="¡Bien!", body="Nos alegra.", by=carla)

    propose_decisions(call, by=carla)
    assert DecisionLetter.objects.get().subject == "¡Bien!"

    decide_expression(first, outcome=Outcome.RESERVE, reason="Not connected yet.", by=carla)
    renewed = DecisionLetter.objects.get()
    assert (renewed.outcome, renewed.edited_by) == ("reserve", None)
    assert renewed.subject != "¡Bien!"


@pytest.mark.parametrize(("field", "words"), [("subject", " "), ("subject", "Two\nlines"), ("body", "")])
def test_a_letter_needs_a_subject_and_words(call, carla, applied, field, words):
    applied("Aveiro", 4.5)
    propose_decisions(call, by=carla)
    said = {"subject": "Selected", "body": "Welcome."} | {field: words}

    with pytest.raises(Refused) as refusal:
        revise_decision_letter(DecisionLetter.objects.get(), version=1, by=carla, **said)

    assert refusal.value.field == field


def test_two_coordinators_do_not_overwrite_each_others_letter(call, carla, ada, applied):
    applied("Aveiro", 4.5)
    propose_decisions(call, by=carla)
    first, second = DecisionLetter.objects.get(), DecisionLetter.objects.get()
    revise_decision_letter(first, version=1, subject="One", body="One.", by=carla)

    with pytest.raises(Stale):
        revise_decision_letter(second, version=1, subject="Two", body="Two.", by=ada)


def test_nobody_changes_a_letter_about_their_own_interest(call, carla, applied):
    expression = applied("Aveiro", 4.5)
    propose_decisions(call, by=carla)
    declare(carla, expression, conflict=True)

    with pytest.raises(Refused):
        revise_decision_letter(DecisionLetter.objects.get(), version=1, subject="A", body="B.", by=carla)
    assert not DecisionLetter.objects.visible_to(carla).exists()


def test_the_release_sends_the_words_of_the_outbox_to_each_person_once(call, carla, applied, ana, bea):
    expression = applied("Aveiro", 4.5, ana, bea)
    propose_decisions(call, by=carla)
    letter = DecisionLetter.objects.get(language="es")
    revise_decision_letter(letter, version=1, subject="¡Bien!", body="Nos alegra.", by=carla)

    release_call(call, by=carla)

    sent = Letter.objects.filter(kind="hubs.decision_released")
    assert sorted(one.address for one in sent) == [ana.email, bea.email]
    words = put_into_words(
        "hubs.decision_released", expression.pk, language="es", time_zone="UTC", reader=ana
    )
    assert (words.subject, words.text) == ("¡Bien!", "Nos alegra.\n")
    assert DecisionLetter.objects.filter(released_at=None).count() == 0
    with pytest.raises(Refused):
        revise_decision_letter(letter, version=2, subject="Late", body="Late.", by=carla)


def test_who_joins_a_hub_before_the_release_has_a_letter_in_their_language(call, carla, applied, ana):
    expression = applied("Aveiro", 4.5)
    propose_decisions(call, by=carla)
    join(expression.hub, ana)

    release_call(call, by=carla)

    assert set(DecisionLetter.objects.values_list("language", flat=True)) == {"en", "es"}


def test_releasing_twice_sends_nothing_twice(call, carla, ada, applied, ana):
    applied("Aveiro", 4.5, ana)
    propose_decisions(call, by=carla)
    stale = type(call).objects.get(pk=call.pk)
    release_call(call, by=carla)

    with pytest.raises(Refused):
        release_call(stale, by=ada)

    assert Letter.objects.filter(kind="hubs.decision_released").count() == 1


def test_a_release_that_breaks_midway_releases_nothing(call, carla, applied, ana, monkeypatch):
    first = applied("Aveiro", 4.5, ana)
    applied("Bergen", 4, ana)
    propose_decisions(call, by=carla)

    with monkeypatch.context() as breaking:
        breaking.setattr(releasing, "ask_for_summaries", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            release_call(call, by=carla)

    call.refresh_from_db()
    first.refresh_from_db()
    assert (call.status, first.status) == (CallStatus.PUBLISHED, ExpressionStatus.SUBMITTED)
    assert not Letter.objects.filter(kind="hubs.decision_released").exists()
    assert not Decision.objects.filter(released_at__isnull=False).exists()
    release_call(call, by=carla)
    assert Letter.objects.filter(kind="hubs.decision_released").count() == 2


def test_what_was_proposed_must_still_be_what_the_ranking_says(call, carla, applied):
    applied("Aveiro", 4)
    propose_decisions(call, by=carla)
    second = applied("Bergen", 4.5)
    decide_expression(second, outcome=Outcome.SELECTED, reason="", by=carla)

    with pytest.raises(Refused, match="Propose them again"):
        release_call(call, by=carla)
    propose_decisions(call, by=carla)
    release_call(call, by=carla)

    assert dict(Decision.objects.values_list("expression__hub__name", "proposed")) == {
        "Aveiro": "reserve",
        "Bergen": "selected",
    }


def test_who_agreed_with_a_ranking_that_has_changed_is_asked_for_a_reason(call, carla, applied):
    first = applied("Aveiro", 4)
    decide_expression(first, outcome=Outcome.SELECTED, reason="", by=carla)
    second = applied("Bergen", 4.5)
    decide_expression(second, outcome=Outcome.SELECTED, reason="", by=carla)

    with pytest.raises(Refused, match="needs a reason"):
        release_call(call, by=carla)


def test_a_hub_finds_nothing_before_the_release(call, carla, applied, ana, as_user):
    """Neither decision, letter, summary, paper nor place in the reserve, on any of its pages."""
    expression = applied("Aveiro", 4, ana)
    applied("Bergen", 4.5)
    propose_decisions(call, by=carla)
    DecisionLetter.objects.update(subject="Secret subject", body="Secret body")
    browser = as_user(ana)

    for name in ("hubs:summary", "hubs:file_redress"):
        assert browser.get(reverse(name, args=[expression.pk])).status_code == 404
    for url in (reverse("hubs:expression", args=[expression.pk]), reverse("hubs:expressions"), "/desk/",
                reverse("hubs:call", args=[call.slug])):  # fmt: skip
        page = browser.get(url).content.decode()
        assert "Secret" not in page
        assert "reserve" not in page.lower()
    assert not Paper.objects.exists()
    assert not DecisionLetter.objects.visible_to(ana).exists()
    assert not Decision.objects.visible_to(ana).exists()


def test_the_office_reads_and_changes_letters_in_the_outbox(call, carla, applied, as_user):
    applied("Aveiro", 4.5)
    propose_decisions(call, by=carla)
    letter = DecisionLetter.objects.get()
    browser = as_user(carla)
    url = reverse("admin:hubs_decisionletter_change", args=[letter.pk])

    listed = browser.get(reverse("admin:hubs_decisionletter_changelist")).content.decode()
    assert f'<a href="{url}">Aveiro</a>' in listed
    assert 'name="opened"' in browser.get(url).content.decode()
    answer = browser.post(url, {"subject": "Welcome", "body": "You take part.", "opened": 1})

    assert answer.status_code == 302
    assert DecisionLetter.objects.get().subject == "Welcome"
    late = browser.post(url, {"subject": "Other", "body": "Other.", "opened": 1})
    assert "Somebody else saved this" in late.content.decode()
    assert [words for _label, words in late.context["stored_now"]] == ["Welcome", "You take part."]
    assert late.context["adminform"].form["opened"].value() == 2
    assert DecisionLetter.objects.get().subject == "Welcome"


def test_the_page_of_the_release_tells_how_many_of_each_outcome_without_what_is_hidden(
    call, carla, applied, as_user
):
    applied("Aveiro", 4.5)
    applied("Bergen", 4)
    propose_decisions(call, by=carla)

    def rows():
        page = as_user(carla).get(reverse("hubs:release_call", args=[call.slug]))
        return [cell["number"] for _region, cells in page.context["rows"] for cell in cells]

    assert sum(rows()) == 2

    declare(carla, Decision.objects.first().expression, conflict=True)

    assert sum(rows()) == 1
