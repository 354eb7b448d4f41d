"""The PDF of the edition that the public reads."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from portfolios.models import Edition
from twinning.core.files import give
from twinning.core.web import find

COME_BACK = 20  # seconds; an edition is printed in one or two


def edition_pdf(request: HttpRequest, slug: str) -> HttpResponse:
    """The file, or a page that says that it is being printed and when to come back."""
    edition = find(Edition.objects.public().select_related("portfolio__hub"), portfolio__slug=slug)
    if edition.is_printed:
        try:
            return give(
                request,
                edition.file,
                name=f"{slug}-{edition.number}.pdf",
                media_type="application/pdf",
                version=f"{edition.digest}-{edition.number}",
                cached="no-cache",  # it is public, and may be hidden at any moment
            )
        except FileNotFoundError:
            pass  # lost from the storage: the office prints it again
    context = {"edition": edition, "hub": edition.portfolio.hub}
    answer = render(request, "portfolios/being_printed.html", context, status=503)
    answer["Retry-After"] = COME_BACK
    return answer
