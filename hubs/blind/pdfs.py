"""PDFs without what they tell of their makers: authors of notes, signatures, attachments, hidden paths."""

import io
from typing import Any

from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, StreamObject, TextStringObject

from hubs.blind.pictures import JPEG, bare_picture

# Beside what is drawn, a page may carry its maker's data, attached files, threads with an author, actions.
TELLING = ("/Metadata", "/PieceInfo", "/AF", "/B", "/AA", "/Thumb", "/LastModified", "/Usage")
# Notes that are drawn on the page; links, attachments, sounds and the like lead out of it, or hold files.
DRAWN = {
    "/Text", "/FreeText", "/Line", "/Square", "/Circle", "/Polygon", "/PolyLine", "/Highlight", "/Underline",
    "/Squiggly", "/StrikeOut", "/Stamp", "/Caret", "/Ink", "/Widget",
}  # fmt: skip
# What it takes to draw one, and no more: neither who wrote it (/T) nor when, nor its name.
NEEDED = {
    "/Type", "/Subtype", "/Rect", "/Contents", "/AP", "/AS", "/F", "/Border", "/BS", "/BE", "/C", "/IC",
    "/CA", "/QuadPoints", "/InkList", "/L", "/LE", "/Vertices", "/DA", "/Q", "/MK",
}  # fmt: skip


def bare_pdf(content: bytes) -> bytes:
    """Pages alone are taken over: nothing of the document's own data, forms or attachments comes along.

    What was filled into a form stays as it is drawn; a signature names who signed, and goes.
    """
    writer = PdfWriter()
    for page in PdfReader(io.BytesIO(content)).pages:
        _strip(page)
        if "/Annots" in page:
            page[NameObject("/Annots")] = ArrayObject(_drawn(page["/Annots"]))
        writer.add_page(page)
    for number in range(len(writer._objects)):
        _bare(writer._objects[number])
    writer.metadata = None
    writer.compress_identical_objects(remove_duplicates=False, remove_unreferenced=True)
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()


def _strip(record: Any) -> None:
    for name in TELLING:
        record.pop(NameObject(name), None)


def _drawn(annotations: Any) -> list[DictionaryObject]:
    """The notes that are drawn, bare."""
    found = []
    for reference in annotations.get_object() or []:
        note = reference.get_object()
        if note.get("/Subtype") in DRAWN and not _is_signature(note):
            found.append(DictionaryObject({key: note.raw_get(key) for key in note if key in NEEDED}))
    return found


def _is_signature(note: Any) -> bool:
    """The kind of a field may stand with the field that it is a part of."""
    for _depth in range(9):
        if note is None or "/FT" in note:
            break
        note = note["/Parent"].get_object() if "/Parent" in note else None
    return note is not None and note["/FT"] == "/Sig"


def _bare(record: Any) -> None:
    """Whatever came along with the pages: pictures with data of their own, layers with a name."""
    if isinstance(record, DictionaryObject):
        _strip(record)
        if record.get("/Type") == "/OCG":
            record[NameObject("/Name")] = TextStringObject("–")
        for value in record.values():
            if isinstance(value, DictionaryObject):
                _bare(value)
    if isinstance(record, StreamObject) and record._data.startswith(JPEG):
        record._data = bare_picture(record._data)
