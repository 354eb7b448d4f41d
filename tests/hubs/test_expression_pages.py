"""Writing an expression of interest in the browser: nothing typed is ever lost."""

import re
from datetime import timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse
from django.utils import timezone

from hubs.application.answers import answers_of
from hubs.models import Answer, Assignment, Call, Expression, MembershipRole
from hubs.operations.answers import answer_field
from hubs.operations.expressions import reopen_expression, submit_expression, withdraw_expression
from hubs.operations.receipts import print_submission
from hubs.states import AssignmentStatus, ExpressionStatus
from tests.factories import ANSWERS, join, make_area, make_call, make_expression, make_hub, make_user
from tests.factories_applying import PDF, ask, make_attachment, make_preference, make_wish, upload
from twinning.core.wording import mark

STORY = ("motivation", "use_of_bella", "research_experience", "innovator_experience")


def step(draft, name="story"):
    return reverse("hubs:revise_expression_step", args=[draft.pk, name])


@pytest.fixture
def url(draft):
    return step(draft)


def opened(draft, *codes):
    """What the page says of the fields as it was opened: their versions, and marks of their words."""
    stored = {answer.code: answer for answer in draft.answers.all()}
    told = {}
    for code in codes or STORY:
        answer = stored.get(code, Answer(version=0, value=""))
        told |= {f"opened-{code}": answer.version, f"mark-{code}": mark(answer.value), code: answer.value}
    return told


def typed(draft, **changes):
    return opened(draft) | {"save": ""} | changes


def test_saving_a_step_comes_back_to_it(as_user, ines, draft, url):
    response = as_user(ines).post(url, typed(draft, motivation="Because of the sea"), follow=True)

    words = response.content.decode()
    assert "Because of the sea" in words
    assert "Saved at" in words
    assert "Last saved" in words
    assert Expression.objects.get().status == ExpressionStatus.DRAFT


def test_saving_and_going_on_leads_to_the_next_step(as_user, ines, draft, url):
    response = as_user(ines).post(url, opened(draft) | {"next": ""})

    assert response.url == step(draft, "offers")  # this call asks no questions of its own


def test_an_incomplete_draft_is_saved_without_complaint(as_user, ines, draft, url):
    response = as_user(ines).post(url, typed(draft, motivation=""))

    assert response.status_code == 302
    assert answers_of(draft)["motivation"] == ""


def test_what_nobody_changed_is_not_saved_again(as_user, ines, draft, url):
    as_user(ines).post(url, typed(draft))

    assert set(draft.answers.values_list("version", flat=True)) == {1}


def test_boxes_that_are_all_unticked_are_an_answer(as_user, ines, draft):
    fields = opened(draft, "technology_areas")
    fields.pop("technology_areas")

    as_user(ines).post(step(draft, "hub"), fields)

    assert not Expression.objects.get().technology_areas.exists()


def test_ticked_boxes_are_one_answer(as_user, ines, draft):
    make_area("cloud", "Cloud")

    as_user(ines).post(
        step(draft, "hub"),
        opened(draft) | {"opened-technology_areas": 1, "technology_areas": ["ai", "cloud"]},
    )

    assert answers_of(draft)["technology_areas"] == "ai cloud"


def test_only_steps_in_which_something_is_asked_are_there(as_user, ines, draft, url):
    def names():
        return [one["name"] for one in as_user(ines).get(url).context["form"].steps]

    assert names() == ["hub", "story", "offers", "partners", "check"]
    ask(draft.call)
    ask(draft.call, "plan", "file")
    assert names() == ["hub", "story", "questions", "offers", "partners", "files", "check"]


def test_each_step_opens_and_an_unknown_one_is_the_first(as_user, ines, draft):
    ask(draft.call, limit=2)
    ask(draft.call, "size", "number")
    ask(draft.call, "shape", "choice", choices=[{"code": "round", "en": "Round"}])
    ask(draft.call, "plan", "file")
    make_wish(draft)
    make_preference(draft, make_hub("Hub Sur", region="lac"))
    make_preference(draft, make_hub("Hub Norte", region="lac"), kind="avoid")
    make_attachment(draft)

    for name in ("hub", "story", "questions", "offers", "partners", "files", "check"):
        response = as_user(ines).get(step(draft, name))
        assert (response.status_code, response.context["form"].step) == (200, name)
    assert as_user(ines).get(step(draft, "nowhere")).context["form"].step == "hub"


def test_what_is_missing_is_named_with_the_way_to_it(as_user, ines, draft):
    draft.answers.filter(code="seeks").delete()

    response = as_user(ines).get(step(draft, "check"))

    assert response.context["form"].missing == [
        {
            "label": "What the hub seeks",
            "says": "Please answer this before you submit.",
            "url": f"{step(draft, 'offers')}#field-seeks",
        }
    ]
    assert [one["missing"] for one in response.context["form"].steps] == [0, 0, 1, 0, 0]


def test_a_text_beyond_its_limit_is_kept_and_warned_of(as_user, ines, draft):
    ask(draft.call, limit=2)
    fields = opened(draft, "question-budget") | {"question-budget": "three words here"}

    words = as_user(ines).post(step(draft, "questions"), fields, follow=True).content.decode()

    assert answers_of(draft)["question-budget"] == "three words here"
    assert "3 words, and at most 2 are allowed." in words


def test_a_contributor_writes_and_only_a_manager_submits(as_user, leo, draft, url):
    join(draft.hub, leo, MembershipRole.CONTRIBUTOR)

    assert as_user(leo).post(url, typed(draft, motivation="By Leo")).status_code == 302
    words = as_user(leo).get(step(draft, "check")).content.decode()

    assert "A manager of your hub submits it." in words
    assert as_user(leo).post(reverse("hubs:submit_expression", args=[draft.pk])).status_code == 403


def test_when_a_colleague_saved_first_both_texts_stand_beside_the_field(as_user, ines, leo, draft, url):
    mine = typed(draft, motivation="My words\r\nin two lines", use_of_bella="Mine alone")
    join(draft.hub, leo, MembershipRole.CONTRIBUTOR)
    answer_field(draft, "motivation", "Words of a colleague", 1, leo)

    response = as_user(ines).post(url, mine)
    row = next(row for row in response.context["form"].rows if row.theirs)

    assert response.status_code == 409
    assert (row.spec.code, row.value, row.their_words) == (
        "motivation",
        "My words\nin two lines",
        "Words of a colleague",
    )
    assert answers_of(draft)["motivation"] == "Words of a colleague"
    assert answers_of(draft)["use_of_bella"] == "Mine alone"

    chosen = mine | {
        "opened-motivation": row.version,
        "mark-motivation": row.opened_mark,
        "motivation": "Both words",
    }
    assert as_user(ines).post(url, chosen).status_code == 302
    assert answers_of(draft)["motivation"] == "Both words"


def test_taking_the_colleagues_words_leaves_them_as_they_are(as_user, ines, leo, draft, url):
    mine = typed(draft, motivation="My words", use_of_bella="Mine")
    join(draft.hub, leo, MembershipRole.CONTRIBUTOR)
    answer_field(draft, "motivation", "Theirs", 1, leo)

    assert as_user(ines).post(url, mine | {"take": "motivation"}).status_code == 302

    assert (answers_of(draft)["motivation"], answers_of(draft)["use_of_bella"]) == ("Theirs", "Mine")


def test_what_the_person_had_not_touched_takes_the_colleagues_words(as_user, ines, leo, draft, url):
    mine = typed(draft, use_of_bella="Mine")
    join(draft.hub, leo, MembershipRole.CONTRIBUTOR)
    answer_field(draft, "motivation", "Theirs", 1, leo)

    assert as_user(ines).post(url, mine).status_code == 302

    assert (answers_of(draft)["motivation"], answers_of(draft)["use_of_bella"]) == ("Theirs", "Mine")


def test_a_third_colleague_in_between_is_not_overwritten_either(as_user, ines, leo, draft, url):
    mine = typed(draft, motivation="Mine")
    join(draft.hub, leo, MembershipRole.CONTRIBUTOR)
    answer_field(draft, "motivation", "First", 1, leo)
    row = next(row for row in as_user(ines).post(url, mine).context["form"].rows if row.theirs)
    answer_field(draft, "motivation", "Third", 2, leo)

    again = mine | {"opened-motivation": row.version, "mark-motivation": row.opened_mark}
    assert as_user(ines).post(url, again).status_code == 409
    assert answers_of(draft)["motivation"] == "Third"


def test_after_the_deadline_the_server_refuses_and_what_was_typed_stands_there_to_copy(
    as_user, ines, draft, url, time_machine
):
    mine = typed(draft, motivation="A second too late")
    time_machine.move_to(draft.call.closes_at + timedelta(seconds=1))

    response = as_user(ines).post(url, mine)
    words = response.content.decode()

    assert response.status_code == 409
    assert "This call is closed." in words
    assert "A second too late" in words
    assert "Save the draft" not in words
    assert answers_of(draft)["motivation"] == ANSWERS["motivation"]


def test_what_a_colleague_has_submitted_meanwhile_is_refused_and_stands_there_to_copy(
    as_user, ines, draft, url
):
    mine = typed(draft, motivation="Still writing")
    submit_expression(Expression.objects.get(), by=ines)

    response = as_user(ines).post(url, mine)

    assert response.status_code == 409
    assert "Still writing" in response.content.decode()
    assert answers_of(draft)["motivation"] == ANSWERS["motivation"]


def test_a_lost_session_comes_back_to_the_form(client, draft, url):
    response = client.post(url, typed(draft, motivation="Signed out meanwhile"))

    assert response.status_code == 302
    assert response.url == f"{reverse('account_login')}?next={url}"


@pytest.mark.parametrize("status", sorted(set(ExpressionStatus) - {ExpressionStatus.DRAFT}))
def test_the_form_opens_for_drafts_only(as_user, ines, draft, url, status):
    Expression.objects.update(status=status)

    answer = as_user(ines).get(url)  # who comes back by the browser or a bookmark reads how things stand

    assert (answer.status_code, answer.url) == (302, draft.get_absolute_url())


def test_strangers_the_office_and_reviewers_do_not_even_find_a_draft(as_user, draft, url, olga, carla, rosa):
    Assignment.objects.create(expression=draft, reviewer=rosa, status=AssignmentStatus.ACCEPTED)

    for user in (olga, carla, rosa):
        assert as_user(user).get(url).status_code == 404
        assert as_user(user).post(url, typed(draft)).status_code == 404
        assert as_user(user).get(draft.get_absolute_url()).status_code == 404
        assert as_user(user).get(reverse("hubs:preview_expression", args=[draft.pk])).status_code == 404


def test_a_viewer_of_the_hub_reads_and_does_not_write(as_user, leo, draft, url):
    join(draft.hub, leo, MembershipRole.VIEWER)

    assert as_user(leo).get(draft.get_absolute_url()).status_code == 200
    assert as_user(leo).post(url, typed(draft)).status_code == 403


# saving one field for the script


def autosave(client, draft, person, value, version=1, field="motivation"):
    fields = {"field": field, "value": value, "opened": version, "writer": person.pk if person else ""}
    return client.post(reverse("hubs:answer_expression", args=[draft.pk]), fields)


def test_a_field_is_saved_in_one_small_exchange_and_the_hour_is_told(as_user, ines, draft, time_machine):
    time_machine.move_to(draft.call.opens_at + timedelta(hours=1), tick=False)
    here = timezone.now().astimezone(ZoneInfo(ines.time_zone))

    answer = autosave(as_user(ines), draft, ines, "Typed\r\nin lines")

    assert answer.status_code == 200
    assert answer.json() == {"version": 2, "mark": mark("Typed\nin lines"), "says": f"Saved at {here:%H:%M}."}
    assert answers_of(draft)["motivation"] == "Typed\nin lines"


def test_saving_a_field_costs_few_queries(as_user, ines, draft, django_assert_max_num_queries):
    client = as_user(ines)
    autosave(client, draft, ines, "Once")

    with django_assert_max_num_queries(12):  # session and person, the right to write, the save itself
        assert autosave(client, draft, ines, "Twice", 2).status_code == 200


def test_both_texts_are_told_to_who_was_later(as_user, ines, leo, draft):
    join(draft.hub, leo, MembershipRole.CONTRIBUTOR)
    autosave(as_user(leo), draft, leo, "His")

    answer = autosave(as_user(ines), draft, ines, "Hers")

    assert answer.status_code == 409
    told = answer.json()
    assert (told["theirs"], told["words"], told["version"]) == (["His"], "His", 2)
    assert "Leo saved other words here at" in told["says"]


def test_choices_are_told_in_words(as_user, ines, leo, draft):
    make_area("cloud", "Cloud computing")
    join(draft.hub, leo, MembershipRole.CONTRIBUTOR)
    answer_field(draft, "technology_areas", "cloud", 1, leo)

    told = autosave(as_user(ines), draft, ines, [], field="technology_areas").json()

    assert (told["theirs"], told["words"]) == (["cloud"], "Cloud computing")


def test_who_is_signed_out_or_somebody_else_is_told_where_to_sign_in(as_user, ines, leo, draft):
    join(draft.hub, leo, MembershipRole.CONTRIBUTOR)
    for answer in (autosave(as_user(), draft, ines, "x"), autosave(as_user(leo), draft, ines, "x")):
        assert answer.status_code == 401
        assert answer.json()["login"].startswith(reverse("account_login"))
    assert autosave(as_user(), draft, None, "x").status_code == 401
    assert answers_of(draft)["motivation"] == ANSWERS["motivation"]


def test_who_may_not_write_is_told_so_in_words(as_user, olga, leo, draft):
    join(draft.hub, leo, MembershipRole.VIEWER)

    assert autosave(as_user(olga), draft, olga, "x").status_code == 404
    assert autosave(as_user(leo), draft, leo, "x").status_code == 403
    assert "here for you to copy" in autosave(as_user(leo), draft, leo, "x").json()["says"]


def test_a_field_that_is_saved_too_late_is_refused_in_words(as_user, ines, draft, time_machine):
    time_machine.move_to(draft.call.closes_at)

    answer = autosave(as_user(ines), draft, ines, "Late")

    assert answer.status_code == 409
    assert "This call is closed." in answer.json()["says"]
    assert "theirs" not in answer.json()


# rows, partners and files, each by a button


def test_an_offer_is_added_filled_in_and_taken_away(as_user, ines, draft):
    here, client = step(draft, "offers"), as_user(ines)
    client.post(here, opened(draft, "offers") | {"offers": "Kept on the way", "add_wish": "offers"})
    wish = draft.wishes.get()
    assert answers_of(draft)["offers"] == "Kept on the way"

    code = f"wish-{wish.pk}-words"
    client.post(here, opened(draft, code) | {code: "A laboratory"})
    assert draft.wishes.get().words == "A laboratory"

    client.post(here, {"remove_wish": wish.pk})
    assert not draft.wishes.exists()
    assert client.post(here, {"add_wish": "everything"}, follow=True).status_code == 200


def test_partners_are_searched_named_ranked_and_taken_off(as_user, ines, draft):
    wanted, unwanted = make_hub("Hub Sur", region="lac"), make_hub("Hub Sureste", region="lac")
    make_hub("Hub Sur de Europa", region="eu")
    here, client = step(draft, "partners"), as_user(ines)

    found = client.get(client.post(here, {"search": "", "q": "sur"}).url.split("#")[0])
    assert set(found.context["offered"]) == {wanted, unwanted}
    client.post(here, {"prefer": wanted.pk, "q": "sur"})
    client.post(here, {"avoid": unwanted.pk, "q": "sur"})
    one = draft.preferences.get(hub=wanted)
    code = f"preference-{one.pk}-rank"
    client.post(here, {f"opened-{code}": 0, f"mark-{code}": mark("1"), code: "3"})

    assert set(draft.preferences.values_list("hub", "kind", "rank")) == {
        (wanted.pk, "prefer", 3),
        (unwanted.pk, "avoid", 1),
    }
    client.post(here, {"remove_preference": one.pk})
    assert draft.preferences.count() == 1


def test_a_file_is_added_and_taken_away(as_user, ines, draft):
    ask(draft.call, "plan", "file")
    here, client = step(draft, "files"), as_user(ines)

    client.post(here, {"attach": "question-plan", "file-question-plan": upload("Plan.pdf", PDF)})
    attachment = draft.attachments.get()
    assert attachment.name == "Plan.pdf"
    refused = client.post(
        here, {"attach": "question-plan", "file-question-plan": upload("p.pdf", b"MZ")}, follow=True
    )
    assert "Please choose a PDF" in refused.content.decode()
    assert (
        "Please choose a file first"
        in client.post(here, {"attach": "question-plan"}, follow=True).content.decode()
    )

    client.post(here, {"remove_file": attachment.pk})
    assert not draft.attachments.exists()


def test_rows_and_files_of_others_are_not_there_to_be_taken_away(as_user, ines, draft, call, leo_hub):
    other = make_expression(call, leo_hub, status=ExpressionStatus.DRAFT)
    wish, file = make_wish(other), make_attachment(other)
    named = make_preference(other, draft.hub)

    client = as_user(ines)
    for button in ({"remove_wish": wish.pk}, {"remove_file": file.pk}, {"remove_preference": named.pk}):
        assert client.post(step(draft, "offers"), button).status_code == 404


# reading


def test_the_page_shows_the_answers_and_what_is_missing(as_user, ines, draft):
    draft.answers.filter(code="seeks").update(value="")
    draft.answers.filter(code="offers").update(value="A <b>lab</b>\n\n- one\n- two")

    response = as_user(ines).get(draft.get_absolute_url())
    words = response.content.decode()

    assert [one["label"] for one in response.context["missing"]] == ["What the hub seeks"]
    assert "A &lt;b&gt;lab&lt;/b&gt;" in words
    assert "<li>one</li>" in words


def test_a_reviewer_without_a_conflict_reads_the_whole_of_it(as_user, submitted, rosa):
    Assignment.objects.create(expression=submitted, reviewer=rosa, status=AssignmentStatus.ACCEPTED)

    words = as_user(rosa).get(submitted.get_absolute_url()).content.decode()

    assert all(answer in words for answer in ANSWERS.values())
    assert "Withdraw" not in words


def test_readers_see_what_was_handed_in_and_never_what_is_written_since(as_user, submitted, rosa, ines):
    Assignment.objects.create(expression=submitted, reviewer=rosa, status=AssignmentStatus.ACCEPTED)
    submitted.answers.filter(code="motivation").update(value="Written after handing in")

    for person in (rosa, ines):
        assert (
            "Written after handing in"
            not in as_user(person).get(submitted.get_absolute_url()).content.decode()
        )


def test_the_preview_is_what_reviewers_see_without_partners_and_where_hubs_are_hidden_without_the_name(
    as_user, ines, draft
):
    make_preference(draft, make_hub("Hub Evitado", region="lac"), kind="avoid")
    url = reverse("hubs:preview_expression", args=[draft.pk])

    words = as_user(ines).get(url).content.decode()
    assert ANSWERS["motivation"] in words
    assert "Hub Evitado" not in words

    Call.objects.update(blind_hubs=True)
    response = as_user(ines).get(url)
    application = response.context["application"]
    assert "Atlantic Hub" not in application.title
    assert "Lisboa" not in [words for _, words in application.facts]


def test_reopening_withdrawing_and_taking_up_again(as_user, ines, submitted):
    def press(name, **answers):
        address = reverse(f"hubs:{name}_expression", args=[submitted.pk])
        assert as_user(ines).get(address).status_code == 200
        response = as_user(ines).post(address, answers)
        return response.status_code, Expression.objects.get().status

    assert press("reopen") == (302, "draft")
    assert press("submit") == (302, "submitted")
    assert press("withdraw") == (422, "submitted")
    assert press("withdraw", reason="We merge.") == (302, "withdrawn")
    assert press("resume") == (302, "draft")


def test_submitting_from_the_page_says_what_is_missing(as_user, ines, draft):
    draft.answers.filter(code="seeks").delete()

    response = as_user(ines).post(reverse("hubs:submit_expression", args=[draft.pk]))

    assert response.status_code == 409
    assert "Some answers are still missing" in response.content.decode()


def test_while_it_is_reopened_the_page_says_that_the_submission_still_counts(as_user, ines, submitted):
    reopen_expression(submitted, by=ines)

    assert (
        "still counts until you submit again"
        in as_user(ines).get(submitted.get_absolute_url()).content.decode()
    )


def test_the_receipt_is_for_the_hub_and_on_paper_in_a_moment(
    as_user, ines, draft, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks():
        submission = submit_expression(draft, by=ines)
    client = as_user(ines)

    words = client.get(submission.get_absolute_url()).content.decode()
    assert submission.digest in words
    assert "The PDF is being printed" in words
    waits = client.get(reverse("hubs:submission_pdf", args=[submission.pk]))
    assert (waits.status_code, waits["Retry-After"]) == (503, "5")

    print_submission(submission)
    paper = client.get(reverse("hubs:submission_pdf", args=[submission.pk]))
    assert paper.content.startswith(b"%PDF-")
    assert "Receipt as PDF" in client.get(submission.get_absolute_url()).content.decode()


def test_mine_are_those_of_my_hubs_and_cost_the_same_at_1_and_30(
    as_user, ines, carla, ines_hub, leo_hub, budget
):
    mine = make_expression(make_call(), ines_hub)
    make_expression(mine.call, leo_hub)

    one = budget(as_user(ines), "/expressions/")
    rows = as_user(ines).get("/expressions/").context["rows"]
    assert [row["expression"] for row in rows] == [mine]
    assert as_user(carla).get("/expressions/").context["rows"] == []
    for _ in range(29):
        make_expression(make_call(), ines_hub)
    assert budget(as_user(ines), "/expressions/").queries == one.queries


def test_a_released_decision_is_a_status_and_not_before(as_user, ines, submitted):
    Call.objects.update(closes_at=timezone.now())

    words = as_user(ines).get(submitted.get_absolute_url()).content.decode()

    assert "submitted" in words
    assert ">selected<" not in words


@pytest.mark.parametrize(
    ("status", "words"),
    [
        ("submitted", "While the call is open you can take it up again."),
        ("selected", "Your hub gives up its place, which goes to another hub. It cannot be undone."),
        ("reserve", "Your hub leaves the reserve list. It cannot be undone."),
    ],
)
def test_the_page_of_withdrawing_says_what_is_given_up(as_user, ines, submitted, status, words):
    Expression.objects.update(status=status)

    assert words in as_user(ines).get(f"/expressions/{submitted.pk}/withdraw/").text


def test_who_withdraws_after_the_deadline_is_told_that_there_is_no_way_back(as_user, ines, submitted):
    Call.objects.update(closes_at=timezone.now() - timedelta(seconds=1))

    page = as_user(ines).get(f"/expressions/{submitted.pk}/withdraw/").text

    assert "The call is closed: it cannot be undone." in page


@pytest.mark.parametrize("method", ["get", "post"])
def test_who_submits_too_late_is_told_so_and_that_nothing_is_lost(as_user, ines, draft, method):
    Call.objects.update(closes_at=timezone.now() - timedelta(seconds=1))

    page = getattr(as_user(ines), method)(f"/expressions/{draft.pk}/submit/")

    assert page.status_code == 409
    assert "The time to submit was over on" in page.text
    assert "kept as a draft" in page.text
    assert f'href="{draft.get_absolute_url()}"' in page.text
    assert Expression.objects.get().status == ExpressionStatus.DRAFT


def test_who_reopened_and_submits_too_late_is_told_that_what_was_submitted_counts(as_user, ines, draft):
    submit_expression(draft, by=ines)
    reopen_expression(draft, by=ines)
    Call.objects.update(closes_at=timezone.now() - timedelta(seconds=1))

    page = as_user(ines).post(f"/expressions/{draft.pk}/submit/")

    assert "What you had submitted before counts" in page.text


def test_who_presses_twice_finds_the_receipt(as_user, ines, draft):
    browser = as_user(ines)

    answers = [browser.post(f"/expressions/{draft.pk}/submit/") for _press in range(2)]

    receipt = Expression.objects.get().submission.get_absolute_url()
    assert [(one.status_code, one["Location"]) for one in answers] == [(302, receipt)] * 2
    assert draft.submissions.count() == 1


def test_between_which_numbers_an_answer_lies_stands_beside_its_field(as_user, ines, draft):
    ask(draft.call, "staff", "number", lowest=Decimal("1.5"), highest=500)
    draft.answers.create(code="question-staff", value="1,2")
    page = f"/expressions/{draft.pk}/revise/questions/"

    assert "At least 1.5, please." in as_user(ines).get(page).content.decode()
    draft.answers.filter(code="question-staff").update(value="2,5")
    assert "from 1.5 · up to 500" in as_user(ines).get(page).content.decode()


def test_a_preview_has_one_heading_of_each_kind(as_user, ines, draft):
    page = as_user(ines).get(f"/expressions/{draft.pk}/preview/").content.decode()

    assert page.count("<h2") == 1


def test_what_was_submitted_counts_no_more_once_it_is_withdrawn(as_user, ines, draft):
    submission = submit_expression(draft, by=ines)
    browser, counts = as_user(ines), "This is the submission that counts."
    assert counts in browser.get(submission.get_absolute_url()).text
    assert ">counts<" in browser.get(draft.get_absolute_url()).text

    withdraw_expression(draft, reason="We merge.", by=ines)

    assert counts not in browser.get(submission.get_absolute_url()).text
    assert ">counts<" not in browser.get(draft.get_absolute_url()).text


def followed(browser, expression):
    """What each way on the page of an application to its form and preview comes to."""
    page = browser.get(expression.get_absolute_url()).text
    ways = re.findall(rf'href="(/expressions/{expression.pk}/(?:revise|preview)[^"#]*)', page)
    return {browser.get(way).status_code for way in ways}


def test_no_way_on_the_page_of_a_draft_is_closed_to_its_reader(as_user, ines, ines_hub, draft):
    draft.answers.filter(code="seeks").delete()
    reader = make_user("Vera")
    join(ines_hub, reader, MembershipRole.VIEWER)

    assert followed(as_user(ines), draft) == {200}
    assert followed(as_user(reader), draft) == set()
    Call.objects.update(closes_at=timezone.now())
    assert followed(as_user(ines), draft) == {200}  # the preview
    assert "Still missing" not in as_user(ines).get(draft.get_absolute_url()).text


def test_who_never_submitted_is_told_after_the_deadline_that_they_take_no_part(as_user, ines, draft):
    page, sentence = as_user(ines), "it takes no part in the call"
    assert sentence not in page.get(draft.get_absolute_url()).text

    Call.objects.update(closes_at=timezone.now())

    assert sentence in page.get(draft.get_absolute_url()).text


def test_who_wrote_in_two_windows_is_not_told_of_a_colleague(as_user, ines, draft):
    autosave(as_user(ines), draft, ines, "In one window")

    told = autosave(as_user(ines), draft, ines, "In the other")
    by_hand = as_user(ines).post(
        reverse("hubs:revise_expression_step", args=[draft.pk, "story"]),
        {"motivation": "In the third", "opened-motivation": "1", "mark-motivation": mark("")},
    )

    assert (told.status_code, told.json()["says"]) == (409, "Other words were saved here in another window.")
    page = by_hand.content.decode()
    assert (by_hand.status_code, "In the third" in page, "In one window" in page) == (409, True, True)
    assert "Saved in another window first" in page
    assert "colleague" not in page
