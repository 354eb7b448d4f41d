"""Every sentence is there in every language, with its placeholders, and compiled."""

import ast
import gettext
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

from tests.architecture import ROOT

LANGUAGES = [code for code, _ in settings.LANGUAGES if code != settings.LANGUAGE_CODE]
SPEAKING = ["twinning", "hubs", "events", "actionplans", "portfolios", "templates"]
TRANSLATES = {
    "_",
    "gettext",
    "gettext_lazy",
    "ngettext",
    "ngettext_lazy",
    "pgettext",
    "pgettext_lazy",
    "npgettext",
}
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
    """The catalogues as they would be if the sentences were collected anew now, in a copy of the code."""
    copy = tmp_path_factory.mktemp("messages")
    for folder in SPEAKING:
        shutil.copytree(ROOT / folder, copy / folder, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "manage.py", copy)
    collect = [
        sys.executable,
        "manage.py",
        "makemessages",
        "--no-obsolete",
        "--no-location",
        "--verbosity",
        "0",
    ]
    languages = [part for code in LANGUAGES for part in ("--locale", code)]
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "twinning.settings", "DEBUG": "1"}
    subprocess.run([*collect, *languages], cwd=copy, check=True, env=environment)
    return copy / "twinning" / "locale"


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


def spoken_in_f_strings(path: Path) -> list[int]:
    """Lines with a sentence inside an f-string, where collecting does not find it."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    calls = (
        call
        for string in ast.walk(tree)
        if isinstance(string, ast.JoinedStr)
        for call in ast.walk(string)
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name)
    )
    return [call.lineno for call in calls if call.func.id in TRANSLATES]


def test_no_sentence_hides_in_an_f_string():
    sources = [path for folder in SPEAKING for path in sorted((ROOT / folder).rglob("*.py"))]

    assert [f"{path}:{line}" for path in sources for line in spoken_in_f_strings(path)] == []
