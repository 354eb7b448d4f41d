"""Three reviewers declare and mark; the coordinator decides from the ranking, and releases."""

from tests.journeys.cast import Cast
from tests.journeys.mail import words
from tests.journeys.person import Person

CALLS = "/admin/hubs/call/"
MARKS = ["4.5", "4", "3.5"]


def review(cast: Cast) -> None:
    """All three read the one hub; one of them is enough to see the other through."""
    assign(cast, cast.eu_hub, cast.reviewers)
    for reviewer, mark in zip(cast.reviewers, MARKS, strict=True):
        evaluate(reviewer, cast.eu_hub, mark)
    assign(cast, cast.lac_hub, cast.reviewers[:1])
    cast.reviewers[0].open("/desk/")
    evaluate(cast.reviewers[0], cast.lac_hub, MARKS[0])


def assign(cast: Cast, hub: str, reviewers: list[Person]) -> None:
    carla = cast.carla
    carla.open(CALLS)
    carla.follow(cast.call)
    carla.follow("Applications")
    carla.follow(hub)
    for number, reviewer in enumerate(reviewers):
        carla.page.get_by_role("button", name="Add another reviewer").click()
        carla.fill(**{f"assignments-{number}-reviewer": reviewer.name})
    carla.press("Save and continue editing")
    carla.reads("waiting for a declaration")


def evaluate(reviewer: Person, hub: str, mark: str) -> None:
    """The letter opens the declaration, the declaration opens the application."""
    reviewer.follow_letter(f"An application to read: {hub}")
    reviewer.press("I have no conflict of interest")
    reviewer.fill(mark_excellence=mark, words_excellence="They know their field.")
    reviewer.press("Save as a draft")
    reviewer.fill(mark_impact=mark, comment="I would like to see this pair at work.")
    reviewer.press("Hand in")
    reviewer.reads("handed in")


def decide(cast: Cast) -> None:
    """Nobody hears of a decision before all of them are released."""
    carla = cast.carla
    carla.open(CALLS)
    carla.follow(cast.call)
    carla.follow("Ranking and decisions")
    carla.reads(cast.eu_hub, "4.00", "3/3")
    carla.press("Propose decisions from the ranking")
    carla.reads("selected")
    carla.follow("Latin America and the Caribbean", exact=False)
    carla.reads(cast.lac_hub, "selected")
    carla.follow(f"Change {cast.lac_hub}")
    carla.follow("Not now")
    assert not [letter for letter in cast.leo.mail.to(cast.leo.email) if "Selected" in letter["Subject"]]
    carla.follow("Release all decisions")
    carla.press("Release decisions")


def read_decisions(cast: Cast) -> None:
    for person, hub in ((cast.ines, cast.eu_hub), (cast.leo, cast.lac_hub)):
        letter = person.letter(f"Selected: {hub} takes part")
        assert "congratulations" in words(letter)
        person.follow_letter(f"Selected: {hub} takes part")


def pair(cast: Cast) -> None:
    """Beside the fit that was computed, and confirmed on the pairing's own page."""
    carla = cast.carla
    carla.open("/admin/")
    carla.open("/admin/hubs/pairing/add/")
    carla.reads("Fit of 100")
    carla.follow(f"Compare {cast.eu_hub}, {cast.lac_hub}")
    carla.reads("Fit:", "Component", "Brings")
    carla.press("Propose this pairing")
    carla.reads("Confirm the pairing when you are sure.", "Fit:")
    carla.take("Confirm")
    cast.ines.follow_letter("Twinned:")
    cast.nobody.open("/")
    cast.nobody.reads(cast.lac_hub)
