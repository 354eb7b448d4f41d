"""Printing: HTML in, a tagged PDF out, with nothing fetched but our own static files.

WeasyPrint takes its time to load, so only the worker loads it: nothing here imports it before the
first page is printed, and nothing else in the product imports it at all.
"""

from functools import cache
from pathlib import Path
from typing import Any

from django.contrib.staticfiles import finders
from django.core.exceptions import SuspiciousFileOperation

SCHEME = "static:"


def pdf_of(markup: str, *, identifier: str) -> bytes:
    """A PDF/UA document; the same markup and identifier give the same bytes.

    Templates name our files as `static:css/print/…`; links must be absolute.
    """
    from weasyprint import HTML

    document = HTML(string=markup, url_fetcher=_fetcher(), base_url=SCHEME)
    return document.write_pdf(pdf_variant="pdf/ua-1", pdf_identifier=identifier.encode())


def static_file(url: str) -> Path:
    """The file behind `static:…`; ValueError for any other address and for what is not ours."""
    name = url.removeprefix(SCHEME).lstrip("/")
    try:
        found = finders.find(name) if url.startswith(SCHEME) else None
    except SuspiciousFileOperation:
        found = None
    if not found:
        raise ValueError(f"not ours to print: {url[:200]}")
    return Path(str(found))


@cache
def _fetcher() -> Any:
    from weasyprint.urls import URLFetcher

    class OurFiles(URLFetcher):
        """Refuses the network and the rest of the disk, whatever a document asks for.

        A file that is missing stops the printing: no PDF is better than one in the wrong letters.
        """

        def fetch(self, url: str, headers: Any = None) -> Any:
            if url.startswith("data:"):
                return super().fetch(url, headers)
            return super().fetch(static_file(url).as_uri(), headers)

    return OurFiles(allow_redirects=False, fail_on_errors=True)
