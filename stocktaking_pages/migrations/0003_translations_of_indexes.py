"""Indexes are translations of the English ones beside them, as records are of their originals."""

from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from cms.translations.siblings import translate_siblings
from stocktaking_pages.models import StocktakingIndexPage


def make_translations(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    pages, revisions = (
        apps.get_model("stocktaking_pages", "StocktakingIndexPage"),
        apps.get_model("wagtailcore", "Revision"),
    )
    translate_siblings(pages, StocktakingIndexPage, revisions)


class Migration(migrations.Migration):
    dependencies = [
        ("stocktaking_pages", "0002_pairs_of_translations"),
    ]

    operations = [
        migrations.AddField(
            model_name="stocktakingindexpage",
            name="is_translation_page",
            field=models.BooleanField(default=False, editable=False),
        ),
        migrations.AddField(
            model_name="stocktakingindexpage",
            name="pairs",
            field=models.JSONField(blank=True, default=list, editable=False),
        ),
        migrations.RunPython(make_translations, migrations.RunPython.noop),
    ]
