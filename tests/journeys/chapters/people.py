"""How everybody comes in: the office appoints and invites, hubs register, colleagues accept."""

from tests.journeys.cast import Cast
from tests.journeys.person import Person

LISTED = "List publicly"


def come_in(cast: Cast) -> None:
    cast.nobody.open("/")
    cast.ada.sign_in()
    cast.carla.sign_up()
    appoint(cast.carla, "coordinator", by=cast.ada)
    cast.ada.sign_out()
    invite_reviewers(cast)


def invite_reviewers(cast: Cast) -> None:
    """From a table; they come in with a code and no password."""
    cast.carla.open("/admin/hubs/reviewer/")
    cast.carla.follow("Invite from a table")
    rows = [f"{one.email},{one.name},Institute of Tides,ES,en,ai" for one in cast.reviewers]
    table = "\n".join(["email,name,affiliation,countries,languages,areas", *rows])
    cast.carla.attach("file", name="reviewers.csv", content=table.encode())
    cast.carla.press("Invite")
    cast.carla.reads("3 reviewers invited")
    for reviewer in cast.reviewers:
        reviewer.enter_as_invited("You are invited to evaluate")
        reviewer.reads("Nothing to review at present")


def appoint(person: Person, role: str, *, by: Person) -> None:
    by.open("/desk/")
    by.follow("To the office")
    by.open(f"/admin/accounts/user/?q={person.email}")
    by.follow(person.name)
    by.fill(role=role)
    by.press("Save")
    by.reads("was changed successfully")


def join_hub(cast: Cast) -> None:
    """The EU hub is in the directory already, and the office invites its manager."""
    cast.carla.open("/hubs/?q=" + cast.eu_hub.replace(" ", "+"))
    cast.carla.follow(cast.eu_hub)
    cast.carla.follow("People")
    invite(cast.ines, "manager", by=cast.carla)
    accept_as_newcomer(cast.ines)


def found_hub(cast: Cast) -> None:
    """The LAC hub is new: the office hears of it and lists it, its manager invites a colleague."""
    register_hub(cast.leo, cast.lac_hub)
    cast.carla.follow_letter(f"New hub: {cast.lac_hub}")
    cast.carla.take(LISTED)
    cast.leo.page.reload()
    cast.leo.follow("People")
    invite(cast.vera, "contributor", by=cast.leo)
    accept_as_newcomer(cast.vera)


def invite(person: Person, role: str, *, by: Person) -> None:
    by.fill(email=person.email, role=role)
    by.press("Send the invitation")
    by.reads(person.email)


def accept_as_newcomer(person: Person) -> None:
    """The letter leads to the invitation, which leads through the sign-up and back."""
    person.follow_letter("Join ")
    person.sign_up(at="/accounts/signup/")
    person.press("Accept")


def register_hub(leo: Person, name: str) -> None:
    leo.sign_up()
    leo.follow("Register a hub")
    leo.fill(
        name=name,
        region="Latin America and the Caribbean",
        country="Colombia",
        city="Manizales",
        summary="Helps growers and start-ups of the coffee region to measure, share and use their data.",
        technology_areas=["Artificial intelligence", "Cloud computing"],
        bella_status="connected",
        connected_nren="RENATA",
        languages=["Spanish", "English"],
    )
    leo.press("Register")
    leo.reads(name)


def go(cast: Cast) -> None:
    for person in (cast.carla, cast.ines, cast.leo, cast.vera, cast.reviewers[0]):
        person.sign_out()
        person.open("/desk/")
        assert "/accounts/login/" in person.page.url
