from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("desk", "0006_refusals_by_language"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="run",
            options={
                "ordering": ["-created_at", "-pk"],
                "verbose_name": "set of decisions",
                "verbose_name_plural": "sets of decisions",
            },
        ),
    ]
