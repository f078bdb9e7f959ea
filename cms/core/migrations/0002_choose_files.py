"""The right to choose an image or a document, which Wagtail defines for its own models only."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("core", "0001_initial")]

    operations = [
        migrations.AlterModelOptions(
            name="customdocument",
            options={
                "permissions": [("choose_customdocument", "Can choose document")],
                "verbose_name": "document",
                "verbose_name_plural": "documents",
            },
        ),
        migrations.AlterModelOptions(
            name="customimage",
            options={
                "permissions": [("choose_customimage", "Can choose image")],
                "verbose_name": "image",
                "verbose_name_plural": "images",
            },
        ),
    ]
