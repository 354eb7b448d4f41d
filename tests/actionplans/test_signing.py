"""The page to sign shows exactly what is signed."""

from html import unescape

import pytest

from actionplans.models import Signature
from actionplans.operations.plans import propose_plan, reopen_plan
from actionplans.operations.sections import revise_section
from actionplans.states import PlanStatus
from tests.actionplans import digest_now, first_section, stored
from tests.factories import join


def url(plan):
    return f"/plans/{plan.pk}/sign/"


@pytest.fixture
def sent(proposed, ines_hub):
    """What the browser of Ines sends when she has read the page."""
    return {"hub": ines_hub.pk, "digest": digest_now(proposed), "has_read": "on"}


def test_the_page_shows_the_content_its_digest_and_the_text_behind_it(proposed, ines, as_user):
    page = as_user(ines).get(url(proposed)).content.decode()

    digest = digest_now(proposed)
    assert "To learn from each other." in page
    assert f'name="digest" value="{digest}"' in page
    assert digest[:8] + " " + digest[8:16] in page
    assert '"goals":"To learn from each other."' in unescape(page)


def test_signing_through_the_page(proposed, ines, sent, as_user):
    answer = as_user(ines).post(url(proposed), sent)

    assert answer.url == f"/plans/{proposed.pk}/"
    signature = Signature.objects.get()
    assert (signature.by, signature.number, signature.digest) == (ines, 1, sent["digest"])
    assert as_user(ines).get(url(proposed)).status_code == 403


def test_it_has_to_be_read(proposed, ines, sent, as_user):
    answer = as_user(ines).post(url(proposed), sent | {"has_read": ""})

    assert answer.status_code == 422
    assert not Signature.objects.exists()


def test_what_has_changed_is_shown_anew_and_not_signed(proposed, ines, leo, sent, as_user):
    reopen_plan(proposed, reason="One more thing.", by=leo)
    revise_section(first_section(proposed), body="To earn from each other.", version=2, by=leo)
    propose_plan(proposed, by=leo)

    answer = as_user(ines).post(url(proposed), sent)

    page = answer.content.decode()
    assert answer.status_code == 409
    assert "has changed since you read it" in page
    assert "To earn from each other." in page
    assert f'name="digest" value="{digest_now(stored(proposed))}"' in page
    assert "checked" not in page.split('name="has_read"')[1].split(">")[0]
    assert not Signature.objects.exists()


def test_one_signs_for_ones_own_hub_only(proposed, ines, sent, leo_hub, as_user):
    answer = as_user(ines).post(url(proposed), sent | {"hub": leo_hub.pk})

    assert answer.status_code == 422
    assert not Signature.objects.exists()


def test_who_manages_both_hubs_signs_for_each(proposed, ines, sent, leo_hub, as_user):
    join(leo_hub, ines)

    as_user(ines).post(url(proposed), sent)
    as_user(ines).post(url(proposed), sent | {"hub": leo_hub.pk})

    assert stored(proposed).status == PlanStatus.AGREED


def test_the_version_stays_readable_whatever_became_of_the_plan(agreed, ines, leo, vera, as_user):
    reopen_plan(agreed, reason="New year.", by=leo)
    revise_section(first_section(agreed), body="Other words.", version=2, by=ines)

    page = as_user(vera).get(f"/plans/{agreed.pk}/versions/1/").content.decode()

    assert "To learn from each other." in page
    assert "Other words." not in page
    assert "historic since" in page
    assert as_user(vera).get(f"/plans/{agreed.pk}/versions/2/").status_code == 404


def test_the_plan_tells_its_history_and_why_it_was_reopened(agreed, leo, vera, as_user):
    reopen_plan(agreed, reason="New year.", by=leo)

    page = as_user(vera).get(f"/plans/{agreed.pk}/").content.decode()

    for words in (
        "Plan opened",
        "Version 1 put forward",
        "Signed for Atlantic Hub",
        "Agreed by all hubs",
        "New year.",
    ):
        assert words in page
