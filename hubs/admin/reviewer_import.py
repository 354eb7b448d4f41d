"""Inviting reviewers from a table, in the office."""

from collections.abc import Iterable
from functools import partial

from django import forms
from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hubs.models import Reviewer
from hubs.operations.importing_reviewers import REVIEWER_COLUMNS, import_reviewers
from twinning.core.importing import Fault, Faulty, bring_all_in
from twinning.core.sheets import read_sheet
from twinning.core.web import permit

LARGEST = 1_000_000  # bytes of a table


class TableForm(forms.Form):
    """A CSV file."""

    file = forms.FileField(label=gettext_lazy("CSV file"))


def bring_in(request: HttpRequest) -> HttpResponse:
    """Invite the people of a table: all, or none when a row is wrong."""
    permit(request.user, "hubs.invite_reviewer")
    form = TableForm(request.POST or None, request.FILES or None)
    if request.method != "POST":
        return _page(request, form)
    if not form.is_valid() or form.cleaned_data["file"].size > LARGEST:
        return _page(request, form, [Fault(0, "", _("Choose a CSV file of at most 1 MB."))])
    sheet = read_sheet(form.cleaned_data["file"].read(), columns=REVIEWER_COLUMNS, key="email")
    try:
        summary = bring_all_in(sheet, partial(import_reviewers, by=request.user))
    except Faulty as faulty:
        return _page(request, form, faulty.faults)
    words = _("%(created)d reviewers invited, %(changed)d changed, %(unchanged)d unchanged.")
    counts = {"created": summary.created, "changed": summary.changed, "unchanged": summary.unchanged}
    messages.success(request, words % counts)
    return redirect(reverse("admin:hubs_reviewer_changelist"))


def _page(request: HttpRequest, form: forms.Form, faults: Iterable[Fault] = ()) -> HttpResponse:
    context = admin.site.each_context(request) | {
        "title": _("Invite reviewers from a table"),
        "form": form,
        "columns": ", ".join(REVIEWER_COLUMNS),
        "faults": [str(fault) for fault in faults],
        "opts": Reviewer._meta,
    }
    return render(request, "admin/hubs/reviewer/import.html", context, status=422 if faults else 200)
