"""Parts of pages that are the same for many readers: drawn once, and kept in this process."""

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from django import template
from django.conf import settings
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from twinning.core.personal import mark_of, own_of

register = template.Library()
MOST, MOST_ROWS = 500, 5000  # kept; what was not asked for the longest goes first


@register.simple_tag
def kept(part: str, /, **depends: Any) -> SafeString:
    """Include a template that depends on the language and on what is named here, and sees nothing else."""
    asked = (part, get_language(), tuple(depends.items()))
    return _drawn.__wrapped__(*asked) if settings.DEBUG else _drawn(*asked)


@lru_cache(MOST)
def _drawn(part: str, language: str | None, depends: tuple[tuple[str, Any], ...]) -> SafeString:
    return mark_safe(render_to_string(part, dict(depends)))  # noqa: S308  # a template escapes by itself


@register.simple_tag
def kept_rows(part: str, rows: Iterable[Any], /) -> SafeString:
    """Include a template for each row of a list, with the fields of its `NamedTuple`, all of them texts:
    when the list is drawn anew, only the rows are that differ.
    """
    language = get_language()
    draw = _drawn_row.__wrapped__ if settings.DEBUG else _drawn_row
    return mark_safe("".join(draw(part, language, row) for row in rows))  # noqa: S308  # as above


@lru_cache(MOST_ROWS)
def _drawn_row(part: str, _language: str | None, row: Any) -> str:
    return render_to_string(part, row._asdict())


@register.simple_tag(takes_context=True)
def drawn(context: dict[str, Any], name: str) -> SafeString:
    """An include that stands in several places, drawn once: `{% drawn "…" as part %}`."""
    return context.template.engine.get_template(name).render(context)  # type: ignore[attr-defined]


@register.simple_tag(takes_context=True)
def personal(context: Any, name: str) -> SafeString:
    """An include that is each reader's own. It asks for nothing but what every page may speak of, and what
    the view gathers for it: where the rest of the page is kept for many, it is left out and put in for each
    (twinning.core.personal).
    """
    request = context.get("request")
    if mark := mark_of(request, name):
        return mark
    with context.push(**own_of(request, name)):
        return drawn(context, name)


@register.simple_tag(takes_context=True)
def menu_place(context: dict[str, Any]) -> str:
    """Where the reader is, as far as menus tell: `/hubs/`, and `/hubs/…` for whatever lies below."""
    path: str = context["request"].path if context.get("request") else ""
    languages = {code for code, _ in settings.LANGUAGES}
    depth = 3 if path[1:3] in languages and path[3:4] == "/" else 2
    parts = path.split("/", depth)
    return "/".join([*parts[:depth], "…"]) if parts[depth:] and parts[depth] else path
