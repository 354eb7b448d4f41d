"""The evaluation summary: marks and comments to the hub, and nobody's name."""

import re
import zlib
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from hubs.evaluation.summaries import summary_of
from hubs.models import ConsensusScore, Evaluation, Paper, Score
from hubs.operations import papers
from hubs.operations.decisions import propose_decisions
from hubs.operations.releasing import release_call
from hubs.operations.standings import refresh_standing
from tests.factories import make_call, make_evaluation, make_expression
from tests.factories_evaluating import declare, make_consensus, make_reviewer
from tests.factories_outcomes import make_paper_row


@pytest.fixture
def evaluated(ines_hub, rosa):
    """Rosa and Rui have marked it; each has words for the panel and words for the hub."""
    call = make_call(closes_at=timezone.now() - timedelta(days=1), redress_days=30)
    expression = make_expression(call, ines_hub)
    for person, mark in ((rosa, 4), (make_reviewer("Ruiconfidential"), 3.5)):
        evaluation = make_evaluation(expression, person, marks=mark)
        scores = Score.objects.filter(evaluation=evaluation, criterion__code="impact")
        scores.update(comment=f"Panel {mark}", comment_to_hub=f"Hub {mark}")
        Evaluation.objects.filter(pk=evaluation.pk).update(
            comment="Panel whole", comment_to_hub=f"Whole {mark}"
        )
    refresh_standing(expression)
    return expression


@pytest.fixture
def released(evaluated, carla):
    propose_decisions(evaluated.call, by=carla)
    release_call(evaluated.call, by=carla)
    evaluated.refresh_from_db()
    return evaluated


def test_it_tells_marks_and_comments_to_the_hub_and_no_others(released, ines, as_user):
    page = as_user(ines).get(reverse("hubs:summary", args=[released.pk])).content.decode()

    assert all(words in page for words in ("Hub 4", "Hub 3.5", "Whole 4", "Whole 3.5", "3.75", "11.25"))
    assert "Panel" not in page
    assert "Rosa" not in page
    assert "Ruiconfidential" not in page


@pytest.mark.parametrize(("language", "total"), [("en", "11.25"), ("es", "11,25"), ("pt", "11,25")])
def test_figures_have_the_decimal_sign_of_the_reader(released, ines, as_user, language, total):
    with override(language):
        page = as_user(ines).get(reverse("hubs:summary", args=[released.pk])).content.decode()
        assert summary_of(released).total == total

    assert f"<strong>{total}</strong>" in page


def test_where_there_is_a_consensus_it_speaks_alone(evaluated, carla, rosa):
    consensus = make_consensus(evaluated, rosa, marks=4.5, comment_to_hub="Agreed whole")
    ConsensusScore.objects.filter(consensus=consensus, criterion__code="impact").update(
        comment_to_hub="Agreed"
    )
    refresh_standing(evaluated)
    propose_decisions(evaluated.call, by=carla)

    summary = summary_of(evaluated)

    assert (summary.agreed, summary.total, summary.comments) == (True, "13.50", ("Agreed whole",))
    assert [line.comments for line in summary.lines] == [(), ("Agreed",), ()]
    assert [line.mark for line in summary.lines] == ["4.50"] * 3


def test_the_order_of_comments_does_not_follow_who_wrote_first(released):
    told = summary_of(released).comments
    Evaluation.objects.order_by("pk").first().assignment.delete()

    assert set(summary_of(released).comments) < set(told)


def texts_of(content: bytes) -> str:
    """All streams of a PDF, inflated, with what stands beside them."""
    found = [content.decode("latin-1")]
    for stream in re.findall(rb"stream\r?\n(.*?)endstream", content, re.S):
        try:
            found.append(zlib.decompress(stream).decode("latin-1"))
        except zlib.error:
            continue
    return "".join(found)


def test_the_pdf_is_made_by_the_worker_and_names_nobody(released, ines, as_user):
    paper = Paper.objects.get(expression=released)
    url = reverse("hubs:paper", args=[paper.pk])
    assert as_user(ines).get(url).status_code == 404

    papers.make_paper(paper)

    got = as_user(ines).get(url)
    assert got.status_code == 200
    assert got.content.startswith(b"%PDF")
    assert "summary-" in got["Content-Disposition"]
    texts = texts_of(got.content)
    for name in ("Rosa", "rosa@", "Ruiconfidential"):
        assert name not in texts
        assert name.encode("utf-16-be").hex().upper() not in texts.upper()


def test_a_paper_whose_file_is_lost_is_not_found(released, ines, as_user):
    Paper.objects.all().delete()
    paper = make_paper_row(released)
    paper.file.storage.delete(paper.file.name)

    assert as_user(ines).get(reverse("hubs:paper", args=[paper.pk])).status_code == 404


@pytest.mark.parametrize("who", ["olga", "rosa", "leo"])
def test_it_is_its_hubs_own(released, as_user, who, request):
    browser = as_user(request.getfixturevalue(who))
    paper = Paper.objects.get(expression=released)
    papers.make_paper(paper)

    assert browser.get(reverse("hubs:summary", args=[released.pk])).status_code == 404
    assert browser.get(reverse("hubs:paper", args=[paper.pk])).status_code == 404


def test_the_office_reads_it_before_the_release(evaluated, carla, as_user):
    propose_decisions(evaluated.call, by=carla)

    address = reverse("hubs:summary", args=[evaluated.pk])

    before = as_user(carla).get(address)
    declare(carla, evaluated)
    page = as_user(carla).get(address)

    assert reverse("hubs:declare_interest", args=[evaluated.pk]) in before.url
    assert "Not released" in page.content.decode()


@pytest.mark.parametrize(("language", "sign"), [("en", "."), ("es", ","), ("pt", ",")])
def test_marks_are_told_in_the_readers_numbers(released, ines, as_user, language, sign):
    prefix = "" if language == "en" else f"/{language}"

    words = as_user(ines).get(prefix + reverse("hubs:summary", args=[released.pk])).content.decode()

    assert f"3{sign}75" in words
    assert f"11{sign}25" in words
