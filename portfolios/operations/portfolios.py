"""What may be done with a portfolio: opened, written, reviewed, published, withdrawn."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hubs.models import Hub
from hubs.states import HubStatus
from portfolios.content import content_of
from portfolios.models import Edition, Portfolio
from portfolios.operations.listings import put_on_list, take_off_list
from portfolios.states import PORTFOLIO
from portfolios.tasks import print_edition
from twinning.accounts.models import User
from twinning.accounts.operations.letters import write_letter
from twinning.core.digest import digest_of
from twinning.core.errors import Refused
from twinning.core.versions import save_version
from twinning.trail.models import Trace
from twinning.trail.operations import leave_trace


@transaction.atomic
def open_portfolio(hub: Hub, *, by: User | None) -> Portfolio:
    """Give the hub a portfolio to fill, beginning with what the hub already says of itself."""
    facts = {"slug": hub.slug, "intro": hub.summary}
    portfolio, is_new = Portfolio.objects.get_or_create(hub=hub, defaults=facts)
    if not is_new:
        raise Refused(_("This hub has a portfolio already."))
    trace = leave_trace(portfolio, "open", by=by)
    _tell_the_hub("portfolio_opened", portfolio, trace)
    return portfolio


@transaction.atomic
def revise_portfolio(portfolio: Portfolio, *, version: int, by: User | None, **changes: Any) -> None:
    """Change the introduction and what stands beside it, unless somebody else has since `version`."""
    if unknown := changes.keys() - {"intro", "contact_email", "language"}:
        raise TypeError(f"not words of a portfolio: {', '.join(sorted(unknown))}")
    save_version(portfolio, opened=version, **changes)
    PORTFOLIO.take(portfolio, "revise")
    leave_trace(portfolio, "revise", by=by, fields=sorted(changes))


@transaction.atomic
def submit_portfolio(portfolio: Portfolio, *, by: User | None) -> None:
    """Hand the working copy to the office, which reads it before anybody else does."""
    if not portfolio.services.exists():
        raise Refused(_("Add at least one service before you submit the portfolio."))
    PORTFOLIO.take(portfolio, "submit", submitted_at=timezone.now(), note="")
    trace = leave_trace(portfolio, "submit", by=by)
    for officer in User.objects.office():
        write_letter("portfolios.portfolio_submitted", to=officer, about=portfolio.pk, once=str(trace.number))


@transaction.atomic
def reopen_portfolio(portfolio: Portfolio, *, by: User | None) -> None:
    """Take it back from the office's desk to go on writing."""
    PORTFOLIO.take(portfolio, "reopen")
    leave_trace(portfolio, "reopen", by=by)


@transaction.atomic
def return_portfolio(portfolio: Portfolio, *, reason: str, by: User | None) -> None:
    """Give it back to the hub with the reason; what is public stays as it is."""
    PORTFOLIO.take(portfolio, "return", note=reason)
    trace = leave_trace(portfolio, "return", by=by, reason=reason)
    _tell_the_hub("portfolio_returned", portfolio, trace)


@transaction.atomic
def publish_portfolio(portfolio: Portfolio, *, by: User | None, digest: str = "") -> Edition:
    """Freeze the working copy as an edition, show it to the public, and have it printed.

    `digest` is of the content that the reviewer read: anything else is not published. Content that
    has not changed since the last edition makes no new one, and is not printed again.
    """
    if portfolio.hub.status != HubStatus.LISTED:
        raise Refused(_("This hub is not listed publicly. List it before you publish its portfolio."))
    PORTFOLIO.take(portfolio, "publish", note="")
    content = content_of(portfolio)
    if digest and digest != digest_of(content):
        raise Refused(_("The portfolio has changed since you read it. Please read it again."))
    edition = _edition_of(portfolio, content, by)
    Portfolio.objects.filter(pk=portfolio.pk).update(edition=edition)
    portfolio.edition = edition
    put_on_list(edition)
    trace = leave_trace(portfolio, "publish", by=by, edition=edition.number, digest=edition.digest)
    _tell_the_hub("portfolio_published", portfolio, trace)
    return edition


@transaction.atomic
def withdraw_portfolio(portfolio: Portfolio, *, reason: str, by: User | None) -> None:
    """Take the edition away from the public; the working copy goes back to the hub."""
    if portfolio.edition_id is None:
        raise Refused(_("There is no public edition to withdraw."))
    PORTFOLIO.take(portfolio, "withdraw", note=reason, edition=None)
    take_off_list(portfolio)
    trace = leave_trace(portfolio, "withdraw", by=by, reason=reason)
    _tell_the_hub("portfolio_withdrawn", portfolio, trace)


def _edition_of(portfolio: Portfolio, content: dict[str, Any], by: User | None) -> Edition:
    """The latest edition where it says the same, else a new one on its way to the printer."""
    latest = portfolio.editions.order_by("-number").first()
    digest = digest_of(content)
    if latest and latest.digest == digest:
        return latest
    edition = Edition.objects.create(
        portfolio=portfolio,
        number=latest.number + 1 if latest else 1,
        language=portfolio.language,
        content=content,
        digest=digest,
        published_by=by,
    )
    print_edition.delay_on_commit(edition_id=edition.pk)
    return edition


def _tell_the_hub(kind: str, portfolio: Portfolio, trace: Trace) -> None:
    """One letter for each time it happens, to those who write for the hub."""
    writers = portfolio.hub.memberships.writers().filter(user__is_active=True)
    for membership in writers.select_related("user"):
        write_letter(f"portfolios.{kind}", to=membership.user, about=portfolio.pk, once=str(trace.number))
