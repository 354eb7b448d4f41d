"""Signing in through an institution, whose own servers may be away."""

import logging
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

logger = logging.getLogger(__name__)

Handler = Callable[[HttpRequest], HttpResponse]


class InstitutionMiddleware:
    """An institution that does not answer is no fault of ours: the page says so, and other ways stay open."""

    def __init__(self, handler: Handler) -> None:
        self.handler = handler

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.handler(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        from requests import RequestException  # slow to load, and seldom needed

        if not isinstance(error, RequestException):
            return None
        logger.warning("an institution did not answer: %s", type(error).__name__)
        sentence = _("This institution does not answer just now. Try again later, or sign in in another way.")
        return render(request, "refused.html", {"sentence": sentence, "number": 503}, status=503)
