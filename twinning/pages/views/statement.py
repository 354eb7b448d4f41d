"""What the programme says of itself: privacy, accessibility."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from hubs.models import PublicText
from twinning.core.kept_pages import for_everybody, kept_page
from twinning.core.prose import paragraphs
from twinning.core.web import find


@kept_page(alike=for_everybody)
def statement(request: HttpRequest, place: str) -> HttpResponse:
    """The words at a place; nothing, as long as the office has not written them."""
    text = find(PublicText.objects.all(), place=place)
    return render(request, "pages/statement.html", {"text": text, "words": paragraphs(text.body)})
