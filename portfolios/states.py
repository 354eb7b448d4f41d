"""The life of a portfolio's working copy, and of the PDF of an edition."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from twinning.core.lifecycle import Lifecycle, Step


class PortfolioStatus(TextChoices):
    DRAFT = "draft", _("draft")
    IN_REVIEW = "in_review", _("in review")
    PUBLISHED = "published", _("published")


P = PortfolioStatus

# Only the working copy moves here. What the public reads is an edition, frozen when it was
# published: it stays while its successor is written, and goes when it is withdrawn.
PORTFOLIO = Lifecycle(
    "portfolios",
    "portfolio",
    PortfolioStatus,
    submit=Step(P.DRAFT, to=P.IN_REVIEW, label=_("Submit for review")),
    revise=Step(P.DRAFT, P.PUBLISHED, to=P.DRAFT, label=_("Edit the introduction")),
    reopen=Step(P.IN_REVIEW, to=P.DRAFT, label=_("Take back for editing")),
    publish=Step(P.IN_REVIEW, to=P.PUBLISHED, label=_("Publish")),
    **{"return": Step(P.IN_REVIEW, to=P.DRAFT, label=_("Return to the hub"))},
    withdraw=Step(
        P.DRAFT, P.IN_REVIEW, P.PUBLISHED, to=P.DRAFT, label=_("Withdraw from the public"), grave=True
    ),
)


class EditionStatus(TextChoices):
    QUEUED = "queued", _("waiting to be printed")
    PRINTING = "printing", _("being printed")
    PRINTED = "printed", _("printed")
    FAILED = "failed", _("could not be printed")


E = EditionStatus

EDITION = Lifecycle(
    "portfolios",
    "edition",
    EditionStatus,
    claim=Step(E.QUEUED, to=E.PRINTING, by_clock=True),
    confirm=Step(E.PRINTING, to=E.PRINTED, by_clock=True),
    release=Step(E.PRINTING, to=E.QUEUED, by_clock=True),
    give_up=Step(E.PRINTING, to=E.FAILED, by_clock=True),
    reprint=Step(E.PRINTED, E.FAILED, to=E.QUEUED, label=_("Print again")),
)
