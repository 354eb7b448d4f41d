"""What waits for a person here."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from portfolios.models import Edition, Portfolio
from portfolios.states import EditionStatus
from twinning.core.waiting import Sort, Waiting, told


def waiting_for(user: Any) -> list[Waiting]:
    """All of it, in no particular order."""
    return list(told(sorts(user)))


def sorts(user: Any) -> Iterator[Sort]:
    """Drafts to finish, for those who write for a hub; for the office, what to read and what to print."""
    if not user.is_authenticated:
        return
    yield Sort(_to_finish, Portfolio.objects.to_be_finished_by(user))
    if user.works_in_office:
        yield Sort(_to_review, Portfolio.objects.in_review())
        yield Sort(_to_print, Edition.objects.filter(status=EditionStatus.FAILED))


def _to_finish(drafts: Any) -> Iterator[Waiting]:
    for portfolio in drafts.select_related("hub"):
        yield _finish(portfolio)


def _finish(portfolio: Portfolio) -> Waiting:
    words = {"hub": portfolio.hub.short_name}
    title = _("Finish the service portfolio of %(hub)s") % words
    note = _("What the public reads stays as it is until the next edition.")
    if portfolio.edition_id is None:
        note = _("Describe the services, then submit the portfolio for review.")
    return Waiting(title, portfolio.get_absolute_url(), note=portfolio.note or note, kind=_("portfolio"))


def _to_review(submitted: Any) -> Iterator[Waiting]:
    for portfolio in submitted.select_related("hub").order_by("submitted_at"):
        title = _("Review the service portfolio of %(hub)s") % {"hub": portfolio.hub.short_name}
        url = reverse("portfolios:review", kwargs={"slug": portfolio.slug})
        yield Waiting(title, url, kind=_("portfolio"))


def _to_print(failed: Any) -> Iterator[Waiting]:
    for edition in failed.select_related("portfolio__hub").defer("content"):
        words = {"hub": edition.portfolio.hub.short_name, "number": edition.number}
        title = _("Edition %(number)d of %(hub)s could not be printed") % words
        url = reverse("admin:portfolios_edition_change", args=[edition.pk])
        yield Waiting(title, url, kind=_("portfolio"))
