"""What the evaluation keeps secret: others' marks before one's own, names of reviewers, names of hubs."""

import io

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader, PdfWriter

from hubs.models import Answer, Attachment, Call, Consensus, Evaluation, Expression, Submission
from hubs.operations.assignments import assign_reviewer
from hubs.operations.consensus import name_rapporteur
from hubs.operations.evaluations import reopen_evaluation
from hubs.operations.submissions import freeze_expression
from hubs.states import AssignmentStatus, AttachmentStatus, EvaluationStatus
from tests.factories import make_evaluation, make_expression, make_hub
from tests.factories_calls import make_closed_call
from tests.factories_evaluating import ask, make_consensus, make_reviewer
from twinning.accounts.models import Letter
from twinning.core.errors import Refused

SECRET = "A secret judgement."


@pytest.fixture
def call(db):
    """Evaluation begins when hubs can change nothing any more."""
    return make_closed_call()


@pytest.fixture
def rui(db):
    return make_reviewer("Rui Reviewer")


@pytest.fixture
def theirs(submitted, rui):
    """What another reviewer has handed in."""
    evaluation = make_evaluation(submitted, rui, marks=1.5)
    evaluation.scores.update(comment=SECRET, comment_to_hub=SECRET)
    Evaluation.objects.filter(pk=evaluation.pk).update(comment=SECRET, comment_to_hub=SECRET)
    return evaluation


def hand_in(evaluation):
    Evaluation.objects.filter(pk=evaluation.pk).update(status=EvaluationStatus.SUBMITTED)
    evaluation.scores.update(mark=4)


def pages_of(mine):
    consensus = Consensus.objects.filter(expression=mine.assignment.expression).first()
    addresses = [mine.get_absolute_url(), reverse("hubs:reviews"), reverse("desk")]
    return addresses + ([consensus.get_absolute_url()] if consensus else [])


def read(browser, addresses):
    return "".join(browser.get(address).content.decode() for address in addresses)


# others' marks


@pytest.mark.parametrize("shares", [True, False])
@pytest.mark.parametrize("is_in", [True, False])
def test_others_marks_are_read_once_ones_own_are_in_where_the_call_wants_it(
    submitted, theirs, rosa, as_user, shares, is_in
):
    Call.objects.update(shares_reviews=shares)
    mine = make_evaluation(submitted, rosa)
    if is_in:
        hand_in(mine)

    page = read(as_user(rosa), pages_of(mine))
    opened = as_user(rosa).get(theirs.get_absolute_url())

    assert (SECRET in page) == (shares and is_in)
    assert (opened.status_code == 200) == (shares and is_in)
    assert set(Evaluation.objects.visible_to(rosa)) == ({mine, theirs} if shares and is_in else {mine})


def test_a_draft_of_another_is_never_read(submitted, theirs, rosa):
    Call.objects.update(shares_reviews=True)
    hand_in(make_evaluation(submitted, rosa))
    Evaluation.objects.filter(pk=theirs.pk).update(status=EvaluationStatus.DRAFT)

    assert theirs not in Evaluation.objects.visible_to(rosa)


def test_marks_on_other_applications_are_not_read(call, submitted, rosa, rui):
    Call.objects.update(shares_reviews=True)
    hand_in(make_evaluation(submitted, rosa))
    elsewhere = make_evaluation(make_expression(call, make_hub()), rui, marks=2)

    assert elsewhere not in Evaluation.objects.visible_to(rosa)


def test_the_rapporteur_reads_them_whatever_the_call_says(submitted, theirs, rosa):
    mine = make_evaluation(submitted, rosa)
    make_consensus(submitted, rosa)
    assert theirs not in Evaluation.objects.visible_to(rosa)

    hand_in(mine)

    assert theirs in Evaluation.objects.visible_to(rosa)


def test_who_has_read_the_others_does_not_change_their_own(submitted, theirs, rosa):
    Call.objects.update(shares_reviews=True)
    mine = make_evaluation(submitted, rosa, marks=4)

    with pytest.raises(Refused, match="You could read the others"):
        reopen_evaluation(mine, by=rosa)


def test_another_can_be_read_and_never_written(submitted, theirs, rosa, as_user):
    Call.objects.update(shares_reviews=True)
    hand_in(make_evaluation(submitted, rosa))
    for name in ("revise_evaluation", "answer_evaluation", "submit_evaluation", "reopen_evaluation"):
        address = reverse(f"hubs:{name}", args=[theirs.pk])
        assert as_user(rosa).post(address, {"writer": rosa.pk}).status_code == 403


# names of reviewers


@pytest.mark.parametrize("blind", [True, False])
def test_names_of_reviewers_are_hidden_where_the_call_says_so(submitted, theirs, rosa, as_user, blind):
    Call.objects.update(shares_reviews=True, blind_reviewers=blind)
    mine = make_evaluation(submitted, rosa)
    hand_in(mine)
    make_consensus(submitted, theirs.assignment.reviewer, marks=3)

    page = read(as_user(rosa), [*pages_of(mine), theirs.get_absolute_url()])

    assert SECRET in page
    assert ("Rui" in page) != blind
    assert ("Reviewer A" in page) == blind


def test_the_office_knows_all_names(submitted, theirs, carla, as_user):
    Call.objects.update(blind_reviewers=True)
    carla.declarations.create(expression=submitted, conflict=False)

    page = as_user(carla).get(reverse("admin:hubs_expression_layers", args=[submitted.pk]))

    assert "Rui" in page.content.decode()


# names of hubs

NAMES = ("Atlantic Hub", "ATLH", "Hub do Atlântico", "atlantic.example", "Lisboa", "Helps young firms")


@pytest.fixture
def blind(call, ines_hub, ines, rosa, carla):
    """An application that gives its hub away wherever it can, given to Rosa in a blind call."""
    Call.objects.update(blind_hubs=True)
    facts = {
        "acronym": "ATLH",
        "native_name": "Hub do Atlântico",
        "website": "https://www.atlantic.example/",
        "city": "Lisboa",
    }
    type(ines_hub).objects.update(**facts)
    ines_hub.refresh_from_db()
    call.refresh_from_db()
    expression = make_expression(call, ines_hub)
    words = "We, the Atlantic Hub (ATLH, hub do atlantico, www.atlantic.example), bring a test bed."
    Answer.objects.update_or_create(expression=expression, code="motivation", defaults={"value": words})
    Attachment.objects.create(
        expression=expression,
        field="question-plan",
        name="plan of Atlantic Hub.pdf",
        file=ContentFile(a_pdf(), name="x.pdf"),
        content_type="application/pdf",
        size=1,
        digest="x",
        status=AttachmentStatus.CLEAN,
    )
    submission = freeze_expression(expression, by=ines, at=timezone.now())
    Expression.objects.filter(pk=expression.pk).update(submission=submission)
    expression.refresh_from_db()
    assign_reviewer(expression, reviewer=rosa, by=carla)
    return expression


def a_pdf():
    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    writer.add_metadata({"/Author": "Atlantic Hub", "/Title": "Plan of ATLH"})
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()


def names_in(text):
    return [name for name in NAMES if name.lower() in text.lower()]


def test_no_page_of_the_reviewer_names_the_hub(blind, rosa, rui, as_user):
    assignment = blind.assignments.get()
    browser = as_user(rosa)
    assert names_in(read(browser, [reverse("hubs:reviews"), reverse("desk")])) == []
    assert browser.get(assignment.get_absolute_url()).url == reverse(
        "hubs:declare_call", args=[blind.call.slug]
    )

    browser.post(reverse("hubs:declare_call", args=[blind.call.slug]))
    evaluation = Evaluation.objects.get()
    hand_in(evaluation)
    make_consensus(blind, rosa)
    steps = [reverse(f"hubs:{name}_assignment", args=[assignment.pk]) for name in ("recuse",)]
    steps.append(reverse("hubs:reopen_evaluation", args=[evaluation.pk]))
    pages = {page: read(browser, [page]) for page in [*pages_of(evaluation), *steps]}

    assert {page: names_in(words) for page, words in pages.items() if names_in(words)} == {}
    assert "bring a test bed" in pages[evaluation.get_absolute_url()]
    assert f"Application {blind.pk}" in pages[evaluation.get_absolute_url()]


def test_the_application_and_its_receipt_do_not_exist_for_the_reviewer(blind, rosa, as_user):
    as_user(rosa).post(reverse("hubs:declare_call", args=[blind.call.slug]))

    assert not Expression.objects.visible_to(rosa).exists()
    assert not Submission.objects.visible_to(rosa).exists()
    for name in ("submission", "submission_pdf"):
        assert as_user(rosa).get(reverse(f"hubs:{name}", args=[blind.submission_id])).status_code == 404
    assert as_user(rosa).get(blind.get_absolute_url()).status_code == 404
    hub = as_user(rosa).get(blind.hub.get_absolute_url()).content.decode()
    assert f"/expressions/{blind.pk}/" not in hub


def test_files_come_without_the_hubs_name(blind, rosa, as_user):
    as_user(rosa).post(reverse("hubs:declare_call", args=[blind.call.slug]))
    file = Attachment.objects.get()

    answer = as_user(rosa).get(file.get_absolute_url())

    read = PdfReader(io.BytesIO(answer.content))
    assert names_in(answer["Content-Disposition"]) == []
    assert names_in(str(dict(read.metadata or {}))) == []
    assert len(read.pages) == 1


def test_the_hub_and_the_office_have_the_file_as_it_is(blind, ines, carla, as_user):
    carla.declarations.create(expression=blind, conflict=False)
    for person in (ines, carla):
        answer = as_user(person).get(Attachment.objects.get().get_absolute_url())
        assert "Atlantic" in answer["Content-Disposition"]
        assert "Atlantic Hub" in str(PdfReader(io.BytesIO(answer.content)).metadata)


def test_letters_to_the_reviewer_do_not_name_the_hub(
    blind, rosa, carla, django_capture_on_commit_callbacks, mailoutbox
):
    as_rosa = blind.assignments.get()
    with django_capture_on_commit_callbacks(execute=True):
        other = make_reviewer("Nele")
        assign_reviewer(blind, reviewer=other, by=carla)
        type(as_rosa).objects.filter(pk=as_rosa.pk).update(status=AssignmentStatus.ACCEPTED)
        name_rapporteur(blind, rapporteur=rosa, by=carla)

    assert len(mailoutbox) == 2
    assert [names_in(f"{mail.subject} {mail.body}") for mail in mailoutbox] == [[], []]
    assert Letter.objects.count() >= 2


def test_declaring_lists_the_hubs_of_the_call_and_ties_none_to_an_application(blind, call, rosa, as_user):
    others = [make_expression(call, make_hub(f"Hub of {word}")) for word in ("Zeal", "Amity")]

    page = as_user(rosa).get(reverse("hubs:declare_call", args=[call.slug]))

    assert [row["name"] for row in page.context["asked"]] == ["Atlantic Hub", "Hub of Amity", "Hub of Zeal"]
    assert {row["value"] for row in page.context["asked"]} == {blind.hub_id, *(one.hub_id for one in others)}
    assert "bring a test bed" not in page.content.decode()


def test_a_conflict_by_name_hides_the_application_by_number(blind, rosa, as_user):
    address = reverse("hubs:declare_call", args=[blind.call.slug])

    as_user(rosa).post(address, {"hubs": [blind.hub_id], "reason": "A cousin."})

    assert blind.assignments.get().status == AssignmentStatus.RECUSED
    assert f"Application {blind.pk}" not in read(as_user(rosa), [reverse("hubs:reviews"), reverse("desk")])


def test_the_order_of_the_desk_does_not_tell_the_alphabet(blind, call, rosa, as_user):
    """By the numbers shown, not by the names hidden."""
    first = make_expression(call, make_hub("Aardvark Hub"))
    ask(first, rosa, AssignmentStatus.ACCEPTED)
    ask_blind = blind.assignments.get()
    type(ask_blind).objects.update(status=AssignmentStatus.ACCEPTED)
    for assignment in rosa.assignments.all():
        Evaluation.objects.get_or_create(assignment=assignment)

    rows = as_user(rosa).get(reverse("hubs:reviews")).context["groups"]["to_mark"]

    assert [row["hub"] for row in rows] == sorted(row["hub"] for row in rows)
