"""Where the hub writes its portfolio, and where the office reads it before the public does."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from portfolios.changes import compare
from portfolios.content import content_of
from portfolios.models import Portfolio
from portfolios.pages import lay_out
from portfolios.views.words import named_changes
from twinning.core.digest import digest_of
from twinning.core.prose import paragraphs
from twinning.core.web import find, permit, permitted


def _found(request: HttpRequest, slug: str) -> Portfolio:
    visible = Portfolio.objects.visible_to(request.user).select_related("hub", "edition")
    return find(visible, slug=slug)


@login_required
def working_copy(request: HttpRequest, slug: str) -> HttpResponse:
    """All of it on one page: where it stands, what it says, and what may be done now."""
    portfolio = _found(request, slug)
    context = {
        "portfolio": portfolio,
        "intro": paragraphs(portfolio.intro),
        "services": portfolio.services.with_words().in_order(),
        "may_revise": permitted(request.user, "portfolios.revise_portfolio", portfolio),
        "may_review": permitted(request.user, "portfolios.review_portfolio", portfolio),
    }
    return render(request, "portfolios/working_copy.html", context)


@login_required
def preview(request: HttpRequest, slug: str) -> HttpResponse:
    """The public page as it would be, for those who may see the working copy."""
    portfolio = _found(request, slug)
    page = lay_out(content_of(portfolio), language=get_language() or "en")
    context = {"page": page, "intro": paragraphs(page.intro), "portfolio": portfolio, "hub": portfolio.hub}
    return render(request, "portfolios/preview.html", context)


@login_required
def review(request: HttpRequest, slug: str) -> HttpResponse:
    """What would change for the public, beside the two things the office may do about it."""
    portfolio = _found(request, slug)
    permit(request.user, "portfolios.review_portfolio", portfolio)
    content = content_of(portfolio)
    before = portfolio.edition.content if portfolio.edition else None
    context: dict[str, Any] = {
        "portfolio": portfolio,
        "page": lay_out(content, language=get_language() or "en"),
        "digest": digest_of(content),
        "sections": named_changes(compare(before, content)),
        "may_publish": permitted(request.user, "portfolios.publish_portfolio", portfolio),
        "may_return": permitted(request.user, "portfolios.return_portfolio", portfolio),
    }
    return render(request, "portfolios/review.html", context)
