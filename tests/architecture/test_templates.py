"""Templates compose, translate, and hold neither scripts nor styles of their own."""

import re

import pytest
from django.template.loader import get_template

from tests.architecture import ROOT, TEMPLATES

INLINE = re.compile(r"<style|\sstyle=|<script(?![^>]*\ssrc=)|\son[a-z]+=|javascript:", re.IGNORECASE)
SENTENCE = re.compile(r">\s*([A-Z][a-z]+(?:\s+[a-z]+){2,}[^<{]*)<")
MAIL_FRAME = "letters/"


def name(path):
    return str(path.relative_to(ROOT / "templates"))


@pytest.mark.parametrize("path", TEMPLATES, ids=name)
def test_a_template_compiles(path):
    get_template(name(path))


@pytest.mark.parametrize("path", TEMPLATES, ids=name)
def test_no_script_or_style_is_inline(path):
    """The content security policy would refuse it; mail clients alone need inline styles."""
    if name(path).startswith((MAIL_FRAME, "account/email/")):
        return

    assert INLINE.findall(path.read_text()) == []


@pytest.mark.parametrize("path", TEMPLATES, ids=name)
def test_every_sentence_goes_through_gettext(path):
    without_comments = re.sub(
        r"{#.*?#}|{% comment.*?endcomment %}|{% blocktrans.*?endblocktrans[a-z]* %}",
        "",
        path.read_text(),
        flags=re.DOTALL,
    )
    if name(path) == "styleguide.html":
        return

    assert SENTENCE.findall(without_comments) == []


PAGES = [
    path
    for path in TEMPLATES
    if path.parent.name in {"hubs", "events", "actionplans", "portfolios", "pages", "accounts"}
]


@pytest.mark.parametrize("path", PAGES, ids=name)
def test_a_page_extends_the_base(path):
    if path.stem.startswith("_"):
        return

    assert "{% extends" in path.read_text()
