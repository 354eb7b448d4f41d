"""Checking a document against the JSON Schemas of this package, with the path of each fault.

It knows the keywords that these schemas use, and refuses a schema with any other.
"""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from hubs.pairing.saying import Said, gettext_noop

INPUT, RESULT = "twinning-pairing/1", "twinning-pairing-result/1"
FILES = {INPUT: "pairing-1.schema.json", RESULT: "pairing-result-1.schema.json"}
TYPES: dict[str, type | tuple[type, ...]] = {
    "object": dict,
    "array": list,
    "string": str,
    "integer": int,
    "boolean": bool,
}
SILENT = {"$schema", "$id", "$defs", "title"}


@dataclass(frozen=True)
class Fault:
    """`path` is a JSON pointer: `/pools/0/hubs/3/key`; empty for the document itself."""

    path: str
    said: Said


@cache
def schema(name: str) -> dict[str, Any]:
    return json.loads((Path(__file__).parent / FILES[name]).read_text("utf-8"))


def faults(document: Any, name: str) -> list[Fault]:
    """Everything that the schema does not allow, in the order of the document."""
    return list(_check(document, schema(name), "", schema(name)))


def _check(value: Any, rule: dict[str, Any], path: str, root: dict[str, Any]) -> Iterator[Fault]:
    if "$ref" in rule:
        yield from _check(value, root["$defs"][rule["$ref"].removeprefix("#/$defs/")], path, root)
        return
    if "type" in rule and not _is(value, rule["type"]):
        says = gettext_noop("This has to be of the type %(type)s.")
        yield Fault(path, Said(says, {"type": rule["type"]}))
        return
    for keyword, wanted in rule.items():
        if keyword in LIMITS and not LIMITS[keyword][0](value, wanted):
            yield Fault(path, Said(LIMITS[keyword][1], {"wanted": wanted}))
    yield from _within(value, rule, path, root)


def _is(value: Any, name: str) -> bool:
    if isinstance(value, bool):
        return name == "boolean"
    return isinstance(value, TYPES[name])


def _within(value: Any, rule: dict[str, Any], path: str, root: dict[str, Any]) -> Iterator[Fault]:
    if unknown := rule.keys() - LIMITS.keys() - SILENT - {"type", "required", "properties", "items",
                                                          "additionalProperties"}:  # fmt: skip
        raise NotImplementedError(sorted(unknown))
    if isinstance(value, dict):
        yield from _members(value, rule, path, root)
    if isinstance(value, list) and "items" in rule:
        for number, item in enumerate(value):
            yield from _check(item, rule["items"], f"{path}/{number}", root)


def _members(value: dict[str, Any], rule: dict[str, Any], path: str, root: dict[str, Any]) -> Iterator[Fault]:
    known = rule.get("properties", {})
    for name in rule.get("required", ()):
        if name not in value:
            yield Fault(f"{path}/{_escaped(name)}", Said(gettext_noop("This is missing.")))
    for name, member in value.items():
        if name in known:
            yield from _check(member, known[name], f"{path}/{_escaped(name)}", root)
        elif not rule.get("additionalProperties", True):
            yield Fault(f"{path}/{_escaped(name)}", Said(gettext_noop("This is not known here.")))


def _escaped(name: str) -> str:
    return name.replace("~", "~0").replace("/", "~1")


Limit = tuple[Callable[[Any, Any], bool], str]
LIMITS: dict[str, Limit] = {
    "const": (lambda value, wanted: value == wanted, gettext_noop("This has to be: %(wanted)s.")),
    "enum": (lambda value, wanted: value in wanted, gettext_noop("This has to be one of: %(wanted)s.")),
    "minimum": (lambda value, wanted: value >= wanted, gettext_noop("This must not be below %(wanted)s.")),
    "maximum": (lambda value, wanted: value <= wanted, gettext_noop("This must not be above %(wanted)s.")),
    "minItems": (lambda value, wanted: len(value) >= wanted, gettext_noop("At least %(wanted)s are needed.")),
    "maxItems": (lambda value, wanted: len(value) <= wanted, gettext_noop("At most %(wanted)s are allowed.")),
    "minLength": (lambda value, wanted: len(value) >= wanted, gettext_noop("This must not be empty.")),
    "maxLength": (
        lambda value, wanted: len(value) <= wanted,
        gettext_noop("At most %(wanted)s characters are allowed."),
    ),
    "pattern": (
        lambda value, wanted: re.search(wanted, value) is not None,
        gettext_noop("This has to look like a time on a quarter of an hour: 09:00, 17:30."),
    ),
}
