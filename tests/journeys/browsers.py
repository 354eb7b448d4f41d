"""The machine's own Chromium, which may hang: then it is ended, and the test says where it stood."""

import faulthandler
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Timer

import psutil
import pytest
from playwright.sync_api import Browser, Playwright, sync_playwright

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-quic",
]
# The first is the same browser without a window's machinery, which takes a quarter less work.
NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")


def open_browser(playwright: Playwright) -> Browser:
    """The machine's own Chromium, or the one that playwright has installed for itself."""
    found = next(filter(None, map(shutil.which, NAMES)), None)
    return playwright.chromium.launch(executable_path=found, args=FLAGS)


@contextmanager
def a_browser(*, seconds: float) -> Iterator[Browser]:
    """For so long at most: not every call of a browser's driver has a limit of its own."""
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        # The browser's driver keeps a loop running in this thread, which Django would take amiss.
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        if not _has_browser(playwright) and not os.environ.get("CI"):
            pytest.skip("There is no Chromium on this machine.")
        browser = open_browser(playwright)
        end = Timer(seconds, _end_browsers)
        end.daemon = True
        end.start()
        try:
            yield browser
        finally:
            end.cancel()
        browser.close()


def _has_browser(playwright: Playwright) -> bool:
    return any(map(shutil.which, NAMES)) or os.path.exists(playwright.chromium.executable_path)


def _end_browsers() -> None:
    """Whoever waits for one is told at once that it is gone; their driver goes with them."""
    faulthandler.dump_traceback(file=sys.__stderr__, all_threads=True)
    for child in psutil.Process().children():
        if "run-driver" in child.cmdline():
            for each in [*child.children(recursive=True), child]:
                each.kill()
