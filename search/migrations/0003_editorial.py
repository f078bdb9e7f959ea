import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.db import migrations, models

import search.models.editorial


class Migration(migrations.Migration):
    dependencies = [
        ("search", "0002_lexicon"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="HistoricalEmptyQuestion",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                (
                    "language",
                    models.CharField(
                        choices=search.models.editorial.language_choices,
                        editable=False,
                        max_length=10,
                        verbose_name="language",
                    ),
                ),
                ("words", models.CharField(editable=False, max_length=100, verbose_name="question")),
                (
                    "state",
                    models.CharField(
                        choices=[("open", "Open"), ("done", "Done"), ("ignored", "Ignored")],
                        default="open",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("note", models.TextField(blank=True, verbose_name="note")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical question without an answer",
                "verbose_name_plural": "historical questions without an answer",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalPinnedResult",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                (
                    "language",
                    models.CharField(
                        choices=search.models.editorial.language_choices,
                        help_text="The language of the pages on which readers search.",
                        max_length=10,
                        verbose_name="language",
                    ),
                ),
                (
                    "question",
                    models.CharField(
                        help_text="The words as readers type them. Capitals, accents and punctuation make no difference.",
                        max_length=100,
                        verbose_name="question",
                    ),
                ),
                (
                    "records",
                    models.TextField(
                        help_text="The number or the address of each record, one on each line, in the order shown. Ten at most.",
                        verbose_name="records",
                    ),
                ),
                (
                    "until",
                    models.DateField(
                        blank=True,
                        help_text="The last day. Leave it empty for no end.",
                        null=True,
                        verbose_name="until",
                    ),
                ),
                (
                    "note",
                    models.TextField(
                        blank=True, help_text="The reason, for your colleagues.", verbose_name="note"
                    ),
                ),
                (
                    "in_use",
                    models.BooleanField(
                        default=True,
                        help_text="While this is off, searches ignore it.",
                        verbose_name="in use",
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical pinned result",
                "verbose_name_plural": "historical pinned results",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="PinnedResult",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "language",
                    models.CharField(
                        choices=search.models.editorial.language_choices,
                        help_text="The language of the pages on which readers search.",
                        max_length=10,
                        verbose_name="language",
                    ),
                ),
                (
                    "question",
                    models.CharField(
                        help_text="The words as readers type them. Capitals, accents and punctuation make no difference.",
                        max_length=100,
                        verbose_name="question",
                    ),
                ),
                ("key", models.CharField(editable=False, max_length=200)),
                (
                    "records",
                    models.TextField(
                        help_text="The number or the address of each record, one on each line, in the order shown. Ten at most.",
                        verbose_name="records",
                    ),
                ),
                (
                    "until",
                    models.DateField(
                        blank=True,
                        help_text="The last day. Leave it empty for no end.",
                        null=True,
                        verbose_name="until",
                    ),
                ),
                (
                    "note",
                    models.TextField(
                        blank=True, help_text="The reason, for your colleagues.", verbose_name="note"
                    ),
                ),
                (
                    "in_use",
                    models.BooleanField(
                        default=True,
                        help_text="While this is off, searches ignore it.",
                        verbose_name="in use",
                    ),
                ),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="changed")),
            ],
            options={
                "verbose_name": "pinned result",
                "verbose_name_plural": "pinned results",
                "ordering": ["language", "question"],
                "constraints": [
                    models.UniqueConstraint(fields=("language", "key"), name="search_pinnedresult_question")
                ],
            },
        ),
        migrations.CreateModel(
            name="EmptyQuestion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "language",
                    models.CharField(
                        choices=search.models.editorial.language_choices,
                        editable=False,
                        max_length=10,
                        verbose_name="language",
                    ),
                ),
                ("words", models.CharField(editable=False, max_length=100, verbose_name="question")),
                ("count", models.PositiveIntegerField(default=1, editable=False, verbose_name="times asked")),
                ("first_seen", models.DateField(editable=False, verbose_name="first asked")),
                ("last_seen", models.DateField(db_index=True, editable=False, verbose_name="last asked")),
                (
                    "state",
                    models.CharField(
                        choices=[("open", "Open"), ("done", "Done"), ("ignored", "Ignored")],
                        default="open",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("note", models.TextField(blank=True, verbose_name="note")),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="decided by",
                    ),
                ),
            ],
            options={
                "verbose_name": "question without an answer",
                "verbose_name_plural": "questions without an answer",
                "ordering": ["-count", "words"],
                "indexes": [models.Index(fields=["first_seen"], name="search_emptyquestion_first")],
                "constraints": [
                    models.UniqueConstraint(fields=("language", "words"), name="search_emptyquestion_words")
                ],
            },
        ),
    ]
