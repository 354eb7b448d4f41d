"""The three layers of an application's evaluation side by side: reviewers, consensus, panel."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from hubs.blind.naming import names_of_reviewers
from hubs.evaluation.given import evaluations_of, given_by, side_by_side
from hubs.models import Assignment, Consensus, Decision, Expression, Standing
from hubs.operations.consensus import name_rapporteur
from hubs.states import AssignmentStatus, ConsensusStatus
from hubs.views.declarations import declare_first
from twinning.accounts.models import User
from twinning.core.errors import Refused
from twinning.core.prose import paragraphs
from twinning.core.web import find, permit


class RapporteurForm(forms.Form):
    """One of the application's reviewers."""

    rapporteur = forms.ModelChoiceField(label=gettext_lazy("Rapporteur"), queryset=User.objects.none())

    def __init__(self, expression: Expression, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        asked = Assignment.objects.filter(expression=expression, status=AssignmentStatus.ACCEPTED)
        field: Any = self.fields["rapporteur"]
        field.queryset = User.objects.filter(pk__in=asked.values("reviewer")).order_by("name", "email")


def _found(request: HttpRequest, pk: int) -> Expression:
    rows = Expression.objects.impartial_to(request.user).select_related("hub__region", "call")
    return find(rows, pk=pk)


@require_GET
def layers(request: HttpRequest, pk: int) -> HttpResponse:
    """Each reviewer's marks and their spread, the consensus, and what the panel makes of it."""
    expression = _found(request, pk)
    permit(request.user, "hubs.see_ranking", expression.call)
    return declare_first(request, expression) or _page(request, expression, None)


def rapporteur(request: HttpRequest, pk: int) -> HttpResponse:
    """Name who writes the consensus."""
    expression = _found(request, pk)
    permit(request.user, "hubs.name_rapporteur", expression)
    page = reverse("admin:hubs_expression_layers", args=[pk])
    if request.method != "POST":
        return redirect(page)
    form = RapporteurForm(expression, request.POST)
    if not form.is_valid():
        return _page(request, expression, form, status=422)
    try:
        name_rapporteur(expression, rapporteur=form.cleaned_data["rapporteur"], by=request.user)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return _page(request, expression, form, status=409)
    messages.success(request, _("Named. A letter asks for the consensus."))
    return redirect(page)


def _page(
    request: HttpRequest, expression: Expression, form: RapporteurForm | None, *, status: int = 200
) -> HttpResponse:
    consensus = Consensus.objects.visible_to(request.user).filter(expression=expression).first()
    seen = evaluations_of(expression, request.user)
    names = names_of_reviewers(seen, request.user)
    goes_on = Expression.objects.under_evaluation().filter(pk=expression.pk).exists()
    may_name = goes_on and (consensus is None or consensus.status == ConsensusStatus.DRAFT)
    initial = {"rapporteur": consensus.rapporteur_id} if consensus else {}
    context = admin.site.each_context(request) | {
        "title": _("Marks, consensus, decision: %(hub)s") % {"hub": expression.hub},
        "expression": expression,
        "reviewers": [names[one.pk] for one in seen],
        "given": [given_by(one, request.user) for one in seen],
        "lines": side_by_side(expression, seen, consensus),
        "consensus": consensus,
        "comment": paragraphs(consensus.comment) if consensus else "",
        "comment_to_hub": paragraphs(consensus.comment_to_hub) if consensus else "",
        "standing": Standing.objects.visible_to(request.user).filter(expression=expression).first(),
        "decision": Decision.objects.visible_to(request.user).filter(expression=expression).first(),
        "form": (form or RapporteurForm(expression, initial=initial)) if may_name else None,
        "opts": Expression._meta,
    }
    return render(request, "admin/hubs/expression/layers.html", context, status=status)
