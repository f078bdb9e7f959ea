from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("translations", "0003_reader_counts")]

    operations = [
        migrations.AddIndex(
            model_name="readercount",
            index=models.Index(
                fields=["translation_key", "language", "month", "count"], name="translations_reader_ranking"
            ),
        ),
    ]
