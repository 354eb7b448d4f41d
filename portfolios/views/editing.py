"""Writing in the working copy: the introduction, and its services one by one."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from portfolios.forms.portfolios import IntroductionForm, ServiceForm
from portfolios.models import Portfolio, Service
from portfolios.operations.services import remove_service as take_out
from twinning.core.errors import Refused
from twinning.core.versions import VersionedForm
from twinning.core.web import find, permit


@login_required
def revise_portfolio(request: HttpRequest, slug: str) -> HttpResponse:
    portfolio = _writable(request, slug)
    form = IntroductionForm(request.POST or None, instance=portfolio)
    words = {"title": _("Edit the introduction"), "done": _("The introduction is saved.")}
    return _answer(request, portfolio, form, words)


@login_required
def add_service(request: HttpRequest, slug: str) -> HttpResponse:
    portfolio = _writable(request, slug)
    form = ServiceForm(request.POST or None, instance=Service(portfolio=portfolio))
    words = {"title": _("Add a service"), "done": _("The service is added.")}
    return _answer(request, portfolio, form, words)


@login_required
def revise_service(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    portfolio = _writable(request, slug)
    service = find(portfolio.services.all(), pk=pk)
    form = ServiceForm(request.POST or None, instance=service)
    words = {"title": _("Edit a service"), "done": _("The service is saved.")}
    return _answer(request, portfolio, form, words)


@login_required
def remove_service(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Asks first; what is public stays until the next edition."""
    portfolio = _writable(request, slug)
    service = find(portfolio.services.all(), pk=pk)
    if request.method == "POST":
        take_out(service, by=request.user)
        messages.success(request, _("The service is removed from the working copy."))
        return redirect(portfolio)
    context = {"portfolio": portfolio, "service": service}
    return render(request, "portfolios/remove_service.html", context)


def _writable(request: HttpRequest, slug: str) -> Portfolio:
    """Opening a form asks who and when; saving asks who, so that late words are refused, not lost."""
    portfolio = find(Portfolio.objects.visible_to(request.user).select_related("hub"), slug=slug)
    asked = "write" if request.method == "POST" else "revise"
    permit(request.user, f"portfolios.{asked}_portfolio", portfolio)
    return portfolio


def _answer(
    request: HttpRequest, portfolio: Portfolio, form: VersionedForm, words: dict[str, str]
) -> HttpResponse:
    """Save and go back, or draw the form with everything that was typed."""
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                form.save(by=request.user)
            except Refused as refusal:
                form.refuse(refusal)
                status = 409
            else:
                messages.success(request, words["done"])
                return redirect(portfolio)
    context: dict[str, Any] = {"portfolio": portfolio, "form": form, "title": words["title"]}
    return render(request, "portfolios/edit.html", context, status=status)
