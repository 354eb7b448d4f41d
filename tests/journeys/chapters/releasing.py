"""Decisions by hand and from the ranking, released at one moment; what follows for those concerned."""

from tests.journeys.chapters.selecting import BY_HAND, open_call, read_summary, write_letter
from tests.journeys.ground import CLOSED, FIRST, SECOND
from tests.journeys.mail import words
from tests.journeys.person import Person

REASON = "The panel wants a hub of the north."
COMPLAINT = "One of those who read ours works with the other hub."
FINDING = "Nobody who read it has an interest, as far as we can see."


def decide(cora: Person) -> None:
    """The panel prefers the second of the ranking, and has to say why."""
    open_call(cora, CLOSED)
    cora.follow("Ranking and decisions")
    cora.reads("9.50", "7.50", "consensus")
    cora.follow(f"Decide {FIRST}")
    cora.fill(outcome="selected")
    cora.watch.expect(422)
    cora.press("Decide")  # never otherwise than the ranking without a reason
    cora.fill(reason=REASON)
    cora.press("Decide")
    cora.press("Propose decisions from the ranking")
    cora.reads("by hand", "reserve")
    cora.follow("Stability")
    cora.reads("The ranking was tried in")
    cora.follow("Reserve")
    cora.reads(SECOND)


def release(cora: Person, alba: Person, bruno: Person) -> None:
    """Nobody outside sees anything before; then each hub reads what the office read."""
    write_letter(cora, FIRST)
    for manager, hub in ((alba, FIRST), (bruno, SECOND)):
        manager.open("/expressions/")
        manager.follow(hub)
        manager.reads("submitted")
        assert "Evaluation summary" not in manager.page.content()
        assert not [one for one in manager.mail.to(manager.email) if "elected" in one["Subject"]]
    open_call(cora, CLOSED)
    cora.follow("Ranking and decisions")
    cora.follow("Release all decisions")
    cora.press("Release decisions")
    assert BY_HAND in words(alba.letter(f"Selected: {FIRST} takes part"))
    bruno.follow_letter(f"On the reserve list: {SECOND}")
    read_summary(bruno, hides=["Paul", "Yves"])


def redress(cora: Person, bruno: Person) -> None:
    bruno.follow("Ask for redress")
    bruno.fill(text=COMPLAINT)
    bruno.press("Ask for redress")
    bruno.reads("being looked into")
    cora.follow_letter(f"Request for redress: {SECOND}")
    cora.follow("The procedure was right")
    cora.fill(finding=FINDING)
    cora.press("The procedure was right")
    bruno.follow_letter(f"Redress: the procedure was followed ({SECOND})")
    bruno.reads(FINDING)


def replace(cora: Person, alba: Person, bruno: Person) -> None:
    """Who was selected leaves, and the next of the reserve takes the place."""
    alba.follow_letter(f"Selected: {FIRST} takes part")
    alba.reads("selected")
    alba.follow("Withdraw")
    alba.fill(reason="Our team has changed.")
    alba.press("Withdraw")
    cora.letter(f"Withdrawn: the expression of interest of {FIRST}")
    open_call(cora, CLOSED)
    cora.follow("Ranking and decisions")
    cora.follow("Reserve")
    cora.follow(f"Give the place to {SECOND}")
    cora.press("Give the free place")
    bruno.follow_letter(f"A place is free: {SECOND} takes part")
    bruno.reads("selected")
