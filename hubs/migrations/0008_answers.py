"""What was written in columns becomes answers; what was handed in becomes a frozen submission."""

import hashlib
import json

from django.db import migrations

LABELS = {
    "motivation": "Motivation",
    "use_of_bella": "Use of BELLA",
    "research_experience": "Experience with research projects",
    "innovator_experience": "Experience with early innovators",
    "offers": "What the hub brings",
    "seeks": "What the hub seeks",
}
HUB = ("slug", "name", "native_name", "acronym", "organisation_type", "city", "website", "summary",
       "bella_status", "connected_nren", "languages")  # fmt: skip


def move(apps, schema_editor):
    Expression = apps.get_model("hubs", "Expression")
    rows = Expression.objects.select_related("hub__region", "call").prefetch_related("technology_areas")
    for expression in rows.iterator(chunk_size=500):
        areas = sorted(expression.technology_areas.all(), key=lambda area: (area.position, area.code))
        values = {"technology_areas": " ".join(area.code for area in areas)}
        values |= {name: getattr(expression, name).replace("\r\n", "\n") for name in LABELS}
        answer(apps, expression, values)
        if expression.submitted_at is not None:
            freeze(apps, expression, values, areas)


def answer(apps, expression, values):
    Answer = apps.get_model("hubs", "Answer")
    Answer.objects.bulk_create(
        Answer(
            expression=expression,
            code=code,
            value=value,
            saved_at=expression.saved_at or expression.started_at,
        )
        for code, value in values.items()
        if value
    )


def freeze(apps, expression, values, areas):
    hub, call = expression.hub, expression.call
    facts = {name: getattr(hub, name) for name in HUB}
    facts |= {"country": str(hub.country), "region": hub.region.code, "region_name": hub.region.name}
    named = ", ".join(area.name for area in areas)
    fields = [field("technology_areas", "Technology areas", "areas", values["technology_areas"], named)]
    fields += [field(name, LABELS[name], "long", values[name].strip(), values[name].strip()) for name in LABELS]
    content = {
        "call": {"slug": call.slug, "title": call.title, "text_version": call.version},
        "hub": facts,
        "fields": fields,
        "wishes": [],
        "preferences": [],
        "files": [],
    }
    canonical = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    submission = apps.get_model("hubs", "Submission").objects.create(
        expression=expression,
        number=1,
        content=content,
        digest=hashlib.sha256(canonical.encode()).hexdigest(),
        text_version=call.version,
        submitted_at=expression.submitted_at,
        due_at=expression.submitted_at,
    )
    type(expression).objects.filter(pk=expression.pk).update(submission=submission)


def field(code, label, kind, value, words):
    return {"code": code, "label": label, "kind": kind, "value": value, "words": words}


def put_back(apps, schema_editor):
    Answer, Expression = apps.get_model("hubs", "Answer"), apps.get_model("hubs", "Expression")
    for one in Answer.objects.filter(code__in=LABELS).iterator():
        Expression.objects.filter(pk=one.expression_id).update(**{one.code: one.value})


class Migration(migrations.Migration):
    dependencies = [("hubs", "0007_call_shares_reviews")]

    operations = [migrations.RunPython(move, put_back)]
