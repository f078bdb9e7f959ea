from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("translations", "0002_sizes_and_ages")]

    operations = [
        migrations.CreateModel(
            name="ReaderCount",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("month", models.DateField(verbose_name="month")),
                ("translation_key", models.UUIDField(verbose_name="record")),
                ("language", models.CharField(max_length=10, verbose_name="language of the readers")),
                (
                    "shown",
                    models.CharField(
                        choices=[
                            ("original", "the original, which is in their language"),
                            ("current", "a translation that is up to date"),
                            ("stale", "a translation that is behind"),
                            ("absent", "the original, in another language"),
                        ],
                        max_length=10,
                        verbose_name="shown",
                    ),
                ),
                ("count", models.PositiveIntegerField(verbose_name="times read")),
            ],
            options={
                "verbose_name": "readers of a record",
                "verbose_name_plural": "readers of records",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("translation_key", "language", "month", "shown"),
                        name="translations_reader_count_once",
                    )
                ],
            },
        ),
    ]
