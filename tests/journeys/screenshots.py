"""Renews the pictures in the README from the demo programme: `python -m tests.journeys.screenshots`.

The page of the PDF needs `pdftoppm` (poppler); without it that picture stays as it is.
"""

import json
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from tests.journeys.browsers import open_browser
from tests.journeys.product import ROOT, Product, running

FOLDER = ROOT / "docs" / "images"
COLOURS = 128
DESK, PHONE = {"width": 1200, "height": 800}, {"width": 390, "height": 780}
PORTFOLIO = "/portfolios/smart-islands-hub-madeira/"
OFFICE, HUB = "coordinator", "manager of an EU hub"

# What a picture shows: of whom, through what window, and how to get there from the desk.
Way = Callable[[Page], None]


def ranking(page: Page) -> None:
    page.goto("/admin/hubs/call/")
    page.locator("#result_list th a").last.click()  # the first call, which is decided
    page.locator('#content-main a[href$="/ranking/"]').click()


def pairing(page: Page) -> None:
    page.goto("/admin/hubs/scenario/")
    page.locator(".scenarios th a").first.click()


def plan(page: Page) -> None:
    page.get_by_role("link", name="To its action plan").click()


def portfolio(page: Page) -> None:
    page.goto(PORTFOLIO)


PICTURES: dict[str, tuple[str, dict[str, int], Way]] = {
    "home": ("", DESK, lambda page: None),
    "ranking": (OFFICE, DESK, ranking),
    "pairing": (OFFICE, DESK, pairing),
    "plan": (HUB, DESK, plan),
    "portfolio": ("", DESK, portfolio),
    "phone": (HUB, PHONE, lambda page: None),
}


def main() -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as var,
        running(Path(var), ground=False) as product,
        sync_playwright() as playwright,
    ):
        browser = open_browser(playwright)
        accounts = demo_accounts()
        for name, (role, window, way) in PICTURES.items():
            picture(browser, product, window, accounts.get(role), way).save(
                FOLDER / f"{name}.png", optimize=True
            )
        browser.close()
        if shutil.which("pdftoppm"):
            quiet(first_page(product)).save(FOLDER / "pdf.png", optimize=True)
    print(*(f"{file.name}: {file.stat().st_size // 1000} kB" for file in sorted(FOLDER.iterdir())), sep="\n")


def demo_accounts() -> dict[str, dict[str, str]]:
    """One for each role."""
    command = [sys.executable, "manage.py", "demo_accounts", "--json"]
    told = subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE).stdout
    return {account["role"]: account for account in json.loads(told)}


def picture(
    browser: Browser, product: Product, window: dict[str, int], account: dict[str, str] | None, way: Way
) -> Image.Image:
    context = browser.new_context(
        viewport=window, base_url=product.site, locale="en-GB", color_scheme="light"
    )
    page = context.new_page()
    if account:
        sign_in(page, account)
    else:
        page.goto("/")
    way(page)
    page.wait_for_load_state("networkidle")
    shot = Image.open(BytesIO(page.screenshot()))
    context.close()
    return quiet(shot)


def quiet(shot: Image.Image) -> Image.Image:
    """In fewer colours, which nobody misses."""
    return shot.convert("RGB").quantize(COLOURS)


def first_page(product: Product) -> Image.Image:
    """Of the portfolio that is shown on its page as well."""
    file = _printed(f"{product.site}{PORTFOLIO}portfolio.pdf")
    command = ["pdftoppm", "-png", "-singlefile", "-scale-to", "800", "-"]
    return Image.open(BytesIO(subprocess.run(command, input=file, check=True, stdout=subprocess.PIPE).stdout))


def _printed(address: str, *, patience: int = 120) -> bytes:
    """The worker may still be printing it: then the site is not ready to give it."""
    for _second in range(patience):
        try:
            with urllib.request.urlopen(address, timeout=60) as answer:
                return answer.read()
        except urllib.error.HTTPError as refusal:
            if refusal.code != 503:
                raise
            time.sleep(1)
    raise AssertionError(f"{address} was never printed.")


def sign_in(page: Page, account: dict[str, str]) -> None:
    """To the desk, in English whatever the person usually reads."""
    page.goto("/accounts/login/")
    page.locator('[name="login"]').fill(account["email"])
    page.locator('[name="password"]').fill(account["password"])
    page.locator("main").get_by_role("button", name="Sign in", exact=True).click()
    page.goto("/desk/")


if __name__ == "__main__":
    main()
