"""Pictures without what they tell of their makers: camera, place, author and comments."""

from collections.abc import Iterator

JPEG, PNG = b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n"
SCAN = 0xDA  # from here on there is nothing but the picture
TELLING = {0xE1, 0xED, 0xFE}  # Exif and XMP, IPTC, comments
CHUNKS = {b"tEXt", b"zTXt", b"iTXt", b"eXIf", b"tIME"}


def bare_picture(content: bytes) -> bytes:
    """The same picture without its metadata; anything else as it is. Raises `ValueError` when it is torn."""
    if content.startswith(JPEG):
        return b"".join(_segments(content))
    if content.startswith(PNG):
        return PNG + b"".join(_chunks(content))
    return content


def _segments(content: bytes) -> Iterator[bytes]:
    yield content[:2]
    at = 2
    while True:
        while content[at : at + 2] == b"\xff\xff":  # filled up
            at += 1
        size = int.from_bytes(content[at + 2 : at + 4], "big")
        if content[at : at + 1] != b"\xff" or size < 2 or at + 2 + size > len(content):
            raise ValueError(at)
        if content[at + 1] == SCAN:
            yield content[at:]
            return
        if content[at + 1] not in TELLING:
            yield content[at : at + 2 + size]
        at += 2 + size


def _chunks(content: bytes) -> Iterator[bytes]:
    at = len(PNG)
    kind = b""
    while kind != b"IEND":
        size, kind = int.from_bytes(content[at : at + 4], "big"), content[at + 4 : at + 8]
        if at + 12 + size > len(content):
            raise ValueError(at)
        if kind not in CHUNKS:
            yield content[at : at + 12 + size]
        at += 12 + size
