"""Every sentence is there in every language, with its placeholders, and compiled."""

import gettext
import os
import shutil
import subprocess
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command

from tests.architecture import ROOT

LANGUAGES = [code for code, _ in settings.LANGUAGES if code != settings.LANGUAGE_CODE]
CATALOGUES = ROOT / "twinning" / "locale"


def catalogue(folder: Path, language: str) -> Path:
    return folder / language / "LC_MESSAGES" / "django.po"


def compiled(po: Path, target: Path) -> str:
    """Compile with all of msgfmt's checks; what it says of the numbers of messages."""
    done = subprocess.run(
        ["msgfmt", "--check-format", "--statistics", "-o", target, po],
        capture_output=True, text=True, check=False, env=os.environ | {"LC_ALL": "C"},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stderr.strip()


@pytest.fixture(scope="module")
def collected(tmp_path_factory):
    """The catalogues as they would be if the sentences were collected anew now."""
    folder = tmp_path_factory.mktemp("messages") / "locale"
    shutil.copytree(CATALOGUES, folder)
    before, settings.LOCALE_PATHS = settings.LOCALE_PATHS, [folder]
    try:
        call_command(
            "makemessages", locale=LANGUAGES, no_obsolete=True, no_location=True, verbosity=0,
            ignore_patterns=[".venv", "var", "tests", "frontend"],
        )  # fmt: skip
    finally:
        settings.LOCALE_PATHS = before
    return folder


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_is_translated(collected, language, tmp_path):
    said = compiled(catalogue(collected, language), tmp_path / "django.mo")

    assert "untranslated" not in said, f"{said} Run: make messages"
    assert "fuzzy" not in said, f"{said} Run: make messages"


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_compiled_is_what_was_translated(language, tmp_path):
    po = catalogue(CATALOGUES, language)
    compiled(po, tmp_path / "django.mo")

    with (tmp_path / "django.mo").open("rb") as anew, po.with_suffix(".mo").open("rb") as kept:
        assert gettext.GNUTranslations(kept)._catalog == gettext.GNUTranslations(anew)._catalog
