"""Sentences of the pairing in the reader's language, with the names of hubs, areas, kinds and countries."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.formats import number_format
from django.utils.text import get_text_list
from django.utils.translation import gettext
from django.utils.translation import gettext as _

from hubs.languages import language_name
from hubs.models import ServiceKind, TechnologyArea
from hubs.pairing.saying import Said
from twinning.core.lands import land


@dataclass(frozen=True)
class Names:
    """Of hubs by key, and of areas and kinds of service by code."""

    hubs: Mapping[str, str] = field(default_factory=dict)
    areas: Mapping[str, str] = field(default_factory=dict)
    kinds: Mapping[str, str] = field(default_factory=dict)

    def hub(self, key: str) -> str:
        return self.hubs.get(key, key)

    def area(self, code: str) -> str:
        return self.areas.get(code, code)

    def wish(self, wish: Iterable[str | None]) -> str:
        area, kind = wish
        told = [self.area(area) if area else "", self.kinds.get(kind, kind) if kind else ""]
        return " · ".join(filter(None, told))


def names_of(hubs: Mapping[str, str]) -> Names:
    """With areas and kinds as they are called in the active language."""
    areas = {area.code: area.name for area in TechnologyArea.objects.all()}
    kinds = {kind.code: kind.name for kind in ServiceKind.objects.all()}
    return Names(hubs, areas, kinds)


def in_words(said: Said | Mapping[str, Any], names: Names) -> str:
    """A sentence of `hubs.pairing`, as it is or as its document keeps it, in the active language."""
    says, values = (said.says, said.values) if isinstance(said, Said) else (said["says"], said["values"])
    return gettext(says) % {name: _worded(name, value, names) for name, value in values.items()}


def reason_in_words(reason: str) -> str:
    """A reason that somebody typed stays as it is; one of our own is translated."""
    return gettext(reason) if reason else ""


def listed(words: Iterable[str]) -> str:
    return str(get_text_list(list(words), _("and")))


def _worded(name: str, value: Any, names: Names) -> str:
    if isinstance(value, list | tuple):
        told = LISTS.get(name, lambda one, names: str(one))
        return listed(told(one, names) for one in value)
    if name in ("first", "second"):
        return names.hub(value)
    if isinstance(value, int | float):
        return str(number_format(value, use_l10n=True)).removesuffix(".0").removesuffix(",0")
    return str(value)


LISTS: dict[str, Callable[[Any, Names], str]] = {
    "hubs": lambda key, names: names.hub(key),
    "areas": lambda code, names: names.area(code),
    "other_areas": lambda code, names: names.area(code),
    "languages": lambda code, names: language_name(code),
    "other_languages": lambda code, names: language_name(code),
    "countries": lambda code, names: land(code) or code,
    "wishes": lambda wish, names: names.wish(wish),
}
