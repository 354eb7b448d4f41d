"""Hubs that one's own has worked with: found by their name, noted, and taken back."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from hubs.models import EarlierContact, Hub
from hubs.operations.contacts import forget_earlier_contact, name_earlier_contact
from hubs.views.partners import MOST, SearchForm, numbers_in
from twinning.core.errors import Refused
from twinning.core.web import find, permit


@login_required
def contacts(request: HttpRequest, slug: str) -> HttpResponse:
    """What the hub has said, and a search for more; POST notes one, or takes one back."""
    hub = find(Hub.objects.visible_to(request.user), slug=slug)
    permit(request.user, "hubs.describe_hub", hub)
    if request.method == "POST":
        _change(request, hub)
        return redirect("hubs:contacts", slug=hub.slug)
    form = SearchForm(request.GET or None)
    words = form.cleaned_data["q"] if form.is_bound and form.is_valid() else ""
    named = EarlierContact.objects.visible_to(request.user).filter(hub=hub)
    others: Any = Hub.objects.visible_to(request.user).exclude(region=hub.region_id)
    others = others.exclude(pk__in=named.values("other")).select_related("region")
    context = {
        "hub": hub,
        "form": form,
        "words": words,
        "found": list(others.matching(words)[:MOST]) if words else [],
        "named": named.select_related("other__region").order_by("other__name"),
    }
    return render(request, "hubs/contacts.html", context)


def _change(request: HttpRequest, hub: Hub) -> None:
    """A hub or a contact that the person may not see is not there."""
    for pk in numbers_in(request, "forget"):
        contact = find(EarlierContact.objects.visible_to(request.user).filter(hub=hub), pk=pk)
        forget_earlier_contact(contact, by=request.user)
        messages.success(request, _("Taken off the list."))
    for pk in numbers_in(request, "hub"):
        other = find(Hub.objects.visible_to(request.user), pk=pk)
        try:
            name_earlier_contact(hub, other=other, by=request.user)
        except Refused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("Noted. Pairing may take it into account."))
