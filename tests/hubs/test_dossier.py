"""The dossier: all that an auditor needs, reckoned again from the file alone."""

import json
import zipfile
from datetime import timedelta
from hashlib import sha256
from io import BytesIO, StringIO

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from hubs.dossier.collecting import data_of
from hubs.dossier.printing import context_of
from hubs.dossier.verifying.whole import differences
from hubs.dossier.writing import packed
from hubs.models import (
    Assignment,
    Consensus,
    Declaration,
    Evaluation,
    Hub,
    Outcome,
    Paper,
    PaperKind,
    Reviewer,
    Standing,
)
from hubs.operations import papers
from hubs.operations.affiliations import compare_hub
from hubs.operations.assignments import recuse_assignment
from hubs.operations.conflicts import declare_interest, name_earlier_partners
from hubs.operations.decisions import decide_expression, propose_decisions
from hubs.operations.expressions import withdraw_expression
from hubs.operations.redress import file_redress, reject_redress
from hubs.operations.releasing import release_call
from hubs.operations.standings import refresh_standings
from hubs.states import PaperStatus
from tests.factories import (
    join,
    make_call,
    make_evaluation,
    make_expression,
    make_hub,
    make_region,
    make_user,
)
from tests.factories_calls import make_closed_call
from tests.factories_evaluating import declare, make_consensus
from twinning.accounts.models import Role
from twinning.core.errors import Refused
from twinning.trail.models import Trace
from twinning.trail.operations import leave_trace


@pytest.fixture
def call(db, carla):
    """Five applications, one with a consensus and two tied, decided and released."""
    call = make_call(slug="first", closes_at=timezone.now() - timedelta(days=1), redress_days=30)
    reviewers = [make_user(f"Reviewer {number}", role=Role.REVIEWER) for number in range(3)]
    made = []
    for name, mark in [("Aveiro", 5), ("Bergen", 4), ("Cork", 4), ("Delft", 2), ("Evora", 4.5)]:
        expression = make_expression(call, make_hub(name, slug=name.lower()))
        for number, reviewer in enumerate(reviewers):
            make_evaluation(expression, reviewer, marks=max(0, mark - number / 2))
        Standing.objects.create(expression=expression, call=call, region=expression.hub.region)
        made.append(expression)
    declare(reviewers[0], made[0], reason="")
    make_consensus(made[4], reviewers[0], marks=4.5)
    leave_traces(call)
    refresh_standings(call)
    propose_decisions(call, by=carla)
    decide_expression(made[0], outcome=Outcome.RESERVE, reason="Is not connected yet.", by=carla)
    propose_decisions(call, by=carla)
    release_call(call, by=carla)
    return call


def leave_traces(call):
    """As operations left them before there were seals."""
    leave_trace(call, "publish", by=None)
    for expression in call.expressions.all():
        leave_trace(expression, "submit", by=None, digest=expression.submission.digest)
    for said in Declaration.objects.all():
        leave_trace(said.expression, "declare_none", by=said.user)
    for evaluation in Evaluation.objects.all():
        leave_trace(evaluation.assignment, "accept", by=evaluation.assignment.reviewer)
        leave_trace(evaluation, "submit", by=evaluation.assignment.reviewer)
    for consensus in Consensus.objects.all():
        leave_trace(consensus, "agree", by=consensus.rapporteur)


@pytest.fixture
def file(call, tmp_path):
    path = tmp_path / "dossier.zip"
    call_command("dossier", call="first", out=path, stdout=StringIO())
    return path


def changed(file, tmp_path, change, **manifested):
    """The same archive with other data, and a manifest that fits them."""
    other = tmp_path / "changed.zip"
    with zipfile.ZipFile(file) as before, zipfile.ZipFile(other, "w") as after:
        for name in before.namelist():
            content = before.read(name)
            if name == "data.json":
                data = json.loads(content)
                change(data)
                content = json.dumps(data).encode()
            if name == "manifest.json":
                continue
            after.writestr(name, content)
        manifest = json.loads(before.read("manifest.json"))
    _rewrite_manifest(other, manifest | manifested)
    return other


def _rewrite_manifest(path, manifest):
    with zipfile.ZipFile(path) as archive:
        files = {name: sha256(archive.read(name)).hexdigest() for name in archive.namelist()}
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("manifest.json", json.dumps(manifest | {"files": files}))


def test_a_dossier_holds(file):
    assert differences(file) == []
    said = StringIO()
    call_command("verify_dossier", file, stdout=said)
    assert "trail is whole" in said.getvalue()


def found_late(call, assignment):
    recuse_assignment(assignment, reason="A cousin.", by=assignment.reviewer)


def partner(call, assignment):
    name_earlier_partners(assignment.reviewer, hubs=[assignment.expression.hub], by=assignment.reviewer)


def another_organisation(call, assignment):
    Reviewer.objects.create(user=assignment.reviewer, affiliation=assignment.expression.hub.name)
    compare_hub(assignment.expression.hub)


def moved(call, assignment):
    Hub.objects.filter(pk=assignment.expression.hub_id).update(region=make_region("lac"))


def left(call, assignment):
    manager = make_user()
    chosen = call.expressions.filter(status="selected").first()
    join(chosen.hub, manager)
    withdraw_expression(chosen, reason="No people.", by=manager)


@pytest.mark.parametrize("late", [found_late, partner, another_organisation, moved, left])
def test_what_is_found_after_the_release_leaves_the_dossier_verifiable(call, tmp_path, late):
    assignment = Assignment.objects.get(expression__hub__slug="aveiro", reviewer__name="Reviewer 1")
    before = Standing.objects.order_by("pk").values_list("key", "total", "evaluations")
    was = list(before)

    late(call, assignment)

    path = tmp_path / "late.zip"
    path.write_bytes(packed(call))
    assert differences(path) == []
    assert list(before.all()) == was


def test_a_conflict_found_after_the_release_hides_the_application(call, as_user):
    assignment = Assignment.objects.get(expression__hub__slug="aveiro", reviewer__name="Reviewer 1")
    browser = as_user(assignment.reviewer)
    answer = browser.post(reverse("hubs:recuse_assignment", args=[assignment.pk]), {"reason": "A cousin."})

    assert answer.status_code == 302
    page = browser.get(assignment.get_absolute_url())
    assert page.status_code == 200
    assert "hidden from you" in page.content.decode()
    assert browser.get(assignment.evaluation.get_absolute_url()).status_code == 404


def test_it_holds_what_it_promises(file):
    with zipfile.ZipFile(file) as archive:
        assert sorted(archive.namelist()) == [
            "README.txt", "data.json", "decisions.csv", "declarations.csv", "dossier.pdf", "manifest.json",
            "marks.csv", "ranking.csv",
        ]  # fmt: skip
        data = json.loads(archive.read("data.json"))
        assert archive.read("dossier.pdf").startswith(b"%PDF")
    assert {row["application"]: row["rank"] for row in data["ranking"]} == {
        "aveiro": 1, "evora": 1, "bergen": 3, "cork": 3, "delft": 5,
    }  # fmt: skip
    assert len(data["evaluations"]) == 15


def test_on_paper_declarations_stand_by_people_and_marks_by_applications(call):
    aveiro, person = call.expressions.get(hub__slug="aveiro"), make_user("Reviewer 9", role=Role.REVIEWER)
    declare(person, call.expressions.get(hub__slug="cork"))
    declare(person, aveiro, conflict=True, reason="A cousin.")

    told = context_of(call, data_of(call))

    assert told["declared"][-1] == {
        "name": "Reviewer 9",
        "free": ["Cork"],
        "conflicts": [{"hub": "Aveiro", "reason": "A cousin."}],
    }
    given = {one["hub"]: one["lines"] for one in told["evaluations"]}
    assert [line["name"] for line in given["Aveiro"]] == ["Reviewer 0", "Reviewer 1", "Reviewer 2"]
    assert "excellence 4.50" in given["Aveiro"][1]["marks"]
    assert [one["hub"] for one in told["agreed"]] == ["Evora"]


def raise_a_mark(data):
    data["evaluations"][9]["marks"]["impact"] = "5.00"


def lower_a_rank(data):
    data["ranking"][0]["rank"] = 2


def turn_a_decision(data):
    next(one for one in data["decisions"] if one["by_hand"])["outcome"] = "not_selected"


def take_a_reason(data):
    next(one for one in data["decisions"] if one["by_hand"])["reason"] = ""


def turn_a_proposal(data):
    next(one for one in data["decisions"] if not one["by_hand"])["proposed"] = "reserve"


def smooth_the_stability(data):
    data["stability"]["steady"] += 1


def change_a_trace(data):
    data["trail"][1]["actor"] = "user 999"


def drop_the_last_trace(data):
    data["trail"].pop()


def drop_a_chain(data):
    first = data["trail"][0]["subject_id"], data["trail"][0]["subject"]
    data["trail"] = [one for one in data["trail"] if (one["subject_id"], one["subject"]) != first]


def give_a_mark_off_the_scale(data):
    """Where a consensus counts, no figure follows from it."""
    agreed = {one["application"] for one in data["consensus"] if one["agreed"]} or {"aveiro"}
    one = next(one for one in data["evaluations"] if one["application"] in agreed)
    one["marks"]["impact"] = "NaN"


def forget_a_conflict(data):
    data["declarations"] = [one for one in data["declarations"] if not one["conflict"]]


def turn_a_redress(data):
    data["redress"][0]["status"] = "upheld"


def drop_an_application(data):
    data["ranking"].pop()


@pytest.mark.parametrize(
    "change",
    [
        raise_a_mark, lower_a_rank, turn_a_decision, take_a_reason, turn_a_proposal, smooth_the_stability,
        change_a_trace, drop_the_last_trace, drop_a_chain, drop_an_application, give_a_mark_off_the_scale,
    ],
)  # fmt: skip
def test_whatever_is_changed_in_the_data_is_found(file, tmp_path, change):
    other = changed(file, tmp_path, change)

    assert differences(other)
    with pytest.raises(SystemExit) as left:
        call_command("verify_dossier", other, stderr=StringIO())
    assert left.value.code == 2


@pytest.mark.parametrize("change", [forget_a_conflict, turn_a_redress])
def test_what_people_said_is_compared_with_the_trail(call, carla, tmp_path, change):
    manager, stranger = make_user(), make_user(role=Role.REVIEWER)
    chosen = call.expressions.order_by("pk").first()
    join(chosen.hub, manager)
    declare_interest(chosen, conflict=True, reason="A cousin.", by=stranger)
    reject_redress(file_redress(chosen, text="Unread.", by=manager), finding="It was read.", by=carla)
    path = tmp_path / "dossier.zip"
    path.write_bytes(packed(call))
    assert differences(path) == []

    assert differences(changed(path, tmp_path, change))


@pytest.mark.parametrize("name", ["ranking.csv", "marks.csv", "declarations.csv", "decisions.csv"])
def test_tables_that_say_other_than_the_data_are_found(file, tmp_path, name):
    other = tmp_path / "other.zip"
    with zipfile.ZipFile(file) as before, zipfile.ZipFile(other, "w") as after:
        for each in set(before.namelist()) - {"manifest.json"}:
            after.writestr(each, before.read(each) + (b"more,\r\n" if each == name else b""))
        manifest = json.loads(before.read("manifest.json"))
    _rewrite_manifest(other, manifest)

    assert [one.partition(":")[0] for one in differences(other)] == [name]


def as_it_is(data):
    pass


def test_a_manifest_of_another_call_is_found(file, tmp_path):
    assert differences(changed(file, tmp_path, as_it_is, call="second"))


def test_a_dossier_with_seals_does_not_pass_for_one_from_before_there_were_any(file, tmp_path):
    other = changed(file, tmp_path, as_it_is, format="twinning-dossier/1")

    assert [one for one in differences(other) if "knows of none" in one]


def without_what_came_with_the_seals(data):
    del data["call"]["salt"]
    for name in ("evaluations", "consensus", "declarations", "redress"):
        for one in data[name]:
            for key in ("id", "assignment", "salt", "salts"):
                one.pop(key, None)


def test_a_dossier_from_before_there_were_seals_holds_and_says_what_it_cannot_tell(
    carla, rosa, tmp_path, capsys
):
    call = make_closed_call()
    expression = make_expression(call, make_hub())
    make_evaluation(expression, rosa, marks=4)
    Standing.objects.create(expression=expression, call=call, region=expression.hub.region)
    refresh_standings(call)
    leave_traces(call)
    path = tmp_path / "x.zip"
    path.write_bytes(packed(call))
    old = changed(path, tmp_path, without_what_came_with_the_seals, format="twinning-dossier/1")

    call_command("verify_dossier", old)

    told = capsys.readouterr().out
    assert "Note: A dossier of the format twinning-dossier/1: nothing seals" in told
    assert sha256(old.read_bytes()).hexdigest() in told


def test_a_file_that_is_no_dossier_is_said_to_be_none(tmp_path):
    path = tmp_path / "x.zip"
    path.write_bytes(b"nothing")
    assert differences(path)
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("manifest.json", "{}")
    assert differences(path)
    assert differences(tmp_path / "missing.zip")


def test_a_file_changed_behind_the_manifest_is_found(file, tmp_path):
    with zipfile.ZipFile(file, "a") as archive:
        archive.writestr("more.txt", "x")

    assert any("more.txt" in one for one in differences(file))


def test_the_worker_makes_it_once_and_the_office_takes_it_away(call, carla, as_user, settings, tmp_path):
    browser = as_user(carla)
    url = reverse("admin:hubs_call_dossier", args=[call.pk])
    browser.post(url)
    browser.post(url)
    paper = Paper.objects.get(kind=PaperKind.DOSSIER)
    assert browser.get(reverse("hubs:paper", args=[paper.pk])).status_code == 404

    papers.make_paper(paper)
    papers.make_paper(paper)

    paper.refresh_from_db()
    assert (paper.status, paper.attempts) == (PaperStatus.MADE, 1)
    assert Trace.objects.of(call).last().detail == {"digest": paper.digest}
    got = browser.get(reverse("hubs:paper", args=[paper.pk]))
    assert zipfile.ZipFile(BytesIO(got.content)).testzip() is None
    assert paper.digest in browser.get(url).content.decode()


def test_who_has_an_interest_gets_no_dossier(call, carla, ada, as_user):
    paper = papers.ask_for_dossier(call, by=carla)
    papers.make_paper(paper)
    declare(ada, call.expressions.first(), conflict=True)

    with pytest.raises(Refused):
        papers.ask_for_dossier(call, by=ada)
    assert as_user(ada).get(reverse("hubs:paper", args=[paper.pk])).status_code == 404
    assert as_user(carla).get(reverse("hubs:paper", args=[paper.pk])).status_code == 200


@pytest.mark.parametrize("who", ["ines", "rosa"])
def test_nobody_outside_the_office_gets_a_dossier(call, carla, as_user, who, request):
    paper = papers.ask_for_dossier(call, by=carla)
    papers.make_paper(paper)

    assert (
        as_user(request.getfixturevalue(who)).get(reverse("hubs:paper", args=[paper.pk])).status_code == 404
    )


def test_an_undecided_call_has_a_dossier_that_holds_too(carla, tmp_path):
    call = make_call(closes_at=timezone.now() - timedelta(days=1))
    expression = make_expression(call, make_hub())
    Standing.objects.create(expression=expression, call=call, region=expression.hub.region)
    leave_traces(call)
    path = tmp_path / "x.zip"
    path.write_bytes(packed(call))

    assert differences(path) == []


def test_a_paper_whose_worker_died_is_made_by_the_next(call, carla):
    paper = papers.ask_for_dossier(call, by=carla)
    Paper.objects.filter(pk=paper.pk).update(
        status=PaperStatus.MAKING, attempts=1, due_at=timezone.now() - timedelta(minutes=1)
    )

    assert paper.pk in papers.requeue_overdue_papers()
    Paper.objects.filter(pk=paper.pk).update(
        status=PaperStatus.MAKING, attempts=5, due_at=timezone.now() - timedelta(minutes=1)
    )
    assert paper.pk not in papers.requeue_overdue_papers()
    assert Paper.objects.get(pk=paper.pk).status == PaperStatus.FAILED


def test_while_it_is_under_evaluation_only_who_has_declared_takes_it_away(carla, ada, as_user):
    call = make_closed_call()
    expression = make_expression(call, make_hub())

    with pytest.raises(Refused, match="declare first"):
        papers.ask_for_dossier(call, by=carla)

    declare(carla, expression)
    paper = papers.ask_for_dossier(call, by=carla)
    assert Paper.objects.visible_to(carla).contains(paper)
    assert not Paper.objects.visible_to(ada).exists()
