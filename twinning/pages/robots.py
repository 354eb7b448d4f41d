"""What crawlers may read: the public pages, in every language."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from twinning.core.letters import link

CLOSED = ("accounts", "admin", "desk", "letters", "profile")


def robots(request: HttpRequest) -> HttpResponse:
    roots = ["/", *[f"/{code}/" for code, _ in settings.LANGUAGES if code != settings.LANGUAGE_CODE]]
    closed = [f"Disallow: {root}{name}/" for root in roots for name in CLOSED]
    lines = ["User-agent: *", *closed, f"Sitemap: {link(reverse('sitemap'))}", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain")
