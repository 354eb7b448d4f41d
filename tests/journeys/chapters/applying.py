"""Two hubs write their expressions of interest in several saves, and submit them."""

from playwright.sync_api import expect

from tests.journeys.cast import Cast
from tests.journeys.mail import words
from tests.journeys.person import Person

FIRST = {
    "motivation": "We want a twin because our growers and theirs ask the same questions.",
    "use_of_bella": "Share large images between both shores within minutes instead of days.",
}
SECOND = {
    "research_experience": "Three projects with universities, one of them led by us.",
    "innovator_experience": "Twelve start-ups helped in two years; nine of them still exist.",
    "offers": "A sensor laboratory, two engineers, and customers who try things out.",
}
LAST = {"seeks": "Experience with cybersecurity, and a market for what our start-ups make."}
AREAS = ["Artificial intelligence", "Cloud computing"]


def apply(cast: Cast) -> None:
    apply_alone(cast.ines, call=cast.call, hub=cast.eu_hub)
    apply_together(cast)


def apply_alone(ines: Person, *, call: str, hub: str) -> None:
    """By one person, over several saves."""
    begin(ines, call)
    save(ines, **FIRST)
    ines.reads("Last saved")
    save(ines, **SECOND)
    ines.fill(technology_areas=AREAS)
    ines.watch.expect(409)
    ines.press("Save and submit")  # one answer is still missing, and what was typed is kept
    ines.reads("Please answer this before you submit.")
    expect(ines.page.locator('[name="offers"]')).to_have_value(SECOND["offers"])
    ines.fill(**LAST)
    ines.press("Save and submit")
    receive(ines, hub)


def apply_together(cast: Cast) -> None:
    """A contributor begins, a manager goes on and submits."""
    begin(cast.vera, cast.call)
    save(cast.vera, **FIRST)
    cast.leo.open("/desk/")
    cast.leo.open("/expressions/")
    cast.leo.follow(cast.lac_hub)
    cast.leo.follow("Edit")
    expect(cast.leo.page.locator('[name="motivation"]')).to_have_value(FIRST["motivation"])
    save(cast.leo, **SECOND, **LAST, technology_areas=AREAS)
    cast.leo.follow("Back to the page")
    cast.leo.take("Submit")
    receive(cast.leo, cast.lac_hub)


def begin(person: Person, call: str) -> None:
    person.open("/calls/")
    person.follow(call)
    person.press("Begin")


def save(person: Person, **answers: str | list[str]) -> None:
    person.fill(**answers)
    person.press("Save the draft")
    person.reads("Saved as a draft.")


def receive(person: Person, hub: str) -> None:
    receipt = words(person.letter(f"We have it: the expression of interest of {hub}"))
    assert "whole and in time" in receipt
    person.open("/letters/")
    person.follow(f"We have it: the expression of interest of {hub}")
