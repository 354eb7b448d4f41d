from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("hubs", "0006_deciding"),
    ]

    operations = [
        migrations.AddField(
            model_name="call",
            name="shares_reviews",
            field=models.BooleanField(
                default=False,
                help_text="Once their own evaluation of an application is in, they read the others' on it.",
                verbose_name="reviewers read each other",
            ),
        ),
    ]
