"""A person with a browser of their own, and an address at which letters arrive."""

import re
from email.message import EmailMessage
from io import BytesIO
from typing import Any

from playwright.sync_api import Browser, Locator
from pypdf import PdfReader

from tests.journeys.mail import code, link
from tests.journeys.product import PASSWORD, Product
from tests.journeys.watch import Watch

PATIENCE = 60_000  # milliseconds; the machine may have much else to do
HEIGHT = 900
FIELD = ':is(input, select, textarea):not([type="hidden"])'


class Person:
    def __init__(
        self, name: str, email: str, browser: Browser, product: Product, watch: Watch, **window: Any
    ) -> None:
        """`window` is how the browser is opened: its width, its time zone."""
        self.name, self.email = name, email
        self.mail, self.watch = product.mail, watch
        width = window.pop("width", 1280)
        self.context = browser.new_context(
            viewport={"width": width, "height": HEIGHT},
            base_url=product.site,
            locale="en-GB",
            reduced_motion="reduce",
            **window,
        )
        self.context.set_default_timeout(PATIENCE)
        self.page = self.context.new_page()
        watch.follow(self.page)

    # moving about

    def open(self, address: str) -> None:
        self.page.goto(address)
        self.watch.look(self.page)

    def follow(self, words: str, *, exact: bool = True, within: str = "body") -> None:
        """A page may offer the same way twice; the first one is taken."""
        self._go(self.page.locator(within).get_by_role("link", name=words, exact=exact).first)

    def press(self, words: str, *, exact: bool = True, within: str = "body") -> None:
        self._go(self.page.locator(within).get_by_role("button", name=words, exact=exact))

    def take(self, step: str) -> None:
        """A step of a record: its button, then the page that asks once more."""
        self.follow(step)
        self.press(step)

    def _go(self, door: Locator) -> None:
        with self.page.expect_navigation():
            door.click()
        self.watch.look(self.page)

    # reading and writing

    def reads(self, *words: str) -> None:
        """Found by the eye, so however the words are capitalised."""
        for each in words:
            said = self.page.locator("body").filter(has_text=each)
            assert said.count(), f"{self.page.url} does not say “{each}”."

    def fill(self, **answers: str | bool | list[str]) -> None:
        """Answers by the names of their fields; choices by the words that the person sees."""
        for name, answer in answers.items():
            field = self.page.locator(f'{FIELD}[name="{name}"]')
            kind = field.first.evaluate("field => field.type")
            if kind.startswith("select"):
                field.select_option(label=str(answer))
            elif answer is True:
                field.check()
            elif kind in ("radio", "checkbox"):
                for choice in [answer] if isinstance(answer, str) else answer:
                    field.and_(self.page.get_by_label(choice, exact=True)).check()
            else:
                field.fill(str(answer))

    def unfold(self, part: str) -> None:
        """What the page keeps folded away."""
        for summary in self.page.locator(f"{part} details:not([open]) > summary").all():
            summary.click()

    def attach(self, field: str, *, name: str, content: bytes) -> None:
        file = {"name": name, "mimeType": "application/octet-stream", "buffer": content}
        self.page.locator(f'input[type="file"][name="{field}"]').set_input_files(file)

    def take_away(self, label: str) -> bytes:
        """The file behind a link, which a worker may still have to make."""
        link = self.page.get_by_role("link", name=label)
        for _second in range(PATIENCE // 1_000):
            if link.count():
                answer = self.context.request.get(link.first.get_attribute("href"))
                if answer.status == 200:
                    return answer.body()
            self.page.wait_for_timeout(1_000)
            self.page.reload()
        raise AssertionError(f"{self.page.url} never gave “{label}”.")

    def paper(self, label: str) -> str:
        """The words of the PDF behind a link."""
        return words_of(PdfReader(BytesIO(self.take_away(label))))

    def letter(self, subject: str, *, patience: float = 60) -> EmailMessage:
        return self.mail.wait_for(self.email, subject, patience=patience)

    def follow_letter(self, subject: str) -> None:
        self.open(link(self.letter(subject)))

    # coming and going

    def sign_up(self, *, at: str = "/accounts/signup/") -> None:
        """From the empty form to the desk, by way of the code in the letter."""
        if self.page.url == "about:blank" or at not in self.page.url:
            self.open(at)
        self.fill(name=self.name, email=self.email, password1=PASSWORD, password2=PASSWORD)
        self.press("Create the account")
        self.enter_code()

    def enter_code(self) -> None:
        self.fill(code=code(self.letter("confirms your e-mail address")))
        self.press("Confirm")

    def sign_in(self) -> None:
        self.open("/accounts/login/")
        self.prove()

    def prove(self) -> None:
        """On whatever page asks who they are."""
        self.fill(login=self.email, password=PASSWORD)
        self.press("Sign in", within="main")
        if "/confirm-email/" in self.page.url:  # nobody has proved yet that this address is theirs
            self.enter_code()

    def enter_as_invited(self, subject: str) -> None:
        """By the way in the letter, with a code instead of a password."""
        self.follow_letter(subject)
        self.follow("Send me a code by e-mail")
        self.fill(email=self.email)
        self.press("Request code")
        self.fill(code=code(self.letter("is your code")))
        self.press("Confirm")

    def lose_session(self) -> None:
        """As when it runs out, or somebody signs it out from elsewhere."""
        self.context.clear_cookies(name=re.compile("session"))

    def sign_out(self) -> None:
        self.open("/desk/")
        self.page.locator("details.menu > summary").locator("visible=true").click()
        self.press("Sign out")

    def leave(self) -> None:
        self.context.close()


def words_of(pdf: PdfReader) -> str:
    return " ".join(" ".join(page.extract_text() for page in pdf.pages).split())
