"""Files without what they tell of their makers: names, programs and dates in their metadata."""

import io
import logging
import re
import zipfile

from hubs.blind.pdfs import bare_pdf
from hubs.blind.pictures import bare_picture

logger = logging.getLogger(__name__)

PDF = "application/pdf"
ARCHIVE = b"PK\x03\x04"
EMPTY = {
    "docProps/core.xml": b'<?xml version="1.0" encoding="UTF-8"?><cp:coreProperties '
    b'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"/>',
    "docProps/app.xml": b'<?xml version="1.0" encoding="UTF-8"?><Properties '
    b'xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"/>',
    "docProps/custom.xml": b'<?xml version="1.0" encoding="UTF-8"?><Properties '
    b'xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"/>',
    "meta.xml": b'<?xml version="1.0" encoding="UTF-8"?><office:document-meta '
    b'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" office:version="1.2"/>',
}
# Who wrote a comment or changed a word, and where the file lay, in the formats of Office and of OpenDocument.
AUTHOR = re.compile(
    rb"""(\b(?:author|initials|userId|userName|displayName|lastModifiedBy|absPath url)=)(?:"[^"]*"|'[^']*')"""
)
CREATOR = re.compile(
    rb"(<(?:[\w-]+:)?(?:creator|initial-creator|creator-initials|lastModifiedBy|[Aa]uthor|Manager|Company\w*)"
    rb"(?:\s[^>]*)?>)[^<]*"
)
# Relations to a template on somebody's disk, and to signatures, which name who signed.
RELATION = re.compile(rb"""<Relationship\b[^>]*\bTarget=["'](?:file:|[^"']*_xmlsignatures)[^>]*/>""")
SIGNED = ("_xmlsignatures/", "META-INF/documentsignatures.xml")
EMBEDDED = "/embeddings/"


class Unreadable(Exception):
    """The file cannot be rewritten, so nobody can say what it tells."""


def without_metadata(content: bytes, content_type: str) -> bytes:
    """The same document or picture, its metadata taken out.

    Raises `Unreadable` where a document cannot be taken apart.
    """
    try:
        if content_type == PDF:
            return bare_pdf(content)
        if content.startswith(ARCHIVE):
            return _bare_archive(content)
        return bare_picture(content)
    except Exception as torn:
        logger.warning("a file's metadata could not be taken out: %s", type(torn).__name__)
        raise Unreadable from torn


def _bare_archive(content: bytes) -> bytes:
    """The office formats are archives: what describes the document is replaced by nothing said."""
    written = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as stored,
        zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as bare,
    ):
        for item in stored.infolist():
            if not item.filename.startswith(SIGNED):
                part = EMPTY.get(item.filename) or _bare_part(item.filename, stored.read(item))
                bare.writestr(item.filename, part, item.compress_type)
    return written.getvalue()


def _bare_part(name: str, content: bytes) -> bytes:
    """Its pictures tell no more than others, its comments not who made them, and what is embedded as little.

    Of an object that only its own program can read the picture on the page is left.
    """
    if name.endswith(".rels"):
        return RELATION.sub(b"", content)
    if name.endswith(".xml"):
        return CREATOR.sub(rb"\1", AUTHOR.sub(rb'\1""', content))
    if content.startswith(ARCHIVE):
        return _bare_archive(content)
    if content.startswith(b"%PDF"):
        return bare_pdf(content)
    return b"" if EMBEDDED in f"/{name}" else bare_picture(content)
