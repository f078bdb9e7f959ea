"""Saved views name the language as the lists do."""

from django.db import migrations
from django.http import QueryDict


def rename(apps, old, new):
    SavedView = apps.get_model("desk", "SavedView")
    for view in SavedView.objects.filter(query__contains=f"{old}="):
        query = QueryDict(view.query, mutable=True)
        if old in query:
            query.setlist(new, query.pop(old))
            view.query = query.urlencode()
            view.save(update_fields=["query"])


def name_language(apps, schema_editor):
    rename(apps, "locale", "language")


def name_locale(apps, schema_editor):
    rename(apps, "language", "locale")


class Migration(migrations.Migration):
    dependencies = [("desk", "0004_approvals_that_wait")]

    operations = [migrations.RunPython(name_language, name_locale)]
