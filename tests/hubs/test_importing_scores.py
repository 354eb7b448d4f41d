"""Marks of a panel that met elsewhere, and the ranking as a file."""

import csv
import json
import re
from io import StringIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone

from hubs.models import Declaration, Evaluation, Score, Standing
from hubs.states import CallStatus
from tests.factories import make_evaluation, make_expression
from tests.factories_evaluating import declare, make_reviewer

HEAD = "application,reviewer,criterion,mark,comment"
GOOD = [
    "atlantic,rosa@example.org,excellence,4,Clear.",
    "atlantic,rosa@example.org,impact,3.5,",
    "atlantic,rosa@example.org,implementation,abstain,",
]


@pytest.fixture
def expression(call, ines_hub, rosa):
    type(ines_hub).objects.filter(pk=ines_hub.pk).update(slug="atlantic")
    call.slug = "first"
    call.save()
    expression = make_expression(call, ines_hub)
    Standing.objects.create(expression=expression, call=call, region=ines_hub.region)
    return expression


@pytest.fixture
def table(tmp_path):
    def write(*lines):
        path = tmp_path / "scores.csv"
        path.write_text("\n".join([HEAD, *lines]) + "\n", encoding="utf-8")
        return path

    return write


def bring_in(path, **options):
    said = StringIO()
    call_command("import_scores", path, call="first", as_json=True, stdout=said, **options)
    return json.loads(said.getvalue())


def faults(path):
    said = StringIO()
    with pytest.raises(SystemExit) as left:
        call_command("import_scores", path, call="first", as_json=True, stdout=said)
    assert left.value.code == 2
    return [(one["line"], one["column"]) for one in json.loads(said.getvalue())["faults"]]


def test_marks_are_handed_in_and_count(expression, rosa, table):
    told = bring_in(table(*GOOD))

    assert (told["created"], told["changed"], told["unchanged"]) == (3, 0, 0)
    evaluation = Evaluation.objects.submitted().get()
    assert evaluation.assignment.reviewer == rosa
    assert [(one.mark, one.abstained) for one in evaluation.scores.all()][2] == (None, True)
    assert Declaration.objects.get().conflict is False
    assert Standing.objects.get().marks == {"excellence": "4.00", "impact": "3.50"}


def test_the_same_table_again_changes_nothing(expression, rosa, table):
    bring_in(table(*GOOD))
    before = Evaluation.objects.values().get()

    told = bring_in(table(*GOOD))

    assert (told["created"], told["changed"], told["unchanged"]) == (0, 0, 3)
    assert Evaluation.objects.values().get() == before


def test_other_marks_take_the_place_of_the_earlier_ones(expression, rosa, table):
    bring_in(table(*GOOD))

    told = bring_in(table(GOOD[0].replace(",4,", ",5,"), *GOOD[1:]))

    assert (told["created"], told["changed"], told["unchanged"]) == (0, 1, 2)
    assert Standing.objects.get().marks["excellence"] == "5.00"


def test_trying_out_keeps_nothing(expression, rosa, table):
    assert bring_in(table(*GOOD), dry_run=True)["created"] == 3

    assert not Evaluation.objects.exists()


def test_a_spreadsheet_with_decimal_commas_is_read_as_it_is(expression, rosa, tmp_path):
    lines = [HEAD, *GOOD]
    path = tmp_path / "scores.csv"
    path.write_text("\ufeff" + "\r\n".join(lines).replace(",", ";").replace("3.5", "3,5"), encoding="utf-8")

    assert bring_in(path)["created"] == 3
    assert Standing.objects.get().marks["impact"] == "3.50"


@pytest.mark.parametrize(
    ("line", "column"),
    [
        ("nowhere,rosa@example.org,excellence,4,", "application"),
        ("atlantic,nobody@example.org,excellence,4,", "reviewer"),
        ("atlantic,ines@example.org,excellence,4,", "reviewer"),
        ("atlantic,rosa@example.org,beauty,4,", "criterion"),
        ("atlantic,rosa@example.org,excellence,4.2,", "mark"),
        ("atlantic,rosa@example.org,excellence,NaN,", "mark"),
        ("atlantic,rosa@example.org,excellence,,", "mark"),
        ("atlantic,rosa@example.org,impact,5,", "criterion"),  # twice
    ],
)
def test_a_fault_is_told_with_its_place_and_nothing_is_kept(expression, rosa, table, line, column):
    assert (4, column) in faults(table(*GOOD[1:], line))
    assert not Score.objects.exists()


def test_marks_on_some_criteria_only_are_a_fault(expression, rosa, table):
    assert faults(table(*GOOD[:2])) == [(2, "criterion")]


def test_a_reviewer_with_an_interest_is_a_fault(expression, rosa, table):
    declare(rosa, expression, conflict=True)

    assert (2, "reviewer") in faults(table(*GOOD))


def test_a_decided_call_keeps_its_marks(expression, rosa, table, call):
    type(call).objects.update(status=CallStatus.RELEASED)

    assert (2, "") in faults(table(*GOOD))


def test_an_unknown_call_is_said(db, table):
    with pytest.raises(CommandError):
        call_command("import_scores", table(*GOOD), call="none")
    with pytest.raises(CommandError):
        call_command("ranking", call="none")


def test_the_ranking_as_json(expression, call, rosa, table):
    bring_in(table(*[line.replace("abstain", "4") for line in GOOD]))
    said = StringIO()

    call_command("ranking", call="first", as_json=True, stdout=said)

    (row,) = json.loads(said.getvalue())
    assert row == {
        "region": "eu", "application": "atlantic", "hub": "Atlantic Hub", "evaluations": 1, "source": "mean",
        "marks": {"excellence": "4.00", "impact": "3.50", "implementation": "4.00"}, "total": "11.50",
        "weighted": "11.50", "passed": True, "rank": 1, "tied": False, "tie": "", "proposed": "selected",
        "decision": None, "by_hand": None, "reason": "", "reserve": None,
    }  # fmt: skip


def test_ties_are_explained_in_the_file(expression, call, leo, rosa):
    other = make_expression(call, expression.hub.__class__.objects.create(
        name="Bergen", slug="bergen", country="NO", region=expression.hub.region))  # fmt: skip
    Standing.objects.create(expression=other, call=call, region=other.hub.region)
    for one in (expression, other):
        make_evaluation(one, rosa, marks=4)
        from hubs.operations.standings import refresh_standing

        refresh_standing(one)
    said = StringIO()

    call_command("ranking", call="first", as_json=True, stdout=said)

    rows = json.loads(said.getvalue())
    assert [(row["rank"], row["tied"], row["proposed"]) for row in rows] == [(1, True, None), (1, True, None)]
    assert "excellence, impact, implementation" in rows[0]["tie"]


def upload(as_user, person, call, lines, **more):
    content = "\n".join([HEAD, *lines]).encode()
    file = SimpleUploadedFile("scores.csv", content, content_type="text/csv")
    return as_user(person).post(reverse("admin:hubs_call_scores", args=[call.pk]), {"file": file} | more)


def test_the_office_waits_until_the_hub_can_change_nothing(expression, call, carla, as_user):
    early = upload(as_user, carla, call, GOOD, keeps="on")

    assert (early.status_code, Evaluation.objects.count()) == (422, 0)
    assert "can still change this application" in early.content.decode()


def test_the_same_in_the_office(expression, call, carla, rosa, as_user):
    type(call).objects.update(closes_at=timezone.now())
    tried = upload(as_user, carla, call, GOOD)
    assert (tried.status_code, Evaluation.objects.count()) == (302, 0)

    kept = upload(as_user, carla, call, GOOD, keeps="on")
    wrong = upload(as_user, carla, call, [GOOD[0]], keeps="on")

    assert (kept.status_code, wrong.status_code) == (302, 422)
    assert "line 2" in wrong.content.decode()
    assert Evaluation.objects.submitted().count() == 1
    names = as_user(carla).get(reverse("admin:hubs_call_ranking_csv", args=[call.pk])).content.decode()
    assert "Atlantic Hub" in names


def test_who_has_an_interest_brings_no_marks_in(expression, call, carla, rosa, as_user):
    declare(carla, expression, conflict=True)

    answer = upload(as_user, carla, call, GOOD, keeps="on")

    assert answer.status_code == 422
    assert not Evaluation.objects.exists()


def test_a_formula_in_a_name_is_only_text_in_a_spreadsheet(expression, call, carla, as_user, ines_hub):
    type(ines_hub).objects.filter(pk=ines_hub.pk).update(name="=HYPERLINK(1)")

    page = as_user(carla).get(reverse("admin:hubs_call_ranking_csv", args=[call.pk])).content.decode()

    assert "'=HYPERLINK(1)" in page


def test_a_spreadsheet_with_decimal_commas_gets_figures_and_not_texts(expression, call, carla, rosa, as_user):
    type(call).objects.update(closes_at=timezone.now())
    upload(as_user, carla, call, GOOD, keeps="on")
    address = reverse("admin:hubs_call_ranking_csv", args=[call.pk])

    points = as_user(carla).get(address).content.decode("utf-8-sig")
    commas = as_user(carla).get(f"{address}?decimal=comma").content.decode("utf-8-sig")

    with_points = list(csv.DictReader(StringIO(points, newline="")))
    with_commas = list(csv.DictReader(StringIO(commas, newline=""), delimiter=";"))
    assert [row["impact"] for row in with_points] == ["3.50"]
    assert [row["impact"] for row in with_commas] == ["3,50"]
    assert [row["hub"] for row in with_commas] == [row["hub"] for row in with_points] == ["Atlantic Hub"]


def test_after_the_release_the_page_says_why_no_marks_are_brought_in(call, carla, as_user):
    address = reverse("admin:hubs_call_scores", args=[call.pk])
    assert 'type="file"' in as_user(carla).get(address).content.decode()
    type(call).objects.update(status=CallStatus.RELEASED)

    page = as_user(carla).get(address).content.decode()

    assert 'type="file"' not in page
    assert "its marks stay as they are" in page


def test_without_a_file_the_page_begins_at_the_fault(call, carla, as_user):
    answer = as_user(carla).post(reverse("admin:hubs_call_scores", args=[call.pk]), {"keeps": "on"})

    assert answer.status_code == 422
    assert re.search(r'class="faults"[^>]* autofocus', answer.content.decode())


@pytest.fixture(autouse=True)
def _another_reviewer(db):
    make_reviewer("Rui")
