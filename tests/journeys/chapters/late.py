"""After the deadline: one hub is let in by a code, and a reviewer reads its file without its name."""

import io
import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from pypdf import PdfReader, PdfWriter

from tests.journeys.chapters.applying import HUB, NEEDS, OFFERS, STORY, go_on, submit
from tests.journeys.chapters.selecting import NONE, open_call
from tests.journeys.forces import pass_late_entries
from tests.journeys.ground import BLIND, LATE, PLAN
from tests.journeys.mail import words
from tests.journeys.person import Person
from tests.journeys.product import Product

CLOCK = ZoneInfo("Europe/Brussels")  # the call's
WHY = "A storm took their network away on the last day."
FIELD = f"question-{PLAN['code']}"
PROGRAM = b"MZ" + bytes(510)
FILE = "our-plan-at-delfin-dock.pdf"


def let_in(cora: Person, dora: Person) -> None:
    """The office makes a code for the hub, which nobody can use twice."""
    open_to_office(cora)
    until = datetime.now(CLOCK) + timedelta(days=2)
    cora.fill(hub=LATE, day=f"{until:%Y-%m-%d}", hour=f"{until:%H:%M}", reason=WHY)
    cora.press("Make the code")
    cora.reads("not used yet")
    code = re.search(r"\b\w{4}(-\w{4}){3}\b", cora.page.locator("body").inner_text())[0]
    open_to_hub(dora)
    dora.fill(code=code.lower().replace("-", " "))
    dora.press("Enter")
    dora.reads("Your hub is let in")
    open_to_office(cora)
    cora.reads("used", WHY)
    assert code not in cora.page.content()


def open_to_office(cora: Person) -> None:
    cora.open("/calls/")
    cora.follow(BLIND)
    cora.follow("Late entries")


def open_to_hub(dora: Person) -> None:
    """At first nothing can be begun here."""
    dora.open("/calls/")
    dora.follow(BLIND)
    assert dora.page.get_by_role("button", name="Begin").count() == 0
    dora.unfold("aside")


def apply(dora: Person) -> None:
    """Files are taken for what they are, whatever they are called."""
    dora.press("Begin")
    go_on(dora, **HUB)
    go_on(dora, **STORY)
    go_on(dora, **OFFERS, **NEEDS)
    go_on(dora)
    upload(dora, name="plan.pdf", content=PROGRAM)
    dora.reads("Please choose a PDF")
    upload(dora, name=FILE, content=plan())
    dora.reads(FILE)
    assert dora.page.get_by_role("link", name="plan.pdf", exact=True).count() == 0
    go_on(dora)
    dora.follow("Preview as reviewers will see it")
    assert FILE not in dora.page.content()
    dora.follow("Back to the form")
    dora.follow("Check and submit", exact=False)
    submit(dora)
    assert "whole and in time" in words(dora.letter(f"We have it: the expression of interest of {LATE}"))


def upload(dora: Person, *, name: str, content: bytes) -> None:
    dora.attach(f"file-{FIELD}", name=name, content=content)
    dora.press("Upload", exact=False)


def plan() -> bytes:
    """One page, by somebody whose name tells which hub it is."""
    writer, file = PdfWriter(), io.BytesIO()
    writer.add_blank_page(595, 842)
    writer.add_metadata({"/Author": LATE, "/Title": f"Plan of {LATE}"})
    writer.write(file)
    return file.getvalue()


def read(cora: Person, rita: Person, product: Product) -> None:
    """Once nobody can write any more: neither the page nor the file, nor its name, says whose it is."""
    pass_late_entries(product, BLIND)
    open_call(cora, BLIND)
    cora.follow("Applications")
    cora.follow(LATE)
    cora.press(NONE)
    cora.page.get_by_role("button", name="Add another reviewer").click()
    cora.fill(**{"assignments-0-reviewer": rita.name})
    cora.press("Save and continue editing")
    rita.follow_letter("An application to read: Application")
    rita.press("Declare")  # on all hubs of the call at once: which one applied is not told
    rita.open("/reviews/")
    rita.follow("Application", exact=False, within="main")
    rita.reads(*STORY.values())
    name = rita.page.locator("article.application").get_by_role("link").last.inner_text()
    file = PdfReader(io.BytesIO(rita.take_away(name)))
    assert len(file.pages) == 1
    told = f"{name} {dict(file.metadata or {})} {rita.page.content()}".lower()
    assert "delfin" not in told
