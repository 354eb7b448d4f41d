"""A reviewer's own page: what the office knows of them, and the hubs they have worked with."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hubs.languages import language_name
from hubs.models import EarlierPartner, Hub, Reviewer
from hubs.operations.conflicts import name_earlier_partners
from twinning.core.lands import land
from twinning.core.web import permit

MOST = 12  # hubs shown for a search


class SearchForm(forms.Form):
    """Finds hubs by words of their name."""

    q = forms.CharField(label=gettext_lazy("Name, city or country"), max_length=120, required=False)


@login_required
def partners(request: HttpRequest) -> HttpResponse:
    """Name a hub that one has worked with: its applications are then given to somebody else."""
    permit(request.user, "hubs.name_partners")
    if request.method == "POST":
        hubs = list(Hub.objects.visible_to(request.user).filter(pk__in=numbers_in(request, "hub")))
        number = name_earlier_partners(request.user, hubs=hubs, by=request.user)
        if number:
            messages.success(request, _("Noted. Applications of this hub are not shown to you."))
        return redirect("hubs:earlier_partners")
    form = SearchForm(request.GET or None)
    named = EarlierPartner.objects.visible_to(request.user).filter(reviewer=request.user)
    words = form.cleaned_data["q"] if form.is_bound and form.is_valid() else ""
    known = set(named.values_list("hub", flat=True))
    others: Any = Hub.objects.visible_to(request.user).exclude(pk__in=known)
    found = others.matching(words)[:MOST] if words else []
    context = {
        "form": form,
        "words": words,
        "found": list(found),
        "named": named.select_related("hub").order_by("hub__name"),
        "facts": _facts(Reviewer.objects.filter(user=request.user).first()),
    }
    return render(request, "hubs/partners.html", context)


def numbers_in(request: HttpRequest, name: str) -> list[int]:
    """Whole numbers, of a length that a database takes."""
    typed = request.POST.getlist(name)
    return [int(one) for one in typed if one.isascii() and one.isdigit() and len(one) < 12]


def _facts(reviewer: Reviewer | None) -> list[tuple[str, Any]]:
    """What the office has noted, for the reviewer to check."""
    if reviewer is None:
        return []
    facts = [
        (_("Affiliation"), reviewer.affiliation),
        (_("Countries"), ", ".join(land(code) for code in reviewer.countries)),
        (_("Languages"), ", ".join(language_name(code) for code in reviewer.languages)),
        (_("Technology areas"), ", ".join(str(area) for area in reviewer.areas.all())),
    ]
    return [(label, words or "–") for label, words in facts]
