"""The office declares, asks a hub and shares out; reviewers declare, mark apart, and agree."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from playwright.sync_api import expect

from tests.journeys.chapters.applying import SAVED
from tests.journeys.chapters.selecting import NONE, TO_HUB, give, open_call, write_consensus
from tests.journeys.ground import CLOSED, CONNECTED, FIRST, SECOND
from tests.journeys.mail import words
from tests.journeys.person import Person

CLOCK = ZoneInfo("Europe/Brussels")  # the call's
DOUBT = "Which network is it?"
ANSWER = "Yes: the national research network, as its service desk confirms."
PAULS = "Paul finds the plan too short."
RITAS = "Rita finds the team convincing."


def declare(cora: Person) -> None:
    """On all hubs of the call at once, before any application opens to her."""
    cora.open("/admin/hubs/expression/")
    cora.follow(FIRST)
    cora.reads("Do you have a conflict of interest?")
    cora.follow("Declare on all applications of this call at once")
    cora.reads(FIRST, SECOND)
    cora.press("Declare")
    cora.reads("0 conflicts of interest are noted")


def ask_the_hub(cora: Person, bruno: Person) -> None:
    """A doubt opens one field to the hub, and nothing else."""
    open_call(cora, CLOSED)
    cora.follow("Eligibility")
    cora.follow(SECOND, exact=False)
    cora.fill(**{"verdict-connected": "ask the hub", "reason-connected": DOUBT})
    cora.press("Save what was found")
    until = datetime.now(CLOCK) + timedelta(days=2)
    cora.fill(**{"ask-words": DOUBT, "ask-fields_open": [CONNECTED]})
    cora.fill(**{"ask-day": f"{until:%Y-%m-%d}", "ask-hour": f"{until:%H:%M}"})
    cora.press("Ask the hub", within="main details")
    bruno.follow_letter(f"A question about the application of {SECOND}")
    bruno.reads(DOUBT)
    assert bruno.page.locator('[name="motivation"]').count() == 0
    bruno.fill(**{"eligibility-connected": ANSWER})
    bruno.press("Send the answer")
    cora.letter(f"Answered: the question to {SECOND}")
    cora.page.reload()
    cora.reads(ANSWER)
    cora.fill(**{"verdict-connected": "yes"})
    cora.press("Save what was found")


def share_out(cora: Person, rita: Person) -> None:
    """Proposed, changed by hand, stored; and proposed again where a reviewer has a conflict."""
    open_call(cora, CLOSED)
    cora.follow("Reviewers", within="main")
    cora.press("Propose")
    for number, name in enumerate(["Rita", "Paul", "Rita", "Yves"]):
        cora.page.locator('select[name="pair"]').nth(number).select_option(label=name)
    cora.press("Ask these reviewers")
    cora.reads("4 reviewers asked.")
    rita.follow_letter(f"An application to read: {SECOND}")
    rita.follow("I have a conflict of interest")
    rita.fill(reason="My sister works there.")
    rita.press("I have a conflict of interest")
    cora.press("Propose")
    [instead] = cora.page.locator('select[name="pair"]').all()
    assert instead.locator("option:checked").inner_text() != "nobody"
    assert "Rita" not in instead.inner_text()
    instead.select_option(label="Paul")
    cora.press("Ask these reviewers")


def mark(rita: Person, paul: Person, yves: Person) -> None:
    """Saved as it is typed; nobody reads the others' marks before handing in their own."""
    open_to(rita, FIRST)
    hand_in(paul, FIRST, PAULS, excellence="3", impact="3.5")
    rita.page.reload()
    assert PAULS not in rita.page.content()
    give(rita, excellence="4.5")
    rita.fill(comment=RITAS, hub_excellence=TO_HUB)
    expect(rita.page.locator("[data-autosave-state]")).to_have_text(SAVED)
    rita.page.reload()
    expect(rita.page.locator('[name="comment"]')).to_have_value(RITAS)
    rita.watch.expect(409)
    rita.press("Hand in")  # one mark is still missing
    give(rita, impact="I abstain")
    rita.press("Hand in")
    rita.follow(FIRST)
    rita.reads(PAULS, "abstained")
    rita.open("/reviews/")
    assert SECOND not in rita.page.locator("main").inner_text()
    for reviewer in (paul, yves):
        hand_in(reviewer, SECOND, "Sound.", excellence="5", impact="4.5")


def open_to(reviewer: Person, hub: str) -> None:
    reviewer.follow_letter(f"An application to read: {hub}")
    reviewer.press(NONE)


def hand_in(reviewer: Person, hub: str, comment: str, **marks: str) -> None:
    open_to(reviewer, hub)
    give(reviewer, **marks)
    reviewer.fill(comment=comment, comment_to_hub=TO_HUB)
    reviewer.press("Hand in")


def agree(cora: Person, rita: Person, paul: Person) -> None:
    """The rapporteur writes; the other reads it, and both keep their own marks."""
    open_call(cora, CLOSED)
    cora.follow("Agreement of reviewers")
    cora.reads("Krippendorff")
    open_call(cora, CLOSED)
    cora.follow("Applications")
    cora.follow(FIRST)
    cora.follow("Marks, consensus, decision")
    cora.reads("abstained", "3.75")
    cora.fill(rapporteur=rita.name)
    cora.press("Name the rapporteur")
    write_consensus(rita, FIRST, excellence="4", impact="3.5")
    paul.open(rita.page.url)
    paul.reads("agreed", TO_HUB)
    assert words(rita.letter(f"Please write the consensus: {FIRST}"))
