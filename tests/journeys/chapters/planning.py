"""A pair writes one plan; where both wrote at once both texts are shown; both hubs sign."""

from playwright.sync_api import expect

from tests.journeys.cast import Cast
from tests.journeys.mail import words
from tests.journeys.person import Person

HERS = "Growers on both shores measure in the same way, and know it by the summer."
HIS = "Two start-ups of ours sell across the sea by the end of the year."
TITLES = ["How both hubs benefit from BELLA", "What each hub contributes", "After the programme"]


def write(cast: Cast) -> None:
    cast.leo.open("/desk/")
    cast.leo.follow("To its action plan")
    cast.ines.open("/plans/")
    cast.ines.open(cast.leo.page.url)
    write_at_once(cast.ines, cast.leo)
    for person, title in zip((cast.ines, cast.vera, cast.leo), TITLES, strict=True):
        person.open(cast.leo.page.url)
        person.follow(f"Write : {title}")
        person.fill(body=f"- {title}: first thing\n- Second thing")
        person.press("Save")
    add_activity(cast.ines, cast.eu_hub)


def write_at_once(ines: Person, leo: Person) -> None:
    """He opened the section before she saved: nothing of either is lost."""
    for person in (ines, leo):
        person.follow("Write : Summary")
    ines.fill(body=HERS)
    ines.press("Save")
    leo.fill(body=HIS)
    leo.watch.expect(409)
    leo.press("Save")
    leo.reads("Somebody else saved this since you opened it.", HERS)
    expect(leo.page.locator('[name="body"]')).to_have_value(HIS)
    leo.fill(body=f"{HERS}\n\n{HIS}")
    leo.press("Save my text instead")
    leo.reads(HERS, HIS)


def add_activity(person: Person, hub: str) -> None:
    person.follow("Add an activity")
    person.fill(title="One way to measure", kind="proof of concept", due_on="2031-06-30")
    person.fill(description="Twenty sensors on either shore.", lead=hub, indicator="40 sensors")
    person.press("Save")
    person.reads("One way to measure")


def agree(cast: Cast) -> None:
    cast.ines.take("Propose for signature")
    sign(cast)


def sign(cast: Cast) -> None:
    """Both read the whole of it first; nobody outside reads any of it."""
    cast.leo.follow_letter("To be signed: your action plan")
    for person in (cast.leo, cast.ines):
        person.open(cast.ines.page.url)
        person.follow("Read and sign")
        person.reads(HERS, HIS, "One way to measure")
        person.fill(has_read=True)
        person.press("Sign")
    cast.ines.reads("is signed by all hubs")
    cast.ines.follow("Read version 1")
    assert words(cast.leo.letter("Agreed: the action plan of"))
    cast.nobody.open(cast.ines.page.url.rsplit("/versions", 1)[0])
    assert "/accounts/login/" in cast.nobody.page.url
