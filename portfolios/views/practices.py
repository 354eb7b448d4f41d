"""Good practices, for anybody."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from portfolios.models import Practice
from twinning.core.paging import page_of


def practices(request: HttpRequest) -> HttpResponse:
    """All of them, or those in which the words stand; each with the page it came from."""
    words = request.GET.get("q", "").replace("\0", "").strip()[:200]
    found = Practice.objects.visible_to(request.user).matching(words)
    context = {"page": page_of(found.order_by("title"), request), "words": words}
    return render(request, "portfolios/practices.html", context)
