"""Whatever is changed in the data of a dossier is found, though its tables and manifest be changed alike."""

import copy
import json

import pytest
from django.urls import reverse

from hubs.dossier.aftermath import seals
from hubs.dossier.collecting import data_of
from hubs.dossier.reckoning import ranking_in, stability_in
from hubs.dossier.sealing import MARKS, WORDS, seal_of_marks
from hubs.dossier.verifying.following import Note, of_trail
from hubs.dossier.verifying.whole import of_data
from hubs.models import Call, Declaration, Evaluation, Redress
from hubs.operations.evaluations import reopen_evaluation, submit_evaluation
from hubs.operations.retention import clear_expression
from hubs.operations.standings import refresh_standing
from tests.factories import make_evaluation
from tests.hubs.selection_story import Story
from twinning.core.digest import digest_of
from twinning.trail.models import Trace
from twinning.trail.operations import leave_trace

pytestmark = pytest.mark.django_db


@pytest.fixture
def story():
    return Story().evaluated()


def is_found(data, path):
    """Whether the dossier is said not to hold; the trail holds by itself, and is long."""
    try:
        if path[0] in ("trail", "seals"):
            return any(of_trail(data))
        fitting = data if path[0] in ("ranking", "stability") else made_to_fit(data)
        return any(not isinstance(one, Note) for one in of_data(fitting))
    except (KeyError, TypeError, ValueError, ArithmeticError, AttributeError):
        return True  # said not to be in the format


def made_to_fit(data):
    """As somebody would who knows what follows from what."""
    hubs = {one["application"]: one["hub"] for one in data["applications"]}
    decided = {one["application"]: one for one in data["decisions"]}
    undecided = {"outcome": None, "by_hand": None, "reason": "", "reserve": None}
    rows = [
        row
        | {"hub": hubs[row["application"]], "decision": one["outcome"]}
        | {name: one[name] for name in ("by_hand", "reason", "reserve")}
        for row in ranking_in(data)
        for one in [decided.get(row["application"], undecided)]
    ]
    return data | {"ranking": rows, "stability": stability_in(data)}


def leaves(data, path=()):
    """The path to each value that holds no other."""
    children = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    if not isinstance(data, dict | list) or not data:
        yield path
    for name, child in children:
        yield from leaves(child, (*path, name))


def changed(data, path):
    """The data with another value there, of the same kind."""
    if not path:
        return another(data)
    name, *rest = path
    other = copy.copy(data)
    other[name] = changed(data[name], rest)
    return other


def another(value):
    match value:
        case bool():
            return not value
        case int():
            return value + 1
        case None:
            return "2026-01-01T00:00:00+00:00"
        case dict():
            return {"impact": "4.00"}
        case list():
            return ["impact"]
    try:
        return f"{float(value) + 0.5:.2f}"
    except ValueError:
        return f"{value}x"


def unsealed(data):
    """The paths at which another value is not found, without what is numbered."""
    return {
        ".".join("*" if isinstance(name, int) or name.startswith("user ") else name for name in path)
        for path in leaves(data)
        if not is_found(changed(data, path), path)
    }


def test_a_selection_by_operations_alone_holds_and_leaves_nothing_to_be_noted(story):
    assert list(of_data(data_of(story.decided().call))) == []


# What may be put right at any time, and is told as it stands today: hubs are known by their short names,
# people by their numbers, and these are sealed. The region of an application without a rank decides nothing.
OF_TODAY = {"applications.*.hub", "applications.*.country", "applications.*.region"}
OF_TODAY |= {"people.*.name", "people.*.email"}
# What is not decided before the release seals it: proposals are made anew until then.
OPEN = {"decisions.*.outcome", "decisions.*.proposed", "decisions.*.reserve", "decisions.*.decided_by"}
OPEN |= {"decisions.*.decided_at", "decisions.*.reason"}


def test_each_value_of_a_released_dossier_is_sealed_but_for_what_is_told_as_of_today(story):
    assert unsealed(data_of(story.released().call)) == OF_TODAY


def test_before_the_release_proposals_alone_can_be_others(story):
    assert unsealed(data_of(story.decided().call)) == OF_TODAY | OPEN


@pytest.fixture
def data(story):
    return data_of(story.released().call)


def without(data, *chains):
    """The trail as if these records had never been, and its ends with it."""
    trail = [one for one in data["trail"] if (one["subject"], one["subject_id"]) not in chains]
    return data | {"trail": trail, "seals": seals(trail)}


def drop_an_evaluation(data):
    """One that changes nothing in the ranking."""
    one = next(one for one in data["evaluations"] if one["application"] == "aveiro")
    rest = [each for each in data["evaluations"] if each != one]
    chains = ("hubs.evaluation", one["id"]), ("hubs.assignment", one["assignment"])
    return without(data, *chains) | {"evaluations": rest}


def drop_an_application(data):
    """With all that belongs to it."""
    gone = next(one for one in data["applications"] if one["application"] == "cork")
    parts = ("applications", "declarations", "evaluations", "consensus", "decisions", "redress")
    rest = {name: [one for one in data[name] if one["application"] != "cork"] for name in parts}
    chains = [("hubs.expression", gone["id"])]
    for name, subject in (("evaluations", "evaluation"), ("consensus", "consensus"), ("redress", "redress")):
        theirs = [one for one in data[name] if one["application"] == "cork"]
        chains += [(f"hubs.{subject}", one["id"]) for one in theirs]
        chains += [("hubs.assignment", one["assignment"]) for one in theirs if "assignment" in one]
    return without(data, *chains) | rest


def drop_a_consensus(data):
    one = next(one for one in data["consensus"] if one["agreed"])
    return without(data, ("hubs.consensus", one["id"])) | {"consensus": []}


def drop_a_complaint(data):
    [one] = data["redress"]
    return without(data, ("hubs.redress", one["id"])) | {"redress": []}


def drop_a_replacement(data):
    return data | {"replacements": []}


def drop_a_declaration(data):
    return data | {"declarations": data["declarations"][1:]}


def drop_the_trail_of_the_call(data):
    [key] = {one["subject_id"] for one in data["trail"] if one["subject"] == "hubs.call"}
    return without(data, ("hubs.call", key))


def exchange_two_reviewers(data):
    """Of one application, so that its mean stays."""
    rows = copy.deepcopy(data["evaluations"])
    first, second = (one for one in rows if one["application"] == "bergen" and one["counts"])
    first["reviewer"], second["reviewer"] = second["reviewer"], first["reviewer"]
    return data | {"evaluations": rows}


def write_a_chain_anew(data):
    """Another mark with a seal of its own, where a consensus counts: the release has sealed it as well."""
    rows, trail = copy.deepcopy(data["evaluations"]), copy.deepcopy(data["trail"])
    one = next(one for one in rows if one["application"] == "aveiro")
    about = next(each["id"] for each in data["applications"] if each["application"] == "aveiro")
    one["marks"]["impact"] = "0.50"
    before = ""
    for trace in trail:
        if (trace["subject"], trace["subject_id"]) == ("hubs.evaluation", one["id"]):
            if MARKS in trace["detail"]:
                trace["detail"][MARKS] = seal_of_marks("evaluation", one, about, one["salts"]["marks"])
            trace["before"] = before
            names = ("subject", "subject_id", "number", "step", "actor", "at", "detail", "before")
            before = trace["seal"] = digest_of([trace[name] for name in names])
    return data | {"evaluations": rows, "trail": trail, "seals": seals(trail)}


FORGERIES = [
    drop_an_evaluation, drop_an_application, drop_a_consensus, drop_a_complaint, drop_a_replacement,
    drop_a_declaration, drop_the_trail_of_the_call, exchange_two_reviewers, write_a_chain_anew,
]  # fmt: skip


def test_what_is_left_out_or_exchanged_is_found_though_all_else_be_made_to_fit(data):
    assert [one.__name__ for one in FORGERIES if not is_found(one(data), ("all",))] == []


# what is never told


def test_the_trail_tells_neither_marks_nor_words_nor_what_seals_are_reckoned_with(story):
    data = data_of(story.released().call)
    trail = json.dumps(
        [one for one in data["trail"] if one["subject"] in ("hubs.evaluation", "hubs.consensus")]
    )
    salts = [
        salt for name in ("evaluations", "consensus") for one in data[name] for salt in one["salts"].values()
    ]
    salts += [one["salt"] for one in [*data["declarations"], *data["redress"], data["call"]]]

    assert len([salt for salt in salts if salt]) > 20
    for secret in [*filter(None, salts), "4.50", "To the panel.", "To the hub.", "At length.", "abstain"]:
        assert secret not in trail


def test_the_same_marks_handed_in_again_have_another_seal(story):
    evaluation = Evaluation.objects.get(
        assignment__expression__hub__slug="bergen", assignment__reviewer=story.rui
    )
    reopen_evaluation(evaluation, by=story.rui)
    submit_evaluation(evaluation, by=story.rui)

    first, second = Trace.objects.of(evaluation).filter(step="submit")
    assert first.detail[MARKS] != second.detail[MARKS]
    assert first.detail[WORDS] != second.detail[WORDS]


def test_no_page_of_the_office_shows_what_seals_are_reckoned_with(story, as_user):
    browser, call = as_user(story.released().office), story.call
    names = ["expression", "assignment", "redress", "call"]
    addresses = [reverse(f"admin:hubs_{name}_changelist") for name in names]
    addresses += [reverse("admin:trail_trace_changelist"), reverse("admin:hubs_call_change", args=[call.pk])]
    sealed = Trace.objects.filter(step__in=["submit", "agree", "release", "declare_conflict", "file"])
    addresses += [reverse("admin:trail_trace_change", args=[trace.pk]) for trace in sealed]
    for expression in call.expressions.all():
        addresses += [reverse("admin:hubs_expression_change", args=[expression.pk])]
        addresses += [reverse("admin:hubs_expression_layers", args=[expression.pk])]
    addresses += [reverse(f"admin:hubs_call_ranking{end}", args=[call.pk]) for end in ("", "_csv", "_json")]
    told = "".join(browser.get(one, follow=True).text for one in addresses)

    assert "seal_of_marks" in told
    salts = {salt for pair in Evaluation.objects.values_list("salt", "words_salt") for salt in pair if salt}
    salts |= set(Declaration.objects.values_list("words_salt", flat=True)) | {Call.objects.get().salt}
    assert [salt for salt in salts if salt and salt in told] == []


# what goes after its time


def test_words_that_went_after_their_time_leave_the_dossier_holding_and_nothing_to_guess_with(story):
    cork = story.released().applications["cork"]
    for name in ("cork", "delft", "evora"):
        clear_expression(story.applications[name])

    assert list(of_data(data_of(story.call))) == []
    assert set(Evaluation.objects.filter(assignment__expression=cork).values_list("words_salt")) == {("",)}
    assert set(Redress.objects.values_list("words_salt")) == {("",)}


def test_words_that_were_taken_out_before_their_time_are_found(data):
    gone = {"comments": {}, "to_hub": {}, "comment": "", "comment_to_hub": "", "text": "", "finding": ""}
    gone |= {"reason": "", "salt": None, "salts": {"marks": None, "words": None}}
    for part in ("evaluations", "consensus", "redress", "declarations"):
        rows = [one | {name: value for name, value in gone.items() if name in one} for one in data[part]]
        for one, was in zip(rows, data[part], strict=True):
            if "salts" in one:
                one["salts"] = was["salts"] | {"words": None}
        assert is_found(data | {part: rows}, (part,)), part


# what is older than the seals


def test_what_was_handed_in_before_there_were_seals_is_noted_and_no_difference(call, submitted, rosa, carla):
    evaluation = make_evaluation(submitted, rosa, marks=4)
    leave_trace(call, "publish", by=carla)
    leave_trace(submitted, "submit", by=carla, digest=submitted.submission.digest)
    leave_trace(evaluation.assignment, "accept", by=rosa)
    leave_trace(evaluation, "submit", by=rosa)
    refresh_standing(submitted)

    told = list(of_data(data_of(call)))

    assert [type(one) for one in told] == [Note, Note]
    assert "published before its rules were sealed" in told[0]
    assert "1 of 1 in the layer evaluation" in told[1]
