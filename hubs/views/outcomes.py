"""What follows a decision: its summary, papers, and a place that becomes free."""

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from hubs.evaluation.summaries import context_of, summary_of
from hubs.models import Decision, Expression, Paper, PaperKind, Redress
from hubs.operations.redress import (
    redress_until,
)
from hubs.operations.replacing import replace_expression
from hubs.papers import media_type_of, suffix_of
from hubs.states import EXPRESSION
from hubs.views.declarations import declare_first
from twinning.core.files import give
from twinning.core.steps import step
from twinning.core.web import find, permitted


@login_required
def summary(request: HttpRequest, pk: int) -> HttpResponse:
    """Marks and comments to the hub, once released; the office reads it before."""
    visible = Decision.objects.visible_to(request.user).select_related("expression__hub", "expression__call")
    decision = find(visible, expression=pk)
    expression = decision.expression
    if asked_first := declare_first(request, expression):
        return asked_first
    papers = Paper.objects.visible_to(request.user).filter(kind=PaperKind.SUMMARY, expression=expression)
    redress = Redress.objects.visible_to(request.user).filter(expression=expression).first()
    until = redress_until(expression)
    is_running = until is not None and timezone.now() < until
    context = context_of(summary_of(expression)) | {
        "expression": expression,
        "decision": decision,
        "paper": _in_language(list(papers)),
        "redress": redress,
        "redress_until": until,
        "may_file": is_running and not redress and permitted(request.user, "hubs.file_redress", expression),
    }
    return render(request, "hubs/summary.html", context)


def _in_language(papers: list[Paper]) -> Paper | None:
    """The reader's own, else any that there is."""
    wanted = get_language()
    return next((one for one in papers if one.language == wanted), papers[0] if papers else None)


@login_required
def paper(request: HttpRequest, pk: int) -> HttpResponse:
    """The file of a summary or dossier; 404 until it is made."""
    visible = Paper.objects.visible_to(request.user).select_related("expression__hub", "call")
    this = find(visible, pk=pk)
    if not this.is_made:
        raise Http404(_("It is being made. Please come back in a minute."))
    about = this.expression.hub.slug if this.expression else this.call.slug
    name = f"{this.kind}-{slugify(about)}{suffix_of(this)}"
    try:
        return give(request, this.file, name=name, media_type=media_type_of(this), version=this.digest)
    except FileNotFoundError as lost:  # removed this moment, or lost from the storage
        raise Http404(_("This file is gone. Have it made again, or ask the office.")) from lost


class TurnForm(forms.Form):
    """Why this one, where it is not its turn."""

    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Needed when another hub is next in the reserve. Stays in the office."),
    )


replace = step(
    EXPRESSION,
    "replace",
    Expression,
    replace_expression,
    form_class=TurnForm,
    explains=gettext_lazy("The hub is selected from now on, and its people get a letter."),
    done=gettext_lazy("The place is given; the letter is on its way."),
)
