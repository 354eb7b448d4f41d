"""Giving applications to reviewers, proposed or from a table; how far reviewers agree."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from hubs.models import Assignment, Call, EarlierPartner, Expression
from hubs.operations.sharing import assign_reviewers, plan_assignments
from hubs.states import AssignmentStatus
from tests.factories import join, make_evaluation, make_expression, make_hub
from tests.factories_calls import make_closed_call
from tests.factories_evaluating import ask, declare, make_reviewer
from twinning.accounts.models import Letter
from twinning.core.errors import Refused


@pytest.fixture
def call(db):
    """Evaluation begins when hubs can change nothing any more."""
    return make_closed_call()


@pytest.fixture
def reviewers(db):
    return [make_reviewer(name) for name in ("Nele", "Olaf", "Pia")]


@pytest.fixture
def applications(call):
    return [make_expression(call, make_hub(name)) for name in ("Hub A", "Hub B", "Hub C")]


def page_of(call, name="sharing"):
    return reverse(f"admin:hubs_call_{name}", args=[call.pk])


def test_every_application_gets_its_readers_and_nobody_more_than_others(call, applications, reviewers, carla):
    plan = plan_assignments(call, each=2, most=5, by=carla)

    assert len(plan.pairs) == 6
    assert set(plan.loads.values()) == {2}
    assert not Assignment.objects.exists()


def test_conflicts_of_every_kind_and_languages_are_respected(call, applications, reviewers, carla):
    one, two, three = applications
    nele, olaf, pia = reviewers
    join(one.hub, nele)
    EarlierPartner.objects.create(reviewer=olaf, hub=two.hub)
    declare(pia, three, conflict=True)
    pia.reviewer.organisation_hubs.add(two.hub)
    Expression.objects.filter(pk=one.pk).update(languages=["pt"])
    olaf.reviewer.languages = ["es"]
    olaf.reviewer.save()

    plan = plan_assignments(call, each=1, most=3, by=carla)

    assert dict(plan.pairs)[one.pk] == pia.pk
    assert dict(plan.pairs)[two.pk] == nele.pk
    assert dict(plan.pairs)[three.pk] in {nele.pk, olaf.pk}


def test_who_recused_or_was_taken_back_is_not_asked_again_and_who_is_asked_counts(
    call, applications, reviewers, carla
):
    one, *_others = applications
    nele, olaf, pia = reviewers
    ask(one, nele, AssignmentStatus.RECUSED)
    ask(one, olaf, AssignmentStatus.DISMISSED)
    ask(one, pia)

    plan = plan_assignments(call, each=2, most=9, by=carla)

    assert [(short.papers, short.room) for short in plan.shortages] == [((one.pk,), 0)]


def test_a_coordinator_gives_nothing_that_a_conflict_hides(call, applications, reviewers, carla, as_user):
    declare(carla, applications[0], conflict=True)

    plan = plan_assignments(call, each=1, most=9, by=carla)

    assert applications[0].pk not in dict(plan.pairs)
    assert "Hub A" not in as_user(carla).post(page_of(call), {"each": 1, "most": 9}).content.decode()


def test_a_reviewer_is_asked_by_hand_without_a_script(call, applications, reviewers, carla, as_user):
    declare(carla, applications[0])
    page = reverse("admin:hubs_expression_change", args=[applications[0].pk])
    assert 'name="assignments-0-reviewer"' in as_user(carla).get(page).text
    rows = {"TOTAL_FORMS": 1, "INITIAL_FORMS": 0, "MIN_NUM_FORMS": 0, "MAX_NUM_FORMS": 1000}
    given = {f"assignments-{name}": value for name, value in rows.items()}

    as_user(carla).post(page, given | {"assignments-0-reviewer": reviewers[0].pk})

    assert Assignment.objects.get().reviewer == reviewers[0]


def test_all_are_asked_or_nobody(applications, reviewers, carla):
    join(applications[1].hub, reviewers[1])

    with pytest.raises(Refused, match="Hub B: Olaf belongs to this hub"):
        assign_reviewers(zip(applications, reviewers, strict=True), by=carla)

    assert not Assignment.objects.exists()


def test_a_proposal_is_looked_at_changed_and_stored(call, applications, reviewers, carla, as_user):
    browser = as_user(carla)
    page = browser.post(page_of(call), {"each": 1, "most": 1})
    assert [row["hub"] for row in page.context["pairs"]] == ["Hub A", "Hub B", "Hub C"]
    assert [load for _who, load in page.context["loads"]] == [1, 1, 1]
    assert not Assignment.objects.exists()

    one, two, _three = applications
    chosen = [f"{one.pk}-{reviewers[0].pk}", f"{two.pk}-{reviewers[0].pk}", ""]
    browser.post(page_of(call), {"each": 1, "most": 1, "store": "1", "pair": chosen})

    asked = set(Assignment.objects.values_list("expression", "reviewer"))
    assert asked == {(one.pk, reviewers[0].pk), (two.pk, reviewers[0].pk)}
    assert Letter.objects.filter(kind="hubs.reviewer_assigned").count() == 2


def test_the_page_says_why_it_cannot_be_done(call, applications, reviewers, carla, as_user):
    for reviewer in reviewers[:2]:
        join(applications[0].hub, reviewer)

    alone = as_user(carla).post(page_of(call), {"each": 2, "most": 9}).content.decode()
    together = as_user(carla).post(page_of(call), {"each": 1, "most": 0}).status_code
    few = as_user(carla).post(page_of(call), {"each": 3, "most": 1}).content.decode()

    assert "Hub A needs 1 reviewer more than can be asked. Can be asked: Pia." in alone
    assert "Of the others: 2 may not read it, by a conflict of interest" in alone
    assert "lower the number for each application, or invite more reviewers" in alone
    assert together == 422
    assert "It cannot be done like this" in few


def test_loads_do_not_tell_who_evaluates_what_is_hidden(call, applications, reviewers, carla, as_user):
    hidden, seen, _third = applications
    declare(carla, hidden, conflict=True)
    nele, olaf, _pia = reviewers
    ask(hidden, nele)
    ask(seen, olaf)

    page = as_user(carla).post(page_of(call), {"each": 9, "most": 9})

    assert dict(page.context["loads"]) == {"Nele": 0, "Olaf": 1, "Pia": 0}


def csv(*lines):
    return {"file": SimpleUploadedFile("a.csv", "\n".join(["application,reviewer", *lines]).encode())}


def test_a_table_asks_by_number_or_short_name(call, applications, reviewers, carla, as_user):
    one, two, _three = applications
    table = (f"{one.pk},nele@example.org", f"{two.hub.slug},OLAF@example.org")
    address = page_of(call, "import_assignments")

    as_user(carla).post(address, csv(*table))
    page = as_user(carla).post(address, csv(*table), follow=True)

    assert Assignment.objects.count() == 2
    assert "0 reviewers asked, 2 were asked before." in page.content.decode()


def test_a_wrong_table_asks_nobody_and_says_line_and_column(call, applications, reviewers, carla, as_user):
    one = applications[0]
    join(one.hub, reviewers[0])
    table = ("nowhere,olaf@example.org", f"{one.pk},nobody@example.org", f"{one.pk},nele@example.org")

    page = as_user(carla).post(page_of(call, "import_assignments"), csv(f"{one.pk},olaf@example.org", *table))

    words = page.content.decode()
    assert page.status_code == 422
    for place in ("line 3, application", "line 4, reviewer", "line 5, reviewer: There is a conflict"):
        assert place in words
    assert not Assignment.objects.exists()


def test_all_faults_of_a_table_are_told_at_once(call, applications, reviewers, carla, as_user):
    torn = csv(f"{applications[0].pk},olaf@example.org", "nowhere,olaf@example.org", "only one cell")

    page = as_user(carla).post(page_of(call, "import_assignments"), torn)

    assert [fault.partition(":")[0] for fault in page.context["faults"]] == ["line 3, application", "line 4"]
    assert not Assignment.objects.exists()


def test_a_file_that_is_no_table_is_refused(call, carla, as_user):
    for content in (b"", b"\xff\xfe", b"a,b\n1,2"):
        answer = as_user(carla).post(
            page_of(call, "import_assignments"), {"file": SimpleUploadedFile("a.csv", content)}
        )
        assert answer.status_code == 422


# agreement


def test_agreement_is_told_in_a_figure_and_in_words(call, applications, reviewers, carla, as_user):
    for place, application in enumerate(applications):
        for reviewer in reviewers:
            make_evaluation(application, reviewer, marks=place + 2)

    page = as_user(carla).get(page_of(call, "agreement"))

    assert page.context["overall"] == {
        "figure": "1.000",
        "words": "reviewers agree well",
        "short": "well",
        "tone": "good",
    }
    assert [row["range"] for row in page.context["rows"]] == ["0.00"] * 3
    assert page.context["widest"] == []


def test_where_reviewers_differ_most_stands_first(call, applications, reviewers, carla, as_user):
    for marks, application in zip([(1, 5), (2, 3), (4, 4)], applications, strict=True):
        for mark, reviewer in zip(marks, reviewers, strict=False):
            make_evaluation(application, reviewer, marks=mark)

    page = as_user(carla).get(page_of(call, "agreement"))

    assert [(row["hub"], row["range"]) for row in page.context["widest"]][:4] == [
        ("Hub A", "4"),
        ("Hub A", "4"),
        ("Hub A", "4"),
        ("Hub B", "1"),
    ]


def test_a_conflict_takes_its_application_out_of_the_figures(call, applications, reviewers, carla, as_user):
    for application in applications[:2]:
        make_evaluation(application, reviewers[0], marks=1)
        make_evaluation(application, reviewers[1], marks=5)
    declare(carla, applications[0], conflict=True)

    page = as_user(carla).get(page_of(call, "agreement"))

    assert {row["hub"] for row in page.context["widest"]} == {"Hub B"}
    assert [row["units"] for row in page.context["rows"]] == [1, 1, 1]


@pytest.mark.parametrize("name", ["sharing", "agreement"])
def test_both_pages_cost_as_much_for_thirty_as_for_three(call, reviewers, carla, as_user, budget, name):
    fill(call, reviewers, 3)
    few = budget(as_user(carla), page_of(call, name))
    fill(call, reviewers, 27)

    assert budget(as_user(carla), page_of(call, name)).queries == few.queries
    assert Call.objects.count() == 1


def fill(call, reviewers, number):
    for _ in range(number):
        expression = make_expression(call, make_hub())
        for reviewer in reviewers[:2]:
            make_evaluation(expression, reviewer, marks=3)
