import json

from django.db import migrations, models


def under_no_language(apps, schema_editor):
    """Of what was noted in one language it is not known in which."""
    decisions = apps.get_model("desk", "RunDecision").objects.order_by("pk")
    for pk, said in decisions.values_list("pk", "why").iterator():
        decisions.filter(pk=pk).update(why=json.dumps({"": said} if said else {}))


def in_one_language(apps, schema_editor):
    decisions = apps.get_model("desk", "RunDecision").objects.order_by("pk")
    for pk, said in decisions.values_list("pk", "why").iterator():
        words = json.loads(said)
        decisions.filter(pk=pk).update(why=words.get("en") or words.get("", ""))


class Migration(migrations.Migration):
    dependencies = [("desk", "0005_language_in_views")]

    operations = [
        migrations.RunPython(under_no_language, in_one_language),
        migrations.AlterField(
            model_name="rundecision",
            name="why",
            field=models.JSONField(blank=True, default=dict, verbose_name="why not"),
        ),
    ]
