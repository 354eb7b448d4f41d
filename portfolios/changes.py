"""What would change for the public: two contents of a portfolio compared, field by field."""

from dataclasses import dataclass
from typing import Any

Content = dict[str, Any]
HUB_FIELDS = ("name", "native_name", "acronym", "city", "country", "website")
SERVICE_FIELDS = (
    "name", "category", "summary", "areas", "groups", "access_mode", "price_model", "source_url",
)  # fmt: skip


@dataclass(frozen=True)
class Change:
    """One field: its name, and its words before and after; either may be empty."""

    field: str
    before: str
    after: str


@dataclass(frozen=True)
class Section:
    """The changes of the introduction (`title` is empty) or of one service.

    `kind` is `added`, `removed` or `changed`.
    """

    title: str
    kind: str
    changes: tuple[Change, ...]


def compare(before: Content | None, after: Content) -> list[Section]:
    """From the edition that the public reads, if any, to the one that is proposed."""
    old = before or {"hub": {}, "services": [], "intro": "", "contact_email": "", "language": ""}
    names = {"old": before["names"] if before else {}, "new": after["names"]}
    opening = _differences(_opening(old, names["old"]), _opening(after, names["new"]))
    sections = [Section("", "changed" if before else "added", opening)] if opening else []
    then = {service["key"]: service for service in old["services"]}
    now = {service["key"]: service for service in after["services"]}
    for key in [*now, *(key for key in then if key not in now)]:
        sections += _of_service(then.get(key), now.get(key), names)
    return sections


def _opening(content: Content, names: Content) -> dict[str, str]:
    hub = {f"hub_{field}": content["hub"].get(field, "") for field in HUB_FIELDS}
    hub["hub_country"] = _words(names, "country", [hub["hub_country"]])
    own = {field: content[field] for field in ("language", "intro", "contact_email")}
    return hub | own


def _of_service(then: Content | None, now: Content | None, names: Content) -> list[Section]:
    changes = _differences(_service(then, names["old"]), _service(now, names["new"]))
    if not changes:
        return []
    kind = "added" if then is None else "removed" if now is None else "changed"
    return [Section((now or then or {})["name"], kind, changes)]


def _service(service: Content | None, names: Content) -> dict[str, str]:
    if service is None:
        return dict.fromkeys(SERVICE_FIELDS, "")
    fields = {field: service[field] for field in SERVICE_FIELDS}
    fields["category"] = _words(names, "category", [service["category"]])
    fields["areas"] = _words(names, "area", service["areas"])
    fields["groups"] = _words(names, "group", service["groups"])
    return fields


def _words(names: Content, kind: str, codes: list[str]) -> str:
    words = [next(iter(names.get(kind, {}).get(code, {}).values()), code) for code in codes]
    return ", ".join(word for word in words if word)


def _differences(before: dict[str, str], after: dict[str, str]) -> tuple[Change, ...]:
    return tuple(
        Change(field, before[field], after[field]) for field in after if before[field] != after[field]
    )
