"""The look: light and dark say the same things, tags speak, forms explain."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django import forms
from django.core.paginator import Paginator
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import timezone, translation

from tests.architecture import ROOT
from twinning.core.deadlines import nearness, words
from twinning.core.templatetags.ui import other_pages

CSS = ROOT / "static" / "css"
TOKEN = re.compile(r"(--[a-z0-9-]+):\s*([^;]+);")


def draw_template(text, **context):
    return Template("{% load ui %}" + text).render(Context(context))


def request(address="/", **cookies):
    asked = RequestFactory().get(address)
    asked.COOKIES = cookies
    return asked


def test_both_ways_into_the_night_show_the_same_colours():
    by_system, by_hand = re.findall(
        r':root(?::not\(\[data-theme="light"\]\)|\[data-theme="dark"\]) \{(.*?)\n\s*\}',
        (CSS / "tokens.css").read_text(),
        re.DOTALL,
    )

    assert dict(TOKEN.findall(by_system)) == dict(TOKEN.findall(by_hand))


def test_every_token_that_is_used_exists():
    sheets = [path.read_text() for path in CSS.rglob("*.css")]
    known = {name for sheet in sheets for name, _ in TOKEN.findall(sheet)}
    used = {name for sheet in sheets for name in re.findall(r"var\((--[a-z0-9-]+)\)", sheet)}

    assert used - known == set()


def luminance(colour):
    digits = colour.lstrip("#")
    digits = "".join(digit * 2 for digit in digits) if len(digits) == 3 else digits
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


INKS = ["ink", "ink-soft", "ink-faint", "link", "cable"]
GROUNDS = ["paper", "surface", "water"]
PAIRS = [
    *[(ink, ground) for ink in INKS for ground in GROUNDS],
    ("ink", "land"),
    ("on-action", "action"),
    *[(tone, f"{tone}-tint") for tone in ("good", "warn", "bad", "cable", "shore-1", "shore-2", "shore-3")],
]


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("ink", "ground"), PAIRS, ids="-on-".join)
def test_text_can_be_read(theme, ink, ground):
    sheet = (CSS / "tokens.css").read_text()
    day, night = sheet.split("/* The night chart", 1)
    colours = dict(TOKEN.findall(day)) | (dict(TOKEN.findall(night)) if theme == "dark" else {})

    assert contrast(colours[f"--{ink}"], colours[f"--{ground}"]) >= 4.5


@pytest.mark.parametrize(
    ("left", "near", "said"),
    [
        (timedelta(seconds=-1), "over", "over"),
        (timedelta(minutes=59), "near", "less than an hour left"),
        (timedelta(hours=1, minutes=59), "near", "1 hour left"),
        (timedelta(hours=47), "near", "47 hours left"),
        (timedelta(days=6, hours=23), "soon", "6 days left"),
        (timedelta(days=40), "far", "40 days left"),
    ],
)
def test_a_deadline_tells_how_far_it_is(left, near, said):
    assert (nearness(left), words(left)) == (near, said)


@pytest.mark.parametrize(
    ("cookie", "attribute"), [("dark", ' data-theme="dark"'), ('"><script>', ""), ("", "")]
)
def test_only_a_theme_that_exists_reaches_the_page(cookie, attribute):
    drawn = draw_template("{% theme_attribute %}", request=request(theme=cookie))

    assert drawn == attribute


def test_the_page_is_offered_in_every_language_at_its_own_address():
    lines = "{% for one in all %}{{ one.code }} {{ one.url }} {{ one.current }};{% endfor %}"
    drawn = draw_template("{% page_languages as all %}" + lines, request=request("/hubs/?q=azores"))

    assert drawn == "en /hubs/?q=azores True;es /es/hubs/?q=azores False;pt /pt/hubs/?q=azores False;"


def test_changing_the_query_keeps_the_rest_of_it():
    drawn = draw_template("{% with_query page=3 sort='' %}", request=request("/?q=a&page=2&sort=name"))

    assert drawn == "?q=a&amp;page=3"


def test_a_second_press_sorts_backwards():
    once = draw_template("{% sortable 'name' 'Hub' %}", request=request("/?page=4"))
    twice = draw_template("{% sortable 'name' 'Hub' %}", request=request("/?sort=name"))

    assert 'href="?sort=name"' in once
    assert "aria-sort" not in once
    assert 'aria-sort="ascending"' in twice
    assert 'href="?sort=-name"' in twice


def test_what_libraries_capitalise_reads_as_ours():
    draw = "{{ words|sentence_case }}"

    assert draw_template(draw, words="Activate Authenticator App by TOTP") == (
        "Activate authenticator app by TOTP"
    )
    with translation.override("es"):
        assert draw_template(draw, words="Ir a Madrid") == "Ir a Madrid"


def test_other_clocks_say_the_day_only_where_it_is_another():
    instant = datetime(2026, 12, 22, 23, 30, tzinfo=UTC)  # half an hour into the next day in Brussels
    draw = "{% load times %}{% on_clocks instant 'Europe/Brussels' as_others=True %}"

    with timezone.override("Europe/Madrid"):
        drawn = draw_template(draw, instant=instant)

    assert "00:30" in drawn
    assert "23 December" not in drawn
    assert "22 December 2026, 23:30" in drawn


def test_long_lists_offer_few_numbers():
    numbers = other_pages({"request": request("/?q=sea")}, Paginator(range(500), 50).page(5)).numbers

    assert [number for number, _address in numbers] == ["1", "", "4", "5", "6", "", "10"]
    assert numbers[0] == ("1", "?q=sea&page=1")
    assert dict(numbers)["5"] == ""


class Colours(forms.Form):
    name = forms.CharField(label="Name", help_text="In full.")
    note = forms.CharField(label="Note", required=False)
    shade = forms.ChoiceField(label="Shade", choices=[("a", "A")], widget=forms.RadioSelect)


def test_a_fault_stands_beside_its_field_and_in_a_summary_that_leads_there():
    drawn = Colours({}).render()

    assert '<a href="#id_name">Name</a>: This field is required.' in drawn
    assert '<a href="#id_shade">Shade</a>' in drawn
    assert 'aria-describedby="id_name_helptext id_name_error"' in drawn
    assert 'id="id_name_error"' in drawn
    assert drawn.count('aria-invalid="true"') == 2


def test_what_may_stay_empty_says_so():
    drawn = Colours().render()

    assert drawn.count("(optional)") == 1
    assert "Please look at this again" not in drawn


def test_every_sign_that_a_page_names_is_in_the_sprite():
    named = set(re.findall(r'{% icon "([a-z]+)"', "".join(
        path.read_text() for path in (ROOT / "templates").rglob("*.html")
    )))  # fmt: skip
    drawn = set(re.findall(r'<symbol id="([a-z]+)"', (ROOT / "static/img/icons.svg").read_text()))

    assert named - drawn == set()
