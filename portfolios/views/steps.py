"""The steps of portfolios and editions, each a page that asks before it does."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hubs.models import Hub
from portfolios.forms.portfolios import PublishForm
from portfolios.models import Edition, Portfolio
from portfolios.operations import editions, portfolios
from portfolios.states import EDITION, PORTFOLIO
from twinning.core.errors import Refused
from twinning.core.steps import ReasonForm, step
from twinning.core.web import find, permit

submit_portfolio = step(
    PORTFOLIO,
    "submit",
    Portfolio,
    portfolios.submit_portfolio,
    explains=gettext_lazy(
        "The programme's office reads it before the public does. Until then it cannot be edited."
    ),
    done=gettext_lazy("Your portfolio is with the programme's office."),
)
reopen_portfolio = step(
    PORTFOLIO,
    "reopen",
    Portfolio,
    portfolios.reopen_portfolio,
    explains=gettext_lazy("You can edit it again, and submit it once more when it is ready."),
    done=gettext_lazy("The portfolio is a draft again."),
)
publish_portfolio = step(
    PORTFOLIO,
    "publish",
    Portfolio,
    portfolios.publish_portfolio,
    form_class=PublishForm,
    explains=gettext_lazy("Anybody can read this edition as soon as you publish it, and its PDF is printed."),
    done=gettext_lazy("The portfolio is public. Its PDF is ready in a moment."),
)
return_portfolio = step(
    PORTFOLIO,
    "return",
    Portfolio,
    portfolios.return_portfolio,
    form_class=ReasonForm,
    explains=gettext_lazy(
        "The hub reads the reason in a letter and on its desk. What is public stays as it is."
    ),
    done=gettext_lazy("The portfolio is back with the hub."),
)
withdraw_portfolio = step(
    PORTFOLIO,
    "withdraw",
    Portfolio,
    portfolios.withdraw_portfolio,
    form_class=ReasonForm,
    explains=gettext_lazy("The public page, the PDF and the entry in the list are taken away at once."),
    done=gettext_lazy("The portfolio is not public any more."),
)
reprint_edition = step(
    EDITION,
    "reprint",
    Edition,
    editions.reprint_edition,
    explains=gettext_lazy("The PDF is made once more from what was published."),
    done=gettext_lazy("The PDF is ready in a moment."),
)


@login_required
def open_portfolio(request: HttpRequest, slug: str) -> HttpResponse:
    """The office gives a hub a portfolio, whether or not a call selected it."""
    hub = find(Hub.objects.visible_to(request.user), slug=slug)
    permit(request.user, "portfolios.open_portfolio", hub)
    if request.method == "POST":
        try:
            portfolio = portfolios.open_portfolio(hub, by=request.user)
        except Refused as refusal:
            messages.warning(request, str(refusal))
            return redirect(hub)
        messages.success(request, _("The portfolio is open, and the hub has been told."))
        return redirect(portfolio)
    return render(request, "portfolios/open.html", {"hub": hub})
