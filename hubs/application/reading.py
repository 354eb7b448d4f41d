"""An application as people read it: the same page for its own hub, reviewers, the office, and on paper."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from hubs.application.answers import fields_of
from hubs.application.contents import Content, content_of, hub_facts
from hubs.application.fields import FieldSpec
from hubs.blind.words import addresses_of, without_names
from hubs.kinds import kind_name
from hubs.languages import language_name
from hubs.models import BellaStatus, Call, Direction, Expression, Region, ServiceKind, TechnologyArea
from twinning.core.lands import land
from twinning.core.prose import paragraphs


@dataclass(frozen=True)
class Application:
    """Plain texts for a template. `preferences` are there only for the hub itself and the office."""

    title: str
    facts: list[tuple[str, str]]
    answers: list[dict[str, Any]]
    wishes: list[dict[str, Any]]
    files: list[dict[str, Any]]
    preferences: list[tuple[str, str]] = field(default_factory=list)
    summary: str = ""
    is_cleared: bool = False


def application_of(expression: Expression, *, blind: bool = False, private: bool = False) -> Application:
    """What counts: the submission as it was frozen, or what is written so far where there is none."""
    submission = expression.submission
    content = submission.content if submission is not None else content_of(expression)
    return read_content(content, expression.call, blind=blind, private=private)


def read_content(content: Content, call: Call, *, blind: bool = False, private: bool = False) -> Application:
    """A content in the reader's language; `blind` without what tells the hub's name, `private` with
    the partners it prefers or refuses.
    """
    if not content:
        title = _("An application whose personal data were removed")
        return Application(title, [], [], [], [], is_cleared=True)
    specs = {spec.code: spec for spec in fields_of(call)}
    content = without_hub(content) if blind else content
    hub = content["hub"]
    return Application(
        title=_("A hub whose name is hidden") if blind else hub["name"],
        facts=_facts(hub, blind=blind),
        summary="" if blind else hub.get("summary", ""),
        answers=[_answer(one, specs.get(one["code"])) for one in content["fields"]],
        wishes=_wishes(content["wishes"]),
        files=_files(content["files"], specs, blind=blind),
        preferences=_preferences(content["preferences"]) if private else [],
    )


def facts_of(expression: Expression) -> list[tuple[str, str]]:
    """What is told of the hub itself, as it stands now."""
    return _facts(hub_facts(expression.hub), blind=False)


def without_hub(content: Content) -> Content:
    """The same words with the hub's names and addresses taken out, wherever the hub wrote them."""
    hub = content["hub"]
    names = [hub["name"], hub.get("native_name", ""), hub.get("acronym", "")]
    names += addresses_of(hub.get("website", ""))
    instead = _("[name hidden]")
    hidden = {
        "fields": [
            one | {key: without_names(one[key], names, instead=instead) for key in ("value", "words")}
            for one in content["fields"]
        ],
        "wishes": [
            one | {"words": without_names(one["words"], names, instead=instead)} for one in content["wishes"]
        ],
    }
    return content | hidden


def _facts(hub: Content, *, blind: bool) -> list[tuple[str, str]]:
    bella = dict(BellaStatus.choices).get(hub.get("bella_status", ""), "")
    region = Region.objects.filter(code=hub["region"]).first()
    facts = [
        (_("Country"), land(hub["country"])),
        (_("Region"), region.name if region else hub.get("region_name", "")),
        (_("City"), "" if blind else hub.get("city", "")),
        (_("Kind of organisation"), kind_name(hub.get("organisation_type", ""))),
        (_("BELLA"), str(bella)),
        (_("Working languages"), ", ".join(map(language_name, hub.get("languages", [])))),
        (_("Website"), "" if blind else hub.get("website", "")),
    ]
    return [(str(label), words) for label, words in facts if words]


def _answer(one: Content, spec: FieldSpec | None) -> dict[str, Any]:
    """In today's words for a field that the call still has; else as it was frozen."""
    words = spec.in_words(one["value"]) if spec else one["words"]
    text: SafeString | str = paragraphs(words) if one["kind"] == "long" else words
    return {
        "code": one["code"],
        "label": spec.label if spec else one["label"],
        "text": text,
        "is_long": one["kind"] == "long",
    }


def _wishes(wishes: Iterable[Content]) -> list[dict[str, Any]]:
    """Two groups, what is brought and what is sought; one that is empty is not there."""
    areas = {area.code: area.name for area in TechnologyArea.objects.all()} if wishes else {}
    kinds = {kind.code: kind.name for kind in ServiceKind.objects.all()} if wishes else {}
    titles = {Direction.OFFERS: _("Brings"), Direction.SEEKS: _("Seeks")}
    groups = []
    for direction, title in titles.items():
        rows = [
            {
                "what": " · ".join(filter(None, [kinds.get(one["kind"], ""), areas.get(one["area"], "")])),
                "words": one["words"],
            }
            for one in wishes
            if one["direction"] == direction
        ]
        if rows:
            groups.append({"title": title, "rows": rows})
    return groups


def _files(files: Iterable[Content], specs: dict[str, FieldSpec], *, blind: bool) -> list[dict[str, Any]]:
    return [
        {
            "id": one["id"],
            "name": blind_name(number, one["name"]) if blind else one["name"],
            "size": one["size"],
            "label": specs[one["field"]].label if one["field"] in specs else "",
        }
        for number, one in enumerate(files, start=1)
    ]


def blind_name(number: int, name: str) -> str:
    """A file's name that tells nobody whose it is."""
    ending = name.rpartition(".")[2]
    return _("Document %(number)d") % {"number": number} + (f".{ending}" if ending else "")


def _preferences(preferences: Iterable[Content]) -> list[tuple[str, str]]:
    return [
        (
            _("Not with") if one["kind"] == "avoid" else _("Choice %(rank)d") % {"rank": one["rank"]},
            one["name"],
        )
        for one in preferences
    ]
