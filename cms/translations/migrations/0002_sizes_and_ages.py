import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("translations", "0001_trivial_edits_and_summaries"),
        ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes"),
    ]

    operations = [
        migrations.CreateModel(
            name="OriginalSummary",
            fields=[
                (
                    "page",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="original_summary",
                        serialize=False,
                        to="wagtailcore.page",
                        verbose_name="original",
                    ),
                ),
                ("words", models.PositiveIntegerField(verbose_name="words")),
            ],
            options={"verbose_name": "size of an original", "verbose_name_plural": "sizes of originals"},
        ),
        migrations.AddField(
            model_name="translationsummary",
            name="behind_since",
            field=models.DateTimeField(null=True, verbose_name="behind since"),
        ),
    ]
