"""Taking a hub's names out of what it wrote, and its makers out of its files."""

import io
import zipfile

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo
from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    StreamObject,
    TextStringObject,
)

from hubs.blind.files import Unreadable, without_metadata
from hubs.blind.words import addresses_of, without_names
from hubs.evaluation.affiliation import same_organisation

NAMES = ["Pólo São João", "PSJ"]


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("We at Pólo São João do it.", "We at [hub] do it."),
        ("POLO SAO JOAO and polo  são\njoão.", "[hub] and [hub]."),
        ("PSJ, psj", "[hub], [hub]"),
        ("PSJoão stays, so does xPSJ.", "PSJoão stays, so does xPSJ."),
        ("", ""),
    ],
)
def test_names_are_hidden_whatever_their_case_and_accents(text, hidden):
    assert without_names(text, NAMES, instead="[hub]") == hidden


def test_short_names_and_empty_ones_hide_nothing():
    assert without_names("It is a hub.", ["", "  ", "is"], instead="[hub]") == "It is a hub."


def test_the_words_put_instead_are_no_pattern():
    assert without_names("PSJ", NAMES, instead=r"\1[hub]\g<0>") == r"\1[hub]\g<0>"


def test_a_website_is_hidden_with_and_without_its_beginning():
    names = addresses_of("https://www.psj.example/")

    assert without_names("See https://www.psj.example/ or psj.example.", names, instead="–") == "See – or –."


def a_pdf():
    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    writer.add_metadata({"/Author": "Pólo São João", "/Title": "Plan of PSJ"})
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()


def an_archive(**members):
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return written.getvalue()


def test_a_pdf_keeps_its_pages_and_loses_its_makers():
    bare = without_metadata(a_pdf(), "application/pdf")

    read = PdfReader(io.BytesIO(bare))
    assert len(read.pages) == 1
    assert "PSJ" not in str(dict(read.metadata or {}))
    assert "Jo" not in str(dict(read.metadata or {}))
    assert b"PSJ" not in bare


RECT = ArrayObject(FloatObject(number) for number in (10, 10, 60, 60))


def a_note(kind, **told):
    """A note on a page, with what it tells."""
    plain = {"Type": NameObject("/Annot"), "Subtype": NameObject(kind), "Rect": RECT} | told
    return DictionaryObject({NameObject(f"/{name}"): value for name, value in plain.items()})


def told(**words):
    return DictionaryObject({NameObject(f"/{name}"): TextStringObject(word) for name, word in words.items()})


def xmp():
    stream = DecodedStreamObject()
    stream.set_data(b"<x:xmpmeta><dc:creator>Ana of PSJ</dc:creator></x:xmpmeta>")
    return stream


def a_pdf_that_tells():
    """All the places in which a PDF names people beside what is drawn on its pages."""
    writer = PdfWriter()
    page = writer.add_blank_page(200, 200)
    writer.add_attachment("budget of PSJ.txt", b"by PSJ")
    signature = {"FT": NameObject("/Sig"), "V": told(Name="Ana of PSJ", Location="PSJ")}
    away = DictionaryObject(
        {NameObject("/S"): NameObject("/Launch"), NameObject("/F"): told(F="C:/PSJ/a.doc")}
    )
    file = told(F="plan of PSJ.pdf", UF="plan of PSJ.pdf")
    notes = [
        a_note("/Text", T=TextStringObject("Ana of PSJ"), Contents=TextStringObject("A good remark")),
        a_note("/Popup", T=TextStringObject("Ana of PSJ")),
        a_note("/Link", A=away),
        a_note("/FileAttachment", FS=file),
        a_note("/Widget", T=TextStringObject("name of PSJ"), V=TextStringObject("PSJ")),
        a_note("/Widget", Parent=a_note("/Widget", **signature)),
    ]
    page[NameObject("/Annots")] = ArrayObject(writer._add_object(one) for one in notes)
    page[NameObject("/PieceInfo")] = told(Illustrator="PSJ")
    page[NameObject("/Metadata")] = writer._add_object(xmp())
    page[NameObject("/B")] = ArrayObject([told(T="Thread of PSJ")])
    picture = StreamObject()
    picture._data = a_picture("jpeg")
    picture[NameObject("/Filter")] = NameObject("/DCTDecode")
    picture[NameObject("/Subtype")] = NameObject("/Image")
    picture[NameObject("/Metadata")] = writer._add_object(xmp())
    layer = told(Name="Layer of PSJ") | {
        NameObject("/Type"): NameObject("/OCG"), NameObject("/Usage"): told(CreatorInfo="PSJ"),
    }  # fmt: skip
    page[NameObject("/Resources")] = DictionaryObject(
        {
            NameObject("/XObject"): DictionaryObject({NameObject("/One"): writer._add_object(picture)}),
            NameObject("/Properties"): DictionaryObject({NameObject("/L"): DictionaryObject(layer)}),
        }
    )
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()


def test_nothing_beside_the_pages_of_a_pdf_names_anybody():
    before = a_pdf_that_tells()
    bare = without_metadata(before, "application/pdf")

    assert before.count(b"PSJ") > 12
    assert b"PSJ" not in bare
    assert b"xmpmeta" not in bare
    (page,) = PdfReader(io.BytesIO(bare)).pages
    notes = [note.get_object() for note in page["/Annots"]]
    assert [note["/Subtype"] for note in notes] == ["/Text", "/Widget"]
    assert notes[0]["/Contents"] == "A good remark"


def test_an_office_file_keeps_its_text_and_loses_its_makers():
    word = an_archive(docProps__core_xml="<creator>PSJ</creator>", word__document_xml="<p>Text</p>")

    bare = zipfile.ZipFile(io.BytesIO(without_metadata(word, "application/vnd.openxmlformats")))

    assert "PSJ" not in bare.read("docProps/core.xml").decode()
    assert bare.read("word/document.xml") == b"<p>Text</p>"


def test_what_cannot_be_taken_apart_is_not_given_out():
    with pytest.raises(Unreadable):
        without_metadata(b"%PDF-1.7 torn", "application/pdf")


def test_a_picture_stays_as_it_is():
    assert without_metadata(b"\x89PNG...", "image/png") == b"\x89PNG..."


def a_picture(kind):
    written, told = io.BytesIO(), PngInfo()
    told.add_text("Author", "Polo of PSJ")
    exif = Image.Exif()
    exif[0x013B] = "Polo of PSJ"  # the artist
    Image.new("RGB", (8, 8), "navy").save(written, kind, exif=exif, pnginfo=told, comment=b"Polo of PSJ")
    return written.getvalue()


@pytest.mark.parametrize("kind", ["jpeg", "png"])
def test_a_picture_tells_nothing_of_who_made_it(kind):
    bare = without_metadata(a_picture(kind), f"image/{kind}")

    assert b"Polo of PSJ" in a_picture(kind)
    assert b"Polo of PSJ" not in bare
    drawn, before = (Image.open(io.BytesIO(one)).tobytes() for one in (bare, a_picture(kind)))
    assert drawn == before


def test_a_torn_picture_is_not_given_out():
    for kind in ("jpeg", "png"):
        with pytest.raises(Unreadable):
            without_metadata(a_picture(kind)[:60], f"image/{kind}")


def test_comments_and_pictures_inside_a_document_name_nobody():
    word = an_archive(
        word__comments_xml=b'<w:comment w:id="1" w:author="Ana of PSJ" w:initials="AP"><w:t>Good</w:t>',
        content_xml=b"<dc:creator>Ana of PSJ</dc:creator><text:p>Good</text:p>",
        word__media__one=a_picture("png"),
    )

    bare = zipfile.ZipFile(io.BytesIO(without_metadata(word, "application/vnd.openxmlformats")))

    parts = {name: bare.read(name) for name in bare.namelist()}
    assert b"PSJ" not in b"".join(parts.values())
    assert b"Good" in parts["word/comments.xml"]
    assert b"Good" in parts["content.xml"]


def test_what_is_embedded_in_a_document_or_signed_names_nobody():
    relations = (
        b'<Relationships><Relationship Id="1" Target="file:///C:/Users/PSJ/plan.dotx" TargetMode="External"/>'
        b'<Relationship Id="2" Target="_xmlsignatures/origin.sigs"/><Relationship Id="3" Target="media/one"/>'
        b"</Relationships>"
    )
    inner = an_archive(docProps__core_xml="<creator>PSJ</creator>", xl__workbook_xml="<a/>")
    files = {
        "word/_rels/settings.xml.rels": relations,
        "word/embeddings/sheet.xlsx": inner,
        "word/embeddings/oleObject1.bin": b"\xd0\xcf\x11\xe0 C:/Users/PSJ/plan.doc",
        "_xmlsignatures/sig1.xml": b"<X509SubjectName>PSJ</X509SubjectName>",
        "customXml/item1.xml": b"<Props><Author>Ana of PSJ</Author><Company>PSJ</Company></Props>",
        "xl/persons/person.xml": b'<person displayName="Ana of PSJ" userId="ana@psj"/>',
        "xl/workbook.xml": b'<x15ac:absPath url="C:/Users/PSJ/"/><sheet name="Costs"/>',
    }
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)

    bare = zipfile.ZipFile(io.BytesIO(without_metadata(written.getvalue(), "application/vnd.openxmlformats")))

    parts = {name: bare.read(name) for name in bare.namelist()}
    within = zipfile.ZipFile(io.BytesIO(parts.pop("word/embeddings/sheet.xlsx")))
    told = b"".join([*parts.values(), *(within.read(name) for name in within.namelist())])
    assert b"psj" not in told.lower()
    assert b"media/one" in parts["word/_rels/settings.xml.rels"]
    assert b"Costs" in parts["xl/workbook.xml"]


@pytest.mark.parametrize(
    ("affiliation", "name", "acronym", "same"),
    [
        ("Universidade de São Paulo", "Universidade de Sao Paulo", "", True),
        ("Dept. of Physics, University of Chile", "University of Chile", "", True),
        ("INESC TEC, Porto", "Institute of Systems and Computers", "INESC TEC", True),
        ("inesc tec", "Institute of Systems and Computers", "INESC TEC", True),
        ("University", "University of Chile", "", False),
        ("University of Chile", "University of Peru", "", False),
        ("State of the arte", "Arts of Technology", "ARTE", False),
        ("", "", "", False),
        ("", "University of Chile", "UCH", False),
    ],
)
def test_the_same_organisation_is_known_by_its_names(affiliation, name, acronym, same):
    assert same_organisation(affiliation, [name], acronym) is same
