"""Conflicts of interest: declared before reading, known by the system, hidden everywhere."""

import pytest
from django.contrib import admin
from django.urls import URLPattern, URLResolver, reverse

from hubs.models import (
    Assignment,
    Consensus,
    Decision,
    Declaration,
    EarlierPartner,
    Evaluation,
    Expression,
    Outcome,
    Reviewer,
    Standing,
    Submission,
)
from hubs.operations.assignments import accept_assignment, assign_reviewer, dismiss_assignment
from hubs.operations.conflicts import (
    declare_interest,
    forget_earlier_partner,
    name_earlier_partners,
    reasons_against,
    refuse_conflicted,
)
from hubs.operations.declaring import declare_on_call
from hubs.operations.hubs import describe_hub
from hubs.operations.reviewers import revise_reviewer
from hubs.operations.standings import refresh_standing
from hubs.states import AssignmentStatus, ConsensusStatus, EvaluationStatus
from tests.factories import join, make_evaluation, make_expression, make_hub, make_user
from tests.factories_calls import make_closed_call
from tests.factories_evaluating import ask, declare, make_consensus, make_reviewer
from twinning.accounts.models import Role
from twinning.core.errors import Refused
from twinning.trail.models import Trace

SECRET = "Hub of the secret"


@pytest.fixture
def call(db):
    """Evaluation begins when hubs can change nothing any more."""
    return make_closed_call()


@pytest.fixture
def secret(call, ines):
    """An application with everything there is to know of one, to be hidden from who has a conflict."""
    hub = make_hub(SECRET, acronym="SECR", manager=make_user("Sara"))
    expression = make_expression(call, hub)
    evaluation = make_evaluation(expression, make_reviewer("Rui"), marks=4.5)
    evaluation.scores.update(comment="A secret judgement.")
    make_consensus(expression, evaluation.assignment.reviewer, marks=4)
    refresh_standing(expression)
    Decision.objects.create(
        expression=expression, outcome=Outcome.SELECTED, reason="A secret reason.", decided_by=ines
    )
    return expression


@pytest.mark.parametrize("name", ["carla", "ada", "rosa"])
@pytest.mark.parametrize("how", ["declared", "member", "partner", "organisation"])
def test_a_conflict_hides_all_that_tells_of_the_application(secret, request, name, how):
    person = request.getfixturevalue(name)
    if name == "rosa":
        make_evaluation(secret, person, marks=3)
    else:
        declare(person, secret)
    seen = [model for model in TELLING if model.objects.visible_to(person).exists()]
    assert Evaluation in seen

    become_close(person, secret, how)

    hidden = [model for model in TELLING if not of(model, person, secret).exists()]
    assert hidden == TELLING or (how == "member" and set(TELLING) - set(hidden) <= {Expression, Submission})


TELLING = [Assignment, Consensus, Decision, Evaluation, Expression, Standing, Submission]


def of(model, person, secret):
    rows = model.objects.visible_to(person)
    if model is Assignment:
        return rows.exclude(reviewer=person)  # that they were asked they know
    return rows


def become_close(person, expression, how):
    if how == "declared":
        Declaration.objects.update_or_create(user=person, expression=expression, defaults={"conflict": True})
    elif how == "member":
        join(expression.hub, person, "viewer")
    elif how == "partner":
        EarlierPartner.objects.create(reviewer=person, hub=expression.hub)
    else:
        reviewer, _is_new = Reviewer.objects.get_or_create(user=person)
        reviewer.organisation_hubs.add(expression.hub)


def _admin():
    """Every address of the office."""

    def leaves(entries):
        for entry in entries:
            if isinstance(entry, URLResolver):
                yield from leaves(entry.url_patterns)
            elif isinstance(entry, URLPattern):
                yield entry

    return list(leaves(admin.site.urls[0]))


def test_no_page_of_the_office_names_what_a_conflict_hides(secret, call, carla, as_user):
    declare(carla, secret, conflict=True)
    browser = as_user(carla)
    leaking = []
    for pattern in _admin():
        names = list(pattern.pattern.converters)
        if pattern.name in (
            "login",
            "logout",
            "jsi18n",
            "autocomplete",
            "app_list",
            "view_on_site",
            None,
            "hubs_hub_changelist",
        ):
            continue
        if pattern.name.startswith(("accounts_", "hubs_hub_", "hubs_membership", "hubs_earlierpartner_")):
            continue  # that there is such a hub is public
        key = call.pk if pattern.name.startswith("hubs_call_") else secret.pk
        answer = browser.get(reverse(f"admin:{pattern.name}", kwargs=dict.fromkeys(names, key)))
        if answer.status_code == 200 and told(answer):
            leaking.append(pattern.name)

    assert leaking == []


def told(answer):
    page = b"".join(answer).decode(errors="replace")
    return SECRET in page or "A secret" in page


def test_the_pages_of_the_application_do_not_exist_for_who_has_a_conflict(secret, carla, as_user):
    declare(carla, secret, conflict=True)
    browser = as_user(carla)
    evaluation, consensus = Evaluation.objects.get(), Consensus.objects.get()
    for record in (secret, evaluation, consensus, evaluation.assignment):
        assert browser.get(record.get_absolute_url()).status_code == 404
    for name in ("change", "decide", "layers"):
        page = browser.get(reverse(f"admin:hubs_expression_{name}", args=[secret.pk]), follow=True)
        assert not told(page)


def test_the_ranking_is_numbered_as_if_the_hidden_were_not_there(secret, call, carla, as_user):
    """A gap would tell the place."""
    for marks in (5, 3):
        expression = make_expression(call, make_hub())
        make_evaluation(expression, make_reviewer(), marks=marks)
        refresh_standing(expression)
    declare(carla, secret, conflict=True)

    page = as_user(carla).get(reverse("admin:hubs_call_ranking", args=[call.pk]) + "?region=eu")

    assert [row["rank"] for row in page.context["rows"]] == ["1", "2"]


def test_the_trail_does_not_tell_what_a_conflict_hides(secret, carla, as_user):
    declare_interest(secret, conflict=True, reason="x", by=carla)
    trace = Trace.objects.of(secret).last()

    page = as_user(carla).get(reverse("admin:trail_trace_changelist"))
    opened = as_user(carla).get(reverse("admin:trail_trace_change", args=[trace.pk]))

    assert page.context["cl"].result_count == 0
    assert opened.status_code == 302


# declaring


def test_the_office_declares_before_it_opens_an_application(submitted, carla, as_user):
    browser = as_user(carla)
    answer = browser.get(submitted.get_absolute_url())
    page = browser.get(answer.url).content.decode()

    assert answer.status_code == 302
    assert "Atlantic Hub" in page
    assert "Shared test beds" not in page

    browser.post(answer.url, {"none": "1"})

    assert "Shared test beds" in browser.get(submitted.get_absolute_url()).content.decode()


def test_the_office_opens_no_application_in_the_admin_without_declaring(submitted, carla, as_user):
    make_evaluation(submitted, make_reviewer(), marks=2)
    for name in ("change", "decide", "layers"):
        answer = as_user(carla).get(reverse(f"admin:hubs_expression_{name}", args=[submitted.pk]))
        assert answer.status_code == 302
        assert "/declare/" in answer.url
    assert not Evaluation.objects.visible_to(carla).exists()


def test_a_conflict_that_the_office_declares_needs_a_reason_and_hides(submitted, carla, as_user):
    address = reverse("hubs:declare_interest", args=[submitted.pk])

    assert as_user(carla).post(address, {"conflict": "1"}).status_code == 422
    as_user(carla).post(address, {"conflict": "1", "reason": "A cousin."})

    assert Declaration.objects.get().conflict
    assert as_user(carla).get(submitted.get_absolute_url()).status_code == 404


def test_a_declared_conflict_cannot_be_taken_back(submitted, carla):
    declare_interest(submitted, conflict=True, reason="A cousin.", by=carla)

    with pytest.raises(Refused):
        declare_interest(submitted, conflict=False, by=carla)

    assert Declaration.objects.get().conflict


def test_a_conflict_found_later_replaces_the_declaration_that_there_was_none(submitted, carla):
    declare_interest(submitted, conflict=False, by=carla)
    declare_interest(submitted, conflict=True, reason="A cousin.", by=carla)

    assert Declaration.objects.get().reason == "A cousin."


def test_all_applications_of_a_call_are_declared_on_at_once(submitted, call, carla, as_user):
    other = make_expression(call, make_hub("Second Hub"))
    address = reverse("hubs:declare_call", args=[call.slug])

    page = as_user(carla).get(address).content.decode()
    assert "Atlantic Hub" in page
    assert "Second Hub" in page

    assert as_user(carla).post(address, {"hubs": [other.hub_id]}).status_code == 422
    as_user(carla).post(address, {"hubs": [other.hub_id], "reason": "A cousin."})

    assert dict(Declaration.objects.values_list("expression", "conflict")) == {
        submitted.pk: False,
        other.pk: True,
    }


def test_a_reviewer_declares_on_what_they_were_asked_and_begins(submitted, call, as_user):
    rui = make_reviewer("Rui")
    ask(submitted, rui)
    unasked = make_expression(call, make_hub("Unasked Hub"))
    address = reverse("hubs:declare_call", args=[call.slug])

    page = as_user(rui).get(address).content.decode()
    as_user(rui).post(address)

    assert "Unasked Hub" not in page
    assert Assignment.objects.get().status == AssignmentStatus.ACCEPTED
    assert Evaluation.objects.get().scores.count() == 3
    assert not Declaration.objects.filter(expression=unasked).exists()


def test_who_was_asked_nothing_in_a_call_sees_no_list_of_its_hubs(submitted, call, as_user):
    assert as_user(make_reviewer()).get(reverse("hubs:declare_call", args=[call.slug])).status_code == 403


def test_declaring_twice_changes_nothing(submitted, call, carla):
    declare_on_call(call, conflicts=[], reason="", by=carla)
    declare_on_call(call, conflicts=[], reason="", by=carla)

    assert Declaration.objects.count() == 1


# what the system knows


@pytest.mark.parametrize(
    ("affiliation", "words"),
    [
        ("Atlantic Hub, Lisboa", "works for the same organisation: Atlantic Hub, Lisboa."),
        ("ATLANTIC  HUB", "same"),
    ],
)
def test_the_same_organisation_is_blocked_and_explained(submitted, carla, affiliation, words):
    rui = make_reviewer("Rui", affiliation=affiliation)

    with pytest.raises(Refused, match=words) as refusal:
        assign_reviewer(submitted, reviewer=rui, by=carla)

    assert refusal.value.field == "reviewer"


def test_an_earlier_partner_is_blocked_and_explained(submitted, ines_hub, carla, rosa):
    name_earlier_partners(rosa, hubs=[ines_hub], by=rosa)

    with pytest.raises(Refused, match="has worked with Atlantic Hub before"):
        assign_reviewer(submitted, reviewer=rosa, by=carla)


def test_a_partner_named_later_takes_the_reviewer_out_of_the_evaluation(submitted, ines_hub, rosa):
    make_evaluation(submitted, rosa, marks=5)
    refresh_standing(submitted)

    name_earlier_partners(rosa, hubs=[ines_hub], by=rosa)

    assert Assignment.objects.get().status == AssignmentStatus.RECUSED
    assert Standing.objects.get().evaluations == 0
    assert "worked with" in Declaration.objects.get().reason


def test_an_affiliation_noted_later_does_so_too(submitted, ada):
    rui = make_reviewer("Rui")
    make_evaluation(submitted, rui, marks=5)

    revise_reviewer(rui.reviewer, affiliation="Atlantic Hub", countries=[], languages=[], areas=[], by=ada)

    assert Assignment.objects.get().status == AssignmentStatus.RECUSED


def test_a_hub_that_takes_the_name_of_an_organisation_does_so_too(submitted, ines_hub, ines):
    make_evaluation(submitted, make_reviewer("Rui", affiliation="Ocean Institute"), marks=5)

    describe_hub(ines_hub, by=ines, version=ines_hub.version, name="Ocean Institute")

    assert Assignment.objects.get().status == AssignmentStatus.RECUSED


def test_only_the_office_takes_back_a_partner_named_by_mistake(ines_hub, rosa, carla):
    name_earlier_partners(rosa, hubs=[ines_hub], by=rosa)
    partner = EarlierPartner.objects.get()

    with pytest.raises(Refused):
        forget_earlier_partner(partner, by=rosa)
    forget_earlier_partner(partner, by=carla)

    assert reasons_against(rosa, ines_hub) == []


def test_who_has_a_conflict_acts_on_nothing_of_it(submitted, rosa, carla):
    declare_interest(submitted, conflict=True, reason="x", by=carla)
    assignment = ask(submitted, rosa)

    for act in (
        lambda: assign_reviewer(submitted, reviewer=make_reviewer(), by=carla),
        lambda: dismiss_assignment(assignment, by=carla),
        lambda: refuse_conflicted(submitted, carla),
    ):
        with pytest.raises(Refused, match="has declared a conflict"):
            act()


def test_what_was_agreed_with_somebody_who_may_not_judge_is_open_again(submitted, rosa):
    make_evaluation(submitted, rosa, marks=5)
    make_evaluation(submitted, make_reviewer(), marks=3)
    make_consensus(submitted, rosa, marks=5)
    refresh_standing(submitted)

    declare_interest(submitted, conflict=True, reason="A sister.", by=rosa)

    consensus = Consensus.objects.get()
    assert (consensus.status, consensus.rapporteur) == (ConsensusStatus.DRAFT, None)
    assert Standing.objects.get().total == 9


# taking back


def test_an_application_taken_back_is_no_longer_read_and_can_be_given_again(submitted, rosa, carla):
    evaluation = make_evaluation(submitted, rosa)
    Evaluation.objects.update(comment="Half of it.")

    dismiss_assignment(evaluation.assignment, by=carla)
    assert not Evaluation.objects.visible_to(rosa).exists()
    assignment = assign_reviewer(submitted, reviewer=rosa, by=carla)
    accept_assignment(assignment, by=rosa)

    assert Evaluation.objects.get().comment == "Half of it."
    assert Evaluation.objects.get().scores.count() == 3


def test_what_is_handed_in_is_not_taken_back(submitted, rosa, carla):
    evaluation = make_evaluation(submitted, rosa, marks=3)

    with pytest.raises(Refused):
        dismiss_assignment(evaluation.assignment, by=carla)

    assert Evaluation.objects.get().status == EvaluationStatus.SUBMITTED


def test_the_reviewers_page_finds_and_names_a_partner(ines_hub, as_user):
    rui = make_reviewer("Rui", affiliation="Ocean Institute", countries=["PT"], languages=["pt"])
    address = reverse("hubs:earlier_partners")

    page = as_user(rui).get(address, {"q": "atlantic"}).content.decode()
    as_user(rui).post(address, {"hub": ines_hub.pk})

    assert "Ocean Institute" in page
    assert "Atlantic Hub" in page
    assert EarlierPartner.objects.get().hub == ines_hub
    assert rui.role == Role.REVIEWER
