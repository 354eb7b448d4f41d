"""A portfolio is written, submitted, reviewed, published; and read by anybody, on the page and as PDF."""

from io import BytesIO

from pypdf import PdfReader

from tests.journeys.cast import Cast
from tests.journeys.person import Person, words_of

SERVICE = "Sensor laboratory for growers"
SUMMARY = "We lend sensors for a season, and explain what they say: água, café, señal, ñandú."


def write(cast: Cast) -> None:
    leo = cast.leo
    leo.follow_letter(f"The service portfolio of {cast.lac_hub} is open")
    leo.follow("Edit the introduction")
    leo.fill(intro="We help growers and start-ups of the coffee region.", contact_email=leo.email)
    leo.press("Save")
    leo.follow("Add a service")
    leo.fill(
        name=SERVICE,
        category="Access to infrastructure",
        summary=SUMMARY,
        target_groups=["Start-ups"],
        technology_areas=["Artificial intelligence"],
        access_mode="application",
    )
    leo.press("Save")
    leo.follow("Preview the public page")
    leo.follow("Working copy")
    leo.take("Submit for review")


def publish(cast: Cast) -> None:
    carla = cast.carla
    carla.open("/desk/")
    carla.follow_letter(f"To review: the service portfolio of {cast.lac_hub}")
    carla.reads(SERVICE, SUMMARY)
    carla.press("Publish")
    cast.leo.follow_letter(f"Published: the service portfolio of {cast.lac_hub}")


def read(cast: Cast) -> None:
    """Signed out, from the list to the file."""
    nobody = cast.nobody
    nobody.open("/portfolios/")
    nobody.open(f"/portfolios/?q={SERVICE}")
    nobody.follow(cast.lac_hub)
    nobody.reads(SERVICE, SUMMARY)
    pdf = printed(nobody)
    text = words_of(pdf)
    assert cast.lac_hub in text
    assert SERVICE in text
    assert SUMMARY in text
    catalogue = pdf.trailer["/Root"]
    assert catalogue["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in catalogue
    assert catalogue["/Lang"].startswith("en")


def printed(person: Person) -> PdfReader:
    """The worker prints it a moment after it is published."""
    return PdfReader(BytesIO(person.take_away("Download as PDF")))
