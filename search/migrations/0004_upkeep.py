from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("search", "0003_editorial")]

    operations = [
        migrations.AddField(
            model_name="outboxrow",
            name="removed",
            field=models.BooleanField(db_default=False, default=False, verbose_name="taken out of the index"),
        ),
        migrations.CreateModel(
            name="Upkeep",
            fields=[
                (
                    "work",
                    models.CharField(
                        choices=[
                            ("watched", "looked for changes"),
                            ("refreshed", "made the dictionary of spellings"),
                            ("compared", "compared index and database"),
                        ],
                        max_length=20,
                        primary_key=True,
                        serialize=False,
                        verbose_name="work",
                    ),
                ),
                ("done_at", models.DateTimeField(verbose_name="done")),
            ],
            options={
                "verbose_name": "upkeep of the index",
                "verbose_name_plural": "upkeep of the index",
            },
        ),
    ]
