"""A portfolio is written, submitted, reviewed, published; and read by anybody, on the page and as PDF."""

from io import BytesIO

from playwright.sync_api import expect
from pypdf import PdfReader

from tests.journeys.cast import Cast
from tests.journeys.person import PATIENCE, Person

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
    text = " ".join(" ".join(page.extract_text() for page in pdf.pages).split())
    assert cast.lac_hub in text
    assert SERVICE in text
    assert SUMMARY in text
    catalogue = pdf.trailer["/Root"]
    assert catalogue["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in catalogue
    assert catalogue["/Lang"].startswith("en")


def printed(person: Person) -> PdfReader:
    """The worker prints it a moment after it is published."""
    link = person.page.get_by_role("link", name="Download as PDF")
    until_printed = PATIENCE
    while not link.count() and until_printed > 0:
        person.page.wait_for_timeout(1_000)
        until_printed -= 1_000
        person.page.reload()
    expect(link).to_be_visible()
    answer = person.context.request.get(link.get_attribute("href"))
    assert answer.status == 200
    assert answer.headers["content-type"] == "application/pdf"
    return PdfReader(BytesIO(answer.body()))
