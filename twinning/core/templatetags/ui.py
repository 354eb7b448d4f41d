"""How things are drawn: small tags of presentation, with no knowledge of what they show."""

import re
from datetime import datetime
from functools import cache
from typing import Any, NamedTuple

from django import template
from django.conf import settings
from django.core.paginator import Page
from django.forms import BaseForm, BoundField
from django.templatetags.static import static
from django.urls import NoReverseMatch, reverse
from django.utils import timezone, translation
from django.utils.html import format_html
from django.utils.safestring import SafeString

from twinning.core.deadlines import nearness, words
from twinning.core.templatetags.times import moment

register = template.Library()

SIGNS = {"good": "check", "warn": "warn", "bad": "stop"}
TONES = {"success": "good", "warning": "warn", "error": "bad", "info": "info", "debug": "info"}


@register.simple_tag
@cache
def icon(name: str) -> SafeString:
    """A sign from the sprite, silent for screen readers: words stand beside it."""
    return format_html(
        '<svg class="icon" aria-hidden="true"><use href="{}#{}"></use></svg>',
        static("img/icons.svg"),
        name,
    )


@register.simple_tag(takes_context=True)
def theme_attribute(context: dict[str, Any]) -> SafeString | str:
    """The theme that the reader chose by hand, for `<html>`; nothing follows the system."""
    request = context.get("request")
    theme = request.COOKIES.get("theme") if request else ""
    return format_html(' data-theme="{}"', theme) if theme in {"light", "dark"} else ""


@register.simple_tag(takes_context=True)
def page_languages(context: dict[str, Any]) -> list[dict[str, Any]]:
    """This page's address in every language, or nothing where there is no request."""
    request = context.get("request")
    if request is None:
        return []
    active = translation.get_language() or settings.LANGUAGE_CODE
    path = request.get_full_path().removeprefix(_prefix(active))
    return [
        {"code": code, "name": _own_name(code), "url": _prefix(code) + path, "current": code == active}
        for code, _name in settings.LANGUAGES
    ]


def _prefix(language: str) -> str:
    """What addresses in the language begin with; no address is translated beyond it."""
    return "" if language == settings.LANGUAGE_CODE else f"/{language}"


@cache
def _own_name(language: str) -> str:
    return str(translation.get_language_info(language)["name_local"]).capitalize()


@register.inclusion_tag("components/nav_link.html", takes_context=True)
def nav_link(context: dict[str, Any], name: str, label: str) -> dict[str, Any]:
    """A link of a menu, marked when the reader is there or below; absent pages draw nothing."""
    try:
        url = reverse(name)
    except NoReverseMatch:
        return {"url": ""}
    path = context.get("here") or (context["request"].path if context.get("request") else "")
    below = "true" if path.startswith(url) else ""
    return {"url": url, "label": label, "current": "page" if path == url else below}


@register.inclusion_tag("components/notice.html")
def notice(sentence: Any, tone: str = "info", title: Any = "") -> dict[str, Any]:
    """A sentence that should not be overlooked; takes our tones and those of messages."""
    tone = TONES.get(tone, tone)
    return {"words": sentence, "tone": tone, "title": title, "sign": SIGNS.get(tone, "info")}


@register.simple_tag
def deadline(instant: datetime | None, zone: str = "") -> SafeString:
    """An instant and how far it is, louder as it comes near; `zone` as for `moment`."""
    if instant is None:
        return format_html('<span class="deadline">{}</span>', "–")
    left = instant - timezone.now()
    return format_html(
        '<span class="deadline deadline--{}"><span>{}</span> <span class="deadline__left">{}</span></span>',
        nearness(left),
        moment(instant, zone),
        words(left),
    )


@register.simple_tag(takes_context=True)
def with_query(context: dict[str, Any], **changes: Any) -> str:
    """This page's address with some of its query changed, for paging and sorting."""
    query = context["request"].GET.copy()
    for name, value in changes.items():
        query.pop(name, None)
        if value not in ("", None):
            query[name] = value
    return f"?{query.urlencode()}"


@register.inclusion_tag("components/sortable.html", takes_context=True)
def sortable(context: dict[str, Any], field: str, label: str, css: str = "") -> dict[str, Any]:
    """A column's head that sorts by `?sort=field`, and backwards at the second press."""
    asked = context["request"].GET.get("sort", "")
    order = {field: "ascending", f"-{field}": "descending"}.get(asked, "")
    wanted = f"-{field}" if order == "ascending" else field
    url = with_query(context, sort=wanted, page="")
    return {"label": str(label), "url": url, "order": order, "css": css}


@register.simple_tag
def labelled(field: BoundField) -> SafeString:
    """A field that stands under a column's head, with its label for those who cannot see the column."""
    return field.as_widget(attrs={"aria-label": str(field.label)})


class OtherPages(NamedTuple):
    """Addresses of the pages around this one of a long list, each with its number: this page has a number
    alone, and a gap has nothing. `first` to `last` of `total` rows stand here.
    """

    first: int
    last: int
    total: int
    previous: str
    next: str
    numbers: tuple[tuple[str, str], ...]


@register.simple_tag(takes_context=True)
def other_pages(context: dict[str, Any], page: Page[Any]) -> OtherPages:
    """Where else one can go in the list that `page` is of, with all that the address asks for."""
    query = context["request"].GET.copy()
    query.pop("page", None)
    start = f"?{query.urlencode()}&page=" if query else "?page="
    around = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    numbers = [(str(one), start + str(one) if one != page.number else "") for one in around]
    return OtherPages(
        first=page.start_index(),
        last=page.end_index(),
        total=page.paginator.count,
        previous=f"{start}{page.number - 1}" if page.has_previous() else "",
        next=f"{start}{page.number + 1}" if page.has_next() else "",
        numbers=tuple(one if one[0].isdigit() else ("", "") for one in numbers),
    )


@register.filter
def sentence_case(words: str) -> str:
    """“Request Code” as we write it: “Request code”. Libraries capitalise every word in English.

    >>> sentence_case("Activate Authenticator App by TOTP")
    'Activate authenticator app by TOTP'
    """
    if not str(translation.get_language()).startswith("en"):
        return words
    return re.sub(r"(?<=\S )[A-Z](?=[a-z]+\b)", lambda found: found[0].lower(), words)


@register.filter
def in_sentence_case(form: BaseForm) -> BaseForm:
    """The same for what a library's form says in and above its fields."""
    for field in form.fields.values():
        field.label = sentence_case(str(field.label)) if field.label else field.label
        if hint := field.widget.attrs.get("placeholder"):
            field.widget.attrs["placeholder"] = sentence_case(str(hint))
    return form
