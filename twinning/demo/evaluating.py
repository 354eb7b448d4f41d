"""The sample reviewers, what they and the office declare, and the consensus of some applications."""

from typing import Any

from hubs.models import Call, Expression, TechnologyArea
from hubs.operations.consensus import agree_consensus, name_rapporteur, revise_consensus
from hubs.operations.declaring import declare_on_call
from hubs.operations.reviewers import invite_reviewer
from twinning.accounts.models import User
from twinning.demo.applicants import CRITERIA, Applicant, mark
from twinning.demo.words import one_of

AGREED_ON = 8  # applications with a consensus
REVIEWERS: list[dict[str, Any]] = [
    {
        "affiliation": "Sample Institute of Networks, Madrid",
        "countries": ["ES"],
        "languages": ["es", "en", "pt"],
    },
    {"affiliation": "Sample Research Council, Utrecht", "countries": ["NL"], "languages": ["en", "es", "nl"]},
    {
        "affiliation": "Sample Innovation Agency, São Paulo",
        "countries": ["BR", "PT"],
        "languages": ["pt", "en"],
    },
]
TO_PANEL = [
    "Sample note: we read it in the same way, and differ only in how soon the plan can begin.",
    "Sample note: one of us knows the field better; we follow that mark.",
    "Sample note: discussed twice; the figures of the second year decided.",
]
TO_HUB = [
    "Sample comment: a convincing application. Be more precise about the months in which both hubs need people.",
    "Sample comment: the reviewers agree on the strength of the team, and would like to see a risk named.",
]


def introduce(reviewers: list[User], *, by: User) -> None:
    """The office notes who they are."""
    areas = list(TechnologyArea.objects.order_by("position"))
    for number, (reviewer, facts) in enumerate(zip(reviewers, REVIEWERS, strict=True)):
        invite_reviewer(reviewer.email, by=by, areas=areas[number : number + 3], **facts)


def declare(call: Call, *, by: User) -> None:
    """The coordinator declares on all applications at once: none is a conflict."""
    declare_on_call(call, conflicts=[], reason="", by=by)


def agree(expression: Expression, applicant: Applicant, number: int, *, rapporteur: User, by: User) -> None:
    """The rapporteur writes down what all three agree on."""
    if number >= AGREED_ON:
        return
    consensus = name_rapporteur(expression, rapporteur=rapporteur, by=by)
    marks = {
        f"mark_{criterion['code']}": f"{mark(quality, '0').normalize():f}"
        for criterion, quality in zip(CRITERIA, applicant.quality, strict=True)
    }
    words = {"comment": one_of(TO_PANEL, number), "comment_to_hub": one_of(TO_HUB, number)}
    revise_consensus(consensus, answers=marks | words, by=rapporteur)
    agree_consensus(consensus, by=rapporteur)
