"""Home pages are translations of the English ones beside them, as records are of their originals."""

from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from cms.translations.siblings import translate_siblings
from home.models import HomePage


def make_translations(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    pages, revisions = apps.get_model("home", "HomePage"), apps.get_model("wagtailcore", "Revision")
    translate_siblings(pages, HomePage, revisions)


class Migration(migrations.Migration):
    dependencies = [
        ("home", "0003_translations_of_content_pages"),
    ]

    operations = [
        migrations.AddField(
            model_name="homepage",
            name="is_translation_page",
            field=models.BooleanField(default=False, editable=False),
        ),
        migrations.AddField(
            model_name="homepage",
            name="pairs",
            field=models.JSONField(blank=True, default=list, editable=False),
        ),
        migrations.RunPython(make_translations, migrations.RunPython.noop),
    ]
