"""What a file is, told from its bytes and never from its name: what people hand in, nothing that runs."""

import logging
import zipfile
from dataclasses import dataclass
from typing import IO

logger = logging.getLogger(__name__)

MOST_PARTS = 5000  # of a packed document
LARGEST_UNPACKED = 100 * 1024 * 1024  # bytes of all its parts together
ENCRYPTED = 0x1
MACROS = ("vbaproject.bin", "vbadata.xml", "basic/", "scripts/")
OFFICE = "application/vnd.openxmlformats-officedocument"
TEXT = "application/vnd.oasis.opendocument.text"


@dataclass(frozen=True)
class FileType:
    """Its media type, and the ending that people know it by."""

    media_type: str
    ending: str


PDF = FileType("application/pdf", ".pdf")
PNG = FileType("image/png", ".png")
JPEG = FileType("image/jpeg", ".jpg")
DOCX = FileType(f"{OFFICE}.wordprocessingml.document", ".docx")
XLSX = FileType(f"{OFFICE}.spreadsheetml.sheet", ".xlsx")
ODT = FileType(TEXT, ".odt")
BEGINNINGS = {b"%PDF-": PDF, b"\x89PNG\r\n\x1a\n": PNG, b"\xff\xd8\xff": JPEG}
HEARTS = {"word/document.xml": DOCX, "xl/workbook.xml": XLSX}


def type_of(file: IO[bytes]) -> FileType | None:
    """PDF, PNG, JPEG, DOCX, XLSX or ODT; None for anything else, and for what is packed wrongly."""
    file.seek(0)
    beginning = file.read(8)
    if beginning.startswith(b"PK\x03\x04"):
        return _packed(file)
    for signature, known in BEGINNINGS.items():
        if beginning.startswith(signature):
            return known if _is_whole(file, known) else None
    return None


def is_locked(file: IO[bytes]) -> bool:
    """Whether a PDF opens with a password alone. What cannot be taken apart is not called locked."""
    file.seek(0)
    if b"/Encrypt" not in file.read():  # which stands bare in the file, whatever else is packed
        return False
    from pypdf import PdfReader  # for the few files that need it

    try:
        return not PdfReader(file).decrypt("")
    except Exception:
        logger.warning("a PDF with a password could not be taken apart", exc_info=True)
        return False
    finally:
        file.seek(0)


def _is_whole(file: IO[bytes], known: FileType) -> bool:
    """A PDF or picture has its end: what was cut off on the way is of no use to a reader."""
    ends = {PDF: b"%%EOF", PNG: b"IEND\xaeB`\x82", JPEG: b"\xff\xd9"}
    file.seek(0, 2)
    file.seek(max(0, file.tell() - 4096))
    return ends[known] in file.read()


def _packed(file: IO[bytes]) -> FileType | None:
    """By the parts inside; with macros or a password it is none of ours."""
    try:
        with zipfile.ZipFile(file) as packed:
            parts = packed.infolist()
            names = {part.filename for part in parts}
            if _is_a_bomb(parts) or _hides_or_runs(parts):
                return None
            if "[Content_Types].xml" in names:
                return next((known for heart, known in HEARTS.items() if heart in names), None)
            return ODT if _says_it_is_text(packed, parts) and "content.xml" in names else None
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError):
        return None


def _is_a_bomb(parts: list[zipfile.ZipInfo]) -> bool:
    """No more than it says is ever unpacked, so what it says can be relied upon."""
    return len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_UNPACKED


def _hides_or_runs(parts: list[zipfile.ZipInfo]) -> bool:
    names = [part.filename.lower() for part in parts]
    return any(part.flag_bits & ENCRYPTED for part in parts) or any(
        name.endswith(MACROS[:2]) or name.startswith(MACROS[2:]) for name in names
    )


def _says_it_is_text(packed: zipfile.ZipFile, parts: list[zipfile.ZipInfo]) -> bool:
    """An open document names its type first, unpacked."""
    first = parts[0] if parts else None
    if first is None or first.filename != "mimetype" or first.file_size > 200:
        return False
    return packed.read(first).strip() == TEXT.encode()
