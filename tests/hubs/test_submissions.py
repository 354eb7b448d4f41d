"""Handing in: frozen with a digest, taken back, handed in again, and what counts at the deadline."""

import io
from datetime import timedelta

import pypdf
import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hubs.application.answers import answers_of
from hubs.application.contents import content_of, said_in
from hubs.application.receipts import printed
from hubs.models import Call, Expression, LateEntry, Submission
from hubs.operations.answers import answer_field
from hubs.operations.expressions import (
    reopen_expression,
    resume_expression,
    submit_expression,
    withdraw_expression,
)
from hubs.operations.receipts import print_submission, requeue_overdue_submissions
from hubs.operations.restoring import GRACE, restore_expression, restore_unfinished
from hubs.operations.wishes import add_preference, add_wish
from hubs.states import ExpressionStatus, SubmissionStatus
from tests.factories import make_expression, make_hub
from tests.factories_applying import ask, make_attachment, make_wish
from twinning.accounts.models import Letter
from twinning.core.digest import canonical, digest_of
from twinning.core.errors import Refused
from twinning.core.letters import put_into_words
from twinning.trail.models import Trace


def change(draft, value="Changed after reopening", code="motivation"):
    answer = draft.answers.get(code=code)
    answer_field(draft, code, value, answer.version, draft.hub.members.first())


def close(draft):
    Call.objects.update(closes_at=timezone.now() - GRACE)
    return Expression.objects.get(pk=draft.pk)


def test_handing_in_freezes_every_word_with_its_digest(draft, ines):
    make_wish(draft)
    hub = make_hub("Hub Sur", region="lac")
    add_preference(draft, hub=hub, kind="avoid", by=ines)

    submission = submit_expression(draft, by=ines)

    submission.refresh_from_db()
    assert (submission.number, submission.by) == (1, ines)
    assert submission.digest == digest_of(submission.content) == digest_of(content_of(draft))
    values = {one["code"]: one["value"] for one in submission.content["fields"]}
    assert values == {"languages": ""} | answers_of(draft)
    assert submission.content["wishes"] == [{"direction": "offers", "area": "", "kind": "", "words": "A lab"}]
    assert [one["hub"] for one in submission.content["preferences"]] == [hub.slug]
    assert Expression.objects.get().submission == submission


def test_what_was_handed_in_stays_as_it_was_whatever_is_written_later(draft, ines):
    submission = submit_expression(draft, by=ines)
    before = canonical(submission.content)
    reopen_expression(draft, by=ines)
    change(draft)
    draft.hub.name = "Renamed"
    draft.hub.save()

    submission.refresh_from_db()
    assert canonical(submission.content) == before
    assert submission.digest == digest_of(submission.content)


def test_the_last_submission_counts(draft, ines):
    first = submit_expression(draft, by=ines)
    reopen_expression(draft, by=ines)
    assert Expression.objects.get().submission == first
    change(draft)
    second = submit_expression(draft, by=ines)

    assert (second.number, Expression.objects.get().submission) == (2, second)
    assert first.digest != second.digest


def test_an_unfinished_reopening_falls_back_at_the_deadline_and_the_hub_is_told(draft, ines):
    make_wish(draft, words="As handed in")
    submission = submit_expression(draft, by=ines)
    reopen_expression(draft, by=ines)
    change(draft)
    draft.wishes.all().delete()
    add_wish(draft, direction="seeks", by=ines)
    before = content_of(draft)

    assert restore_unfinished() == 0  # there is still time
    close(draft)
    assert restore_unfinished() == 1

    stored = Expression.objects.get()
    assert (stored.status, stored.submission) == (ExpressionStatus.SUBMITTED, submission)
    assert stored.submitted_at == submission.submitted_at
    assert said_in(content_of(stored)) == said_in(submission.content)
    assert stored.unfinished == before
    assert Letter.objects.filter(kind="hubs.expression_restored").count() == 1
    last = Trace.objects.of(stored).last()
    assert (last.step, last.by) == ("restore", None)
    assert restore_unfinished() == 0


def test_a_reopening_in_which_nothing_was_changed_leaves_nothing_unfinished(draft, ines):
    submit_expression(draft, by=ines)
    reopen_expression(draft, by=ines)
    close(draft)

    restore_unfinished()

    assert Expression.objects.get().unfinished is None


def test_files_fall_back_as_well(draft, ines):
    kept = make_attachment(draft)
    submit_expression(draft, by=ines)
    reopen_expression(draft, by=ines)
    kept.removed_at = timezone.now()
    kept.save()
    added = make_attachment(draft, name="later.pdf")
    added.submissions.clear()
    close(draft)

    restore_unfinished()

    assert list(draft.attachments.present()) == [kept]
    assert draft.attachments.filter(pk=added.pk).exists()


def test_whoever_pressed_in_the_last_second_is_waited_for(draft, ines):
    submit_expression(draft, by=ines)
    reopen_expression(draft, by=ines)
    Call.objects.update(closes_at=timezone.now() - GRACE + timedelta(seconds=5))

    assert restore_unfinished() == 0


def test_those_with_a_late_entry_keep_nobody_else_from_falling_back(draft, ines, leo, leo_hub, carla):
    other = make_expression(draft.call, leo_hub, status=ExpressionStatus.DRAFT)
    for one, person in ((draft, ines), (other, leo)):
        submit_expression(one, by=person)
        reopen_expression(one, by=person)
    close(draft)
    LateEntry.objects.create(
        call=draft.call, code_digest="x", hub=draft.hub, given_by=carla, reason="Flood",
        used_at=timezone.now(), until=timezone.now() + timedelta(days=1),
    )  # fmt: skip

    assert restore_unfinished(most=1) == 1
    assert Expression.objects.get(pk=other.pk).status == ExpressionStatus.SUBMITTED


def test_a_hub_with_a_late_entry_goes_on_writing(draft, ines, carla):
    submit_expression(draft, by=ines)
    reopen_expression(draft, by=ines)
    close(draft)
    LateEntry.objects.create(
        call=draft.call, code_digest="x", hub=draft.hub, given_by=carla, reason="Flood",
        used_at=timezone.now(), until=timezone.now() + timedelta(days=1),
    )  # fmt: skip

    assert restore_unfinished() == 0
    stored = Expression.objects.get()
    change(stored, "Late but allowed")
    assert submit_expression(stored, by=ines).number == 2


def test_a_draft_that_was_never_handed_in_stays_a_draft(draft):
    close(draft)

    assert restore_unfinished() == 0
    with pytest.raises(Refused):
        restore_expression(Expression.objects.get())


def test_withdrawing_a_reopened_application_takes_the_submission_out_of_the_race(draft, ines, carla):
    submit_expression(draft, by=ines)
    reopen_expression(draft, by=ines)
    withdraw_expression(draft, reason="We merge.", by=ines)
    close(draft)

    assert restore_unfinished() == 0
    assert Expression.objects.get().status == ExpressionStatus.WITHDRAWN
    assert Letter.objects.filter(kind="hubs.expression_withdrawn", recipient=carla).exists()


def test_what_is_taken_up_again_has_nothing_to_fall_back_on(draft, ines):
    submit_expression(draft, by=ines)
    withdraw_expression(draft, reason="By mistake.", by=ines)
    resume_expression(draft, by=ines)
    close(draft)

    assert restore_unfinished() == 0
    assert Expression.objects.get().status == ExpressionStatus.DRAFT


def test_the_deadline_is_the_servers_to_the_second(draft, ines, time_machine):
    time_machine.move_to(draft.call.closes_at - timedelta(milliseconds=1), tick=False)
    submission = submit_expression(draft, by=ines)
    assert submission.submitted_at < draft.call.closes_at

    time_machine.move_to(draft.call.closes_at, tick=False)
    with pytest.raises(Refused, match="closed"):
        reopen_expression(draft, by=ines)


def test_a_submission_is_numbered_in_the_trail(draft, ines):
    submission = submit_expression(draft, by=ines)

    assert Trace.objects.of(draft).last().detail == {
        "number": 1,
        "digest": submission.digest,
        "hub": draft.hub.slug,
        "submitted_at": submission.submitted_at.isoformat(),
    }


TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=TEXTS, order=st.permutations(["motivation", "offers", "seeks"]))
def test_one_content_has_one_digest_whatever_order_it_was_written_in(draft, ines, words, order):
    draft.answers.filter(code__in=order).delete()
    for code in order:
        answer_field(draft, code, f"{words} {code}", 0, ines)

    content = content_of(draft)

    assert digest_of(content) == digest_of(dict(reversed(content.items())))
    draft.answers.filter(code__in=order).delete()
    for code in reversed(order):
        answer_field(draft, code, f"{words} {code}\r\n", 0, ines)
    assert digest_of(content_of(draft)) == digest_of(content)
    change(draft, f"{words} another", "seeks")
    assert digest_of(content_of(draft)) != digest_of(content)


# the receipt


def test_each_of_the_hub_gets_a_letter_with_the_number_and_the_digest(draft, ines):
    submission = submit_expression(draft, by=ines)

    words = put_into_words(
        "hubs.submission_received", submission.pk, language="en", time_zone="Europe/Lisbon", reader=ines
    )

    assert words.subject == f"We have it: the expression of interest of {draft.hub}"
    assert submission.digest in words.text
    assert f"/submissions/{submission.pk}/" in words.text
    assert "submission number 1" in words.text
    assert "whole and in time" in words.text


def test_the_receipt_on_paper_holds_every_word_and_the_digest(draft, ines):
    ask(draft.call, kind="short")
    answer_field(draft, "question-budget", "Forty thousand", 0, ines)
    make_wish(draft)
    submission = submit_expression(draft, by=ines)

    pdf = pypdf.PdfReader(io.BytesIO(printed(submission)))
    words = " ".join("".join(page.extract_text() for page in pdf.pages).split())

    for field in submission.content["fields"]:
        assert field["words"] in words, field["code"]
    assert submission.digest in words.replace(" ", "")
    assert "A lab" in words


def test_the_same_submission_is_printed_alike_to_the_byte(draft, ines):
    submission = submit_expression(draft, by=ines)

    assert printed(submission) == printed(Submission.objects.get())


def test_the_receipt_is_printed_once_and_whoever_dies_over_it_is_replaced(draft, ines):
    submission = submit_expression(draft, by=ines)
    Submission.objects.update(status=SubmissionStatus.PRINTING, due_at=timezone.now() - timedelta(minutes=10))

    assert requeue_overdue_submissions() == [submission.pk]
    print_submission(Submission.objects.get())

    submission.refresh_from_db()
    assert submission.is_printed
    assert requeue_overdue_submissions() == []


def test_what_keeps_failing_is_given_up(draft, ines):
    submit_expression(draft, by=ines)
    long_ago = timezone.now() - timedelta(minutes=10)
    Submission.objects.update(status=SubmissionStatus.PRINTING, due_at=long_ago, attempts=5)

    assert requeue_overdue_submissions() == []
    assert Submission.objects.get().status == SubmissionStatus.FAILED


def test_a_submission_whose_personal_data_were_removed_is_still_a_page(as_user, draft, ines):
    submission = submit_expression(draft, by=ines)
    Submission.objects.update(content={})

    for url in (draft.get_absolute_url(), submission.get_absolute_url()):
        assert as_user(ines).get(url).status_code == 200
    assert printed(Submission.objects.get()).startswith(b"%PDF")


def test_a_word_that_is_longer_than_a_line_stays_on_the_paper(draft, ines):
    answer_field(draft, "motivation", "X" * 300, 1, ines)
    pdf = pypdf.PdfReader(io.BytesIO(printed(submit_expression(draft, by=ines))))

    lines = [line for page in pdf.pages for line in page.extract_text().splitlines() if "XXX" in line]

    assert "".join(lines).count("X") == 300
    assert max(map(len, lines)) < 110  # as many as stand between the margins
