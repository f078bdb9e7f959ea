"""Each request for an image asks for its path."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("core", "0001_initial")]

    operations = [
        migrations.AddIndex(
            model_name="customrendition",
            index=models.Index(fields=["file"], name="rendition_file"),
        ),
    ]
