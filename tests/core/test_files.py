"""Files that views give out: what is private is kept by nobody on the way."""

from django.core.files.base import ContentFile
from django.test import RequestFactory

from twinning.core.files import give


def given(headers=None, **how):
    file = ContentFile(b"%PDF", name="plan.pdf")
    request = RequestFactory().get("/", headers=headers or {})
    return give(request, file, name="plan.pdf", media_type="application/pdf", version="one", **how)


def test_a_file_is_kept_by_no_cache_that_others_share():
    assert given()["Cache-Control"] == "private, no-cache"


def test_the_answer_that_it_is_the_same_says_so_as_well():
    answer = given({"If-None-Match": '"one"'})

    assert (answer.status_code, answer["Cache-Control"]) == (304, "private, no-cache")


def test_a_public_file_may_be_kept_and_is_asked_about():
    assert given(cached="no-cache")["Cache-Control"] == "no-cache"
