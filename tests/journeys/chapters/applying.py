"""Two hubs write their expressions of interest step by step, and submit them."""

import re

from playwright.sync_api import expect

from tests.journeys.cast import Cast
from tests.journeys.ground import PROUD
from tests.journeys.mail import words
from tests.journeys.person import Person

AREAS = ["Artificial intelligence", "Cloud computing"]
HUB = {"technology_areas": AREAS, "eligibility-connected": "Yes, over the national research network."}
STORY = {
    "motivation": "We want a twin because our growers and theirs ask the same questions.",
    "use_of_bella": "Share large images between both shores within minutes instead of days.",
    "research_experience": "Three projects with universities, one of them led by us.",
    "innovator_experience": "Twelve start-ups helped in two years; nine of them still exist.",
}
QUESTIONS = {"question-proud": "A network of sensors that growers own themselves."}
OFFERS = {"offers": "A sensor laboratory, two engineers, and customers who try things out."}
NEEDS = {"seeks": "Experience with cybersecurity, and a market for what our start-ups make."}
WISH = "Sensors on loan for a season"
SAVED = re.compile(r"Saved at \d\d:\d\d\.")


def apply(cast: Cast) -> None:
    apply_alone(cast.ines, call=cast.call, hub=cast.eu_hub, likes=cast.lac_hub)
    apply_together(cast)


def apply_alone(ines: Person, *, call: str, hub: str, likes: str = "") -> None:
    """By one person, step after step; what is still missing is told with the way to it."""
    begin(ines, call)
    go_on(ines, **HUB)
    go_on(ines, **STORY)
    ines.reads(PROUD, "of 20 words")
    go_on(ines, **QUESTIONS)
    wish(ines)
    go_on(ines, **OFFERS)
    if likes:
        prefer(ines, likes)
    go_on(ines)
    ines.reads("Still missing before it can be submitted")
    ines.follow("What the hub seeks")
    save(ines, **NEEDS)
    ines.follow("Check and submit", exact=False)
    ines.follow("Preview as reviewers will see it")
    ines.reads(*STORY.values(), WISH)
    ines.follow("Back to the form")
    submit(ines)
    receive(ines, hub)


def apply_together(cast: Cast) -> None:
    """A contributor begins, and what she types is saved as she types; a manager goes on and submits."""
    vera, leo = cast.vera, cast.leo
    begin(vera, cast.call)
    go_on(vera, **HUB)
    vera.fill(**STORY)
    expect(vera.page.locator("[data-autosave-state]")).to_have_text(SAVED)
    leo.open("/desk/")
    leo.open("/expressions/")
    leo.follow(cast.lac_hub)
    leo.follow("Edit")
    leo.follow("Motivation and experience", exact=False)
    expect(leo.page.locator('[name="motivation"]')).to_have_value(STORY["motivation"])
    go_on(leo)
    go_on(leo, **QUESTIONS)
    go_on(leo, **OFFERS, **NEEDS)
    leo.follow("Check and submit", exact=False)
    submit(leo)
    receive(leo, cast.lac_hub)


def begin(person: Person, call: str) -> None:
    person.open("/calls/")
    person.follow(call)
    person.press("Begin")


def go_on(person: Person, **answers: str | list[str]) -> None:
    person.fill(**answers)
    person.press("Save and go on")
    person.reads("Saved at")


def save(person: Person, **answers: str | list[str]) -> None:
    person.fill(**answers)
    person.press("Save the draft")
    person.reads("Saved at")


def wish(person: Person) -> None:
    """What the hub brings, as a line that is compared with the needs of others."""
    person.press("Add something you offer")
    person.page.get_by_label("In words").fill(WISH)
    person.page.get_by_label("Technology area").select_option(label=AREAS[0])
    save(person)


def prefer(person: Person, hub: str) -> None:
    person.fill(q=hub)
    person.press("Search")
    person.press("We would like them", exact=False)
    person.reads("Rank of")


def submit(person: Person) -> None:
    person.reads("Everything that has to be answered is answered.")
    person.take("Submit")
    person.reads("Your expression of interest is in.")


def receive(person: Person, hub: str) -> None:
    """The receipt by e-mail, on its page, and on paper: all three name the same digest."""
    letter = words(person.letter(f"We have it: the expression of interest of {hub}"))
    assert "whole and in time" in letter
    digest = re.search(r"\b[0-9a-f]{64}\b", letter)[0]
    person.follow_letter(f"We have it: the expression of interest of {hub}")
    person.reads(digest, *STORY.values())
    paper = person.paper("Receipt as PDF")
    assert digest in paper.replace(" ", "")
    assert STORY["motivation"] in paper
