"""An application as one plain content: frozen when it is handed in, and put back when that counts again."""

from typing import Any

from django.conf import settings
from django.utils.translation import override

from hubs.application.answers import answers_of, fields_of
from hubs.application.counting import counted
from hubs.application.fields import ROWS
from hubs.models import Attachment, Expression, Hub

Content = dict[str, Any]
HUB = ("slug", "name", "native_name", "acronym", "organisation_type", "city", "website", "summary",
       "bella_status", "connected_nren", "languages")  # fmt: skip


def content_of(expression: Expression) -> Content:
    """All that the application says now, in plain values; its labels in the product's own language."""
    with override(settings.LANGUAGE_CODE):
        return {
            "call": _call(expression),
            "hub": hub_facts(expression.hub),
            "fields": _fields(expression),
            "wishes": _wishes(expression),
            "preferences": _preferences(expression),
            "files": [_file(file) for file in expression.attachments.present()],
        }


def _call(expression: Expression) -> Content:
    call = expression.call
    return {"slug": call.slug, "title": call.title, "text_version": call.version}


def hub_facts(hub: Hub) -> Content:
    """What readers are told of the hub itself."""
    facts = {name: getattr(hub, name) for name in HUB}
    return facts | {"country": hub.country.code, "region": hub.region.code, "region_name": hub.region.name}


def _fields(expression: Expression) -> list[Content]:
    """Each field of the call, empty ones too; several codes in the order of their choices."""
    answers = answers_of(expression)
    return [
        {
            "code": spec.code,
            "label": spec.label,
            "kind": spec.kind,
            "value": " ".join(spec.codes(value)) if spec.choices else value,
            "words": spec.in_words(value),
        }
        for spec in fields_of(expression.call)
        if spec.kind not in ROWS
        for value in [counted(answers.get(spec.code, ""))]
    ]


def _wishes(expression: Expression) -> list[Content]:
    """Those that say something."""
    rows = expression.wishes.select_related("area", "kind")
    return [
        {
            "direction": wish.direction,
            "area": wish.area.code if wish.area else "",
            "kind": wish.kind.code if wish.kind else "",
            "words": wish.words.strip(),
        }
        for wish in rows
        if wish.area or wish.kind or wish.words.strip()
    ]


def _preferences(expression: Expression) -> list[Content]:
    return [
        {"hub": slug, "name": name, "kind": kind, "rank": rank}
        for slug, name, kind, rank in expression.preferences.values_list(
            "hub__slug", "hub__name", "kind", "rank"
        )
    ]


def _file(file: Attachment) -> Content:
    return {
        "id": file.pk,
        "field": file.field,
        "name": file.name,
        "content_type": file.content_type,
        "size": file.size,
        "digest": file.digest,
    }


def said_in(content: Content) -> Content:
    """What of it the hub itself wrote: two contents that differ here differ for a reader."""
    return {name: content[name] for name in ("fields", "wishes", "preferences", "files")}
