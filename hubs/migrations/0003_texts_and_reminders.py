"""Calls that are known already get the first version of their text, and the usual reminders."""

from django.db import migrations

WORDS = [f"{name}{language}" for name in ("title", "text") for language in ("", "_en", "_es", "_pt")]


def begin(apps, schema_editor):
    Call, CallText = apps.get_model("hubs", "Call"), apps.get_model("hubs", "CallText")
    DraftReminder = apps.get_model("hubs", "DraftReminder")
    for call in Call.objects.exclude(status="archived"):
        if call.status in ("draft", "published"):
            DraftReminder.objects.bulk_create(DraftReminder(call=call, days=days) for days in (7, 2, 1))
    for call in Call.objects.exclude(status="draft"):
        words = {name: getattr(call, name) for name in WORDS if hasattr(call, name)}
        CallText.objects.create(call=call, number=1, since=call.opens_at, **words)


class Migration(migrations.Migration):
    dependencies = [("hubs", "0002_call_parts")]
    operations = [migrations.RunPython(begin, migrations.RunPython.noop)]
