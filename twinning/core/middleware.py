"""What holds for each request: the reader's clock, and an answer to what was refused."""

import zoneinfo
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from twinning.core.errors import Refused
from twinning.core.keeping import one_request

Handler = Callable[[HttpRequest], HttpResponse]


class ReaderMiddleware:
    """Times are shown in the reader's own zone; a visitor's are in UTC. What is kept is of one moment."""

    def __init__(self, handler: Handler) -> None:
        self.handler = handler

    def __call__(self, request: HttpRequest) -> HttpResponse:
        zone = getattr(request.user, "time_zone", "") if request.user.is_authenticated else ""
        with timezone.override(zoneinfo.ZoneInfo(zone or "UTC")), one_request():
            return self.handler(request)


class RefusedMiddleware:
    """A refusal that no form could show beside a field becomes a page with the sentence."""

    def __init__(self, handler: Handler) -> None:
        self.handler = handler

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.handler(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if not isinstance(error, Refused):
            return None
        return render(request, "refused.html", {"sentence": str(error), "number": 409}, status=409)
