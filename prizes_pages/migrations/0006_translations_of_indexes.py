"""Indexes are translations of the English ones beside them, as records are of their originals."""

from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from cms.translations.siblings import translate_siblings
from prizes_pages.models import PrizesIndexPage


def make_translations(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    pages, revisions = (
        apps.get_model("prizes_pages", "PrizesIndexPage"),
        apps.get_model("wagtailcore", "Revision"),
    )
    translate_siblings(pages, PrizesIndexPage, revisions)


class Migration(migrations.Migration):
    dependencies = [
        ("prizes_pages", "0005_machine_words"),
    ]

    operations = [
        migrations.AddField(
            model_name="prizesindexpage",
            name="is_translation_page",
            field=models.BooleanField(default=False, editable=False),
        ),
        migrations.AddField(
            model_name="prizesindexpage",
            name="pairs",
            field=models.JSONField(blank=True, default=list, editable=False),
        ),
        migrations.RunPython(make_translations, migrations.RunPython.noop),
    ]
