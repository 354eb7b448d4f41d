"""What waits for a person here."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from portfolios.models import Edition, Portfolio
from portfolios.states import EditionStatus
from twinning.core.waiting import Waiting


def waiting_for(user: Any) -> list[Waiting]:
    """Drafts to finish, for those who write for a hub; for the office, what to read and what to print."""
    if not user.is_authenticated:
        return []
    drafts = Portfolio.objects.to_be_finished_by(user).select_related("hub")
    waiting = [_to_finish(portfolio) for portfolio in drafts]
    if user.works_in_office:
        submitted = Portfolio.objects.in_review().select_related("hub").order_by("submitted_at")
        waiting += [_to_review(portfolio) for portfolio in submitted]
        failed = Edition.objects.filter(status=EditionStatus.FAILED).select_related("portfolio__hub")
        waiting += [_to_print(edition) for edition in failed.defer("content")]
    return waiting


def _to_finish(portfolio: Portfolio) -> Waiting:
    words = {"hub": portfolio.hub.short_name}
    title = _("Finish the service portfolio of %(hub)s") % words
    note = _("What the public reads stays as it is until the next edition.")
    if portfolio.edition_id is None:
        note = _("Describe the services, then submit the portfolio for review.")
    return Waiting(title, portfolio.get_absolute_url(), note=portfolio.note or note, kind=_("portfolio"))


def _to_review(portfolio: Portfolio) -> Waiting:
    title = _("Review the service portfolio of %(hub)s") % {"hub": portfolio.hub.short_name}
    url = reverse("portfolios:review", kwargs={"slug": portfolio.slug})
    return Waiting(title, url, kind=_("portfolio"))


def _to_print(edition: Edition) -> Waiting:
    words = {"hub": edition.portfolio.hub.short_name, "number": edition.number}
    title = _("Edition %(number)d of %(hub)s could not be printed") % words
    url = reverse("admin:portfolios_edition_change", args=[edition.pk])
    return Waiting(title, url, kind=_("portfolio"))
