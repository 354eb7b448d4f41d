"""Reviewers declare and mark, one writes what they agree on; the coordinator decides and releases."""

import re

from tests.journeys.cast import Cast
from tests.journeys.mail import words
from tests.journeys.person import Person

CALLS = "/admin/hubs/call/"
MARKS = ["4.5", "4", "3"]
NONE = "I have no conflict of interest"
TO_HUB = "Say more about the months in which you need people."
BY_HAND = "A word of the office's own: welcome."


def review(cast: Cast) -> None:
    """All three read the one hub; one of them is enough to see the other through."""
    assign(cast, cast.eu_hub, cast.reviewers)
    for reviewer, mark in zip(cast.reviewers, MARKS, strict=True):
        evaluate(reviewer, cast.eu_hub, mark)
    assign(cast, cast.lac_hub, cast.reviewers[:1])
    cast.reviewers[0].open("/desk/")
    evaluate(cast.reviewers[0], cast.lac_hub, MARKS[0])


def assign(cast: Cast, hub: str, reviewers: list[Person]) -> None:
    """The office declares as well before it opens an application."""
    carla = cast.carla
    open_call(carla, cast.call)
    carla.follow("Applications")
    carla.follow(hub)
    carla.press(NONE)
    for number, reviewer in enumerate(reviewers):
        carla.page.get_by_role("button", name="Add another reviewer").click()
        carla.fill(**{f"assignments-{number}-reviewer": reviewer.name})
    carla.press("Save and continue editing")
    carla.reads("waiting for a declaration")


def open_call(person: Person, call: str) -> None:
    person.open(CALLS)
    person.follow(call)


def evaluate(reviewer: Person, hub: str, mark: str) -> None:
    """The letter opens the declaration, the declaration opens the application."""
    reviewer.follow_letter(f"An application to read: {hub}")
    reviewer.press(NONE)
    give(reviewer, excellence=mark)
    reviewer.fill(words_excellence="They know their field.")
    reviewer.press("Save as a draft")
    give(reviewer, impact=mark)
    reviewer.fill(comment="I would like to see this pair at work.", hub_impact=TO_HUB)
    reviewer.press("Hand in")
    reviewer.reads("handed in")


def give(person: Person, **marks: str) -> None:
    """A mark stands in its list with its meaning behind it."""
    for criterion, mark in marks.items():
        field = person.page.locator(f'[name="mark_{criterion}"]')
        chosen = field.locator("option").filter(has_text=re.compile(rf"^{re.escape(mark)}( –|$)"))
        field.select_option(label=chosen.inner_text())


def agree(cast: Cast) -> None:
    """What one of them writes for all stands beside their own marks, which stay."""
    carla, rosa = cast.carla, cast.reviewers[0]
    open_call(carla, cast.call)
    carla.follow("Applications")
    carla.follow(cast.eu_hub)
    carla.follow("Marks, consensus, decision")
    carla.reads("4.5", "3.83")
    carla.fill(rapporteur=rosa.name)
    carla.press("Name the rapporteur")
    write_consensus(rosa, cast.eu_hub, excellence="4", impact="4")


def write_consensus(person: Person, hub: str, **marks: str) -> None:
    person.follow_letter(f"Please write the consensus: {hub}")
    give(person, **marks)
    person.fill(comment_to_hub=TO_HUB)
    person.press("The reviewers agree")
    person.reads("agreed")


def decide(cast: Cast) -> None:
    """Nobody hears of a decision before all of them are released."""
    carla = cast.carla
    open_call(carla, cast.call)
    carla.follow("Ranking and decisions")
    carla.reads(cast.eu_hub, "8.00", "3/3", "consensus")
    carla.press("Propose decisions from the ranking")
    carla.reads("selected")
    carla.follow("Latin America and the Caribbean", exact=False)
    carla.reads(cast.lac_hub, "selected")
    carla.follow(f"Change {cast.lac_hub}")
    carla.follow("Not now")
    write_letter(carla, cast.eu_hub)
    assert not [letter for letter in cast.leo.mail.to(cast.leo.email) if "Selected" in letter["Subject"]]
    open_call(carla, cast.call)
    carla.follow("Ranking and decisions")
    carla.follow("Release all decisions")
    carla.press("Release decisions")


def write_letter(carla: Person, hub: str) -> None:
    """In the outbox, where every letter is read and may be put better."""
    carla.follow("Letters on decisions", within="#content")
    carla.follow(hub, within="#result_list")
    assert carla.page.locator('[name="subject"]').input_value() == f"Selected: {hub} takes part"
    body = carla.page.locator('[name="body"]')
    carla.fill(body=f"{body.input_value()}\n\n{BY_HAND}")
    carla.press("Save")
    carla.reads("was changed successfully")


def read_decisions(cast: Cast) -> None:
    """Each gets its letter, and reads what the reviewers made of its application."""
    for person, hub in ((cast.ines, cast.eu_hub), (cast.leo, cast.lac_hub)):
        letter = person.letter(f"Selected: {hub} takes part")
        assert "congratulations" in words(letter)
        person.follow_letter(f"Selected: {hub} takes part")
    assert BY_HAND in words(cast.ines.letter(f"Selected: {cast.eu_hub} takes part"))
    read_summary(cast.ines, hides=[reviewer.name for reviewer in cast.reviewers])


def read_summary(person: Person, *, hides: list[str]) -> None:
    person.follow("Evaluation summary")
    person.reads(TO_HUB)
    paper = person.paper("As a PDF")
    assert TO_HUB in paper
    for name in hides:
        assert name not in paper
        assert name not in person.page.locator("main").inner_text()


def pair(cast: Cast) -> None:
    """Proposed beside the fit that was computed; both hubs say yes by way of their letters."""
    carla = cast.carla
    carla.open("/admin/")
    carla.open("/admin/hubs/pairing/add/")
    carla.reads("Fit of 100")
    carla.follow(f"Compare {cast.eu_hub}, {cast.lac_hub}")
    carla.reads("Fit:", "Component", "Brings")
    carla.press("Propose this pairing")
    carla.reads("What the hubs answer", "May answer:", "Fit:")
    accept(cast.ines, hub=cast.eu_hub, partner=cast.lac_hub)
    cast.ines.reads("as soon as all partners have")
    accept(cast.leo, hub=cast.lac_hub, partner=cast.eu_hub)
    cast.leo.reads("The twinning is formed")
    assert cast.carla.letter("All have accepted:")
    cast.ines.follow_letter("Twinned:")
    cast.nobody.open("/")
    cast.nobody.reads(cast.lac_hub)


def accept(person: Person, *, hub: str, partner: str) -> None:
    """From the letter to the page with the reasons, and to the answer."""
    person.follow_letter("A partner for ")
    person.reads(partner, "Answer by", "Who may answer")
    person.take("Accept")
