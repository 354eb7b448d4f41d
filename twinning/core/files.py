"""Files that views give out: media have no public address, so whoever asks is asked who they are."""

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db.models.fields.files import FieldFile
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header, quote_etag


def keep(name: str, content: bytes) -> str:
    """Store the content; the name under which it is found, which differs where `name` was taken."""
    return default_storage.save(name, ContentFile(content))


def give(
    request: HttpRequest,
    file: FieldFile,
    *,
    name: str,
    media_type: str,
    version: str = "",
    cached: str = "private, no-cache",
) -> HttpResponse:
    """The file to look at or keep as `name`, or 304 when the reader has this `version` already.

    No cache between us and the reader keeps it, unless `cached` says that it is for everybody.

    Our files are small and answered whole: the asynchronous server would gather a stream anyway.
    """
    etag = quote_etag(version) if version else None
    response = get_conditional_response(request, etag=etag)
    if response is None:
        with file.open("rb") as opened:
            response = HttpResponse(opened.read(), content_type=media_type)
        response["Content-Disposition"] = content_disposition_header(False, name) or ""
    if etag:
        response["ETag"] = etag
    response["Cache-Control"] = cached
    return response
