"""Two people write: nobody overwrites words unseen, and a refusal costs nobody a text."""

import pytest

from actionplans.models import Plan, Section
from actionplans.operations.plans import propose_plan
from actionplans.operations.sections import revise_section
from tests.actionplans import first_section, stored
from twinning.core.errors import Refused, Stale
from twinning.trail.models import Trace


def test_saving_keeps_the_text_who_wrote_it_and_the_count(section, ines, plan):
    revise_section(section, body="  To learn.\r\nAnd to teach. ", version=1, by=ines)

    now = stored(section)
    assert (now.body, now.version, now.edited_by) == ("To learn.\nAnd to teach.", 2, ines)
    assert (stored(plan).sections_filled, stored(plan).edited_by) == (1, ines)


def test_emptying_a_section_counts_it_as_empty(section, ines, plan):
    revise_section(section, body="To learn.", version=1, by=ines)
    revise_section(section, body="", version=2, by=ines)

    assert stored(plan).sections_filled == 0


def test_a_stale_save_is_refused_and_shows_what_is_stored(section, ines, leo):
    revise_section(stored(section), body="Leo's words.", version=1, by=leo)

    with pytest.raises(Stale) as refusal:
        revise_section(stored(section), body="Ines's words.", version=1, by=ines)

    assert refusal.value.current.body == "Leo's words."
    assert (stored(section).body, stored(section).version) == ("Leo's words.", 2)
    assert stored(section.plan).edited_by == leo


def test_after_a_stale_save_one_saves_on_the_new_version(section, ines, leo):
    revise_section(stored(section), body="Leo's words.", version=1, by=leo)
    revise_section(stored(section), body="Ines's words.", version=2, by=ines)

    assert (stored(section).body, stored(section).version) == ("Ines's words.", 3)


def test_saving_the_same_twice_is_no_conflict_and_leaves_one_trace(section, ines):
    for _press in range(2):
        revise_section(stored(section), body="Once.", version=1, by=ines)

    assert stored(section).version == 2
    assert Trace.objects.of(section).count() == 1


def test_two_sections_are_written_at_the_same_time(plan, ines, leo):
    goals, network = plan.sections.all()

    revise_section(goals, body="Goals.", version=1, by=ines)
    revise_section(network, body="Network.", version=1, by=leo)

    assert sorted(Section.objects.values_list("body", flat=True)) == ["Goals.", "Network."]


def test_while_it_is_proposed_nobody_writes(proposed, ines):
    with pytest.raises(Refused, match="reopen it"):
        revise_section(first_section(proposed), body="New.", version=2, by=ines)

    assert stored(first_section(proposed)).body == "To learn from each other."


def test_the_form_shows_the_guidance_and_saves(section, ines, as_user):
    url = f"/plans/{section.plan_id}/sections/{section.pk}/"
    browser = as_user(ines)

    assert "What for?" in browser.get(url).content.decode()
    answer = browser.post(url, {"body": "To learn.", "version": 1})

    assert answer.url == f"/plans/{section.plan_id}/#section-{section.pk}"
    assert stored(section).body == "To learn."


def test_a_stale_form_shows_both_texts_and_goes_on_from_the_new_version(section, ines, leo, as_user):
    url = f"/plans/{section.plan_id}/sections/{section.pk}/"
    browser = as_user(ines)
    revise_section(stored(section), body="To learn from ports.", version=1, by=leo)

    answer = browser.post(url, {"body": "To learn from islands.", "version": 1})

    page = answer.content.decode()
    assert answer.status_code == 409
    assert "To learn from ports." in page
    assert "Saved by Leo" in page
    assert "<del> ports.</del><ins> islands.</ins>" in page
    assert "To learn from islands.</textarea>" in page
    assert '<input type="hidden" name="version" value="2"' in page
    assert stored(section).body == "To learn from ports."

    browser.post(url, {"body": "To learn from islands.", "version": 2})
    assert stored(section).body == "To learn from islands."


def test_the_line_ends_of_the_browser_are_no_difference(section, ines, leo, as_user):
    url = f"/plans/{section.plan_id}/sections/{section.pk}/"
    revise_section(stored(section), body="One.\n\nTwo.", version=1, by=leo)

    page = as_user(ines).post(url, {"body": "One.\r\n\r\nTwo.\r\n\r\nThree.", "version": 1}).content.decode()

    assert "<ins>\n\nThree.</ins>" in page
    assert "<del>" not in page


def test_a_text_typed_while_the_plan_was_proposed_is_not_lost(written, section, ines, leo, as_user):
    propose_plan(written, by=leo)

    url = f"/plans/{section.plan_id}/sections/{section.pk}/"
    answer = as_user(ines).post(url, {"body": "An hour of work.", "version": 2})

    assert answer.status_code == 409
    assert "An hour of work.</textarea>" in answer.content.decode()
    assert "reopen it" in answer.content.decode()


def test_a_text_that_is_too_long_comes_back_whole(section, ines, as_user):
    url = f"/plans/{section.plan_id}/sections/{section.pk}/"
    long = "word " * 5_000

    answer = as_user(ines).post(url, {"body": long, "version": 1})

    assert answer.status_code == 422
    assert long.strip() in answer.content.decode()


def test_a_section_is_found_only_in_its_own_plan(section, ines, as_user):
    other = Plan.objects.exclude(pk=section.plan_id).count() + section.plan_id + 1

    assert as_user(ines).get(f"/plans/{other}/sections/{section.pk}/").status_code == 404


def test_what_people_write_is_escaped(section, ines, as_user):
    revise_section(section, body="<script>alert(1)</script>", version=1, by=ines)

    page = as_user(ines).get(f"/plans/{section.plan_id}/").content.decode()

    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page
