"""Giving the applications of a call to reviewers: proposed, changed by hand, stored; or from a table."""

from collections.abc import Iterable
from functools import partial

from django import forms
from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST

from hubs.admin.sharing_rows import loads_of, pairs_of, told_of
from hubs.evaluation.assigning import Plan
from hubs.models import Call, Expression
from hubs.operations.importing_assignments import ASSIGNMENT_COLUMNS, import_assignments
from hubs.operations.sharing import (
    assign_reviewers,
    impartial_in_race,
    loads_hidden,
    plan_assignments,
    to_share,
)
from twinning.accounts.models import User
from twinning.core.errors import Refused
from twinning.core.importing import Fault, Faulty, bring_all_in
from twinning.core.sheets import read_sheet
from twinning.core.web import find, permit

LARGEST = 1_000_000  # bytes of a table


class SharingForm(forms.Form):
    """How many readers each application wants, and how many applications one reviewer takes at most."""

    each = forms.IntegerField(label=gettext_lazy("Reviewers for each application"), min_value=1, max_value=20)
    most = forms.IntegerField(
        label=gettext_lazy("Applications for each reviewer, at most"), min_value=1, max_value=1000
    )


class TableForm(forms.Form):
    """A CSV file."""

    file = forms.FileField(
        label=gettext_lazy("CSV file"),
        help_text=gettext_lazy(
            "Two columns: application (its number, or its hub's short name) and reviewer (e-mail)."
        ),
    )


def _call(request: HttpRequest, pk: int) -> Call:
    call = find(Call.objects.visible_to(request.user), pk=pk)
    permit(request.user, "hubs.assign_reviewers", call)
    return call


def sharing(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for the numbers, propose, and store what the person makes of the proposal."""
    call = _call(request, pk)
    if request.method == "POST" and "store" in request.POST:
        return _store(request, call)
    form = SharingForm(request.POST or None, initial={"each": call.evaluations_wanted, "most": 10})
    if request.method == "POST" and form.is_valid():
        plan = plan_assignments(call, **form.cleaned_data, by=request.user)
        return _page(request, call, form, plan=plan)
    return _page(request, call, form, status=422 if form.errors else 200)


def _store(request: HttpRequest, call: Call) -> HttpResponse:
    chosen = _chosen(request, call)
    try:
        number = assign_reviewers(chosen, by=request.user)
    except Refused as refusal:
        form = SharingForm(request.POST)
        pairs = tuple((expression.pk, person.pk) for expression, person in chosen)
        return _page(request, call, form, plan=Plan(pairs), refusal=str(refusal), status=409)
    words = ngettext("%(number)d reviewer asked.", "%(number)d reviewers asked.", number)
    messages.success(request, words % {"number": number})
    return redirect("admin:hubs_call_sharing", call.pk)


def _chosen(request: HttpRequest, call: Call) -> list[tuple[Expression, User]]:
    """The pairs that the person left; a row without a reviewer is left out."""
    expressions = {str(one.pk): one for one in to_share(call, by=request.user)}
    people = {str(one.pk): one for one in User.objects.reviewers()}
    told = (pair.partition("-")[::2] for pair in request.POST.getlist("pair"))
    found = [
        (expressions[one], people[other]) for one, other in told if one in expressions and other in people
    ]
    return list(dict.fromkeys(found))


def _page(
    request: HttpRequest,
    call: Call,
    form: forms.Form,
    *,
    plan: Plan | None = None,
    refusal: str = "",
    faults: Iterable[Fault] = (),
    status: int = 200,
) -> HttpResponse:
    expressions = list(to_share(call, by=request.user))
    people = {one.pk: str(one) for one in User.objects.reviewers().order_by("name", "email")}
    names = {one.pk: str(one.hub) for one in expressions}
    context = admin.site.each_context(request) | {
        "title": _("Reviewers: %(call)s") % {"call": call},
        "call": call,
        "form": form,
        "table_form": TableForm(),
        "applications": len(expressions),
        "people": len(people),
        "later": impartial_in_race(call, by=request.user).count() - len(expressions),
        "opens_after": None if call.is_over else call.closes_at,
        "pairs": pairs_of(plan, expressions, people) if plan else [],
        "is_planned": plan is not None and not plan.shortages,
        "loads": loads_of(plan, people, loads_hidden(call, by=request.user)) if plan else [],
        "shortages": told_of(plan.shortages, names, people) if plan else [],
        "refusal": refusal,
        "faults": [str(fault) for fault in faults],
        "opts": Call._meta,
    }
    return render(request, "admin/hubs/call/sharing.html", context, status=status)


@require_POST
def bring_in(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask the reviewers of a table, all or none."""
    call = _call(request, pk)
    form = TableForm(request.POST, request.FILES)
    start = SharingForm(initial={"each": call.evaluations_wanted, "most": 10})
    if not form.is_valid() or form.cleaned_data["file"].size > LARGEST:
        fault = Fault(0, "", _("Choose a CSV file of at most 1 MB."))
        return _page(request, call, start, faults=[fault], status=422)
    sheet = read_sheet(form.cleaned_data["file"].read(), columns=ASSIGNMENT_COLUMNS, key=ASSIGNMENT_COLUMNS)
    try:
        summary = bring_all_in(sheet, partial(import_assignments, call=call, by=request.user))
    except Faulty as faulty:
        return _page(request, call, start, faults=faulty.faults, status=422)
    words = _("%(created)d reviewers asked, %(unchanged)d were asked before.")
    messages.success(request, words % {"created": summary.created, "unchanged": summary.unchanged})
    return redirect(reverse("admin:hubs_call_sharing", args=[pk]))
