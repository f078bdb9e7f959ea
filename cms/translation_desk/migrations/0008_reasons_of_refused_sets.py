from django.db import migrations, models

SAID = {
    "One of the texts is not there": "gone",
    "The text changed while": "changed",
    "is in the state": "decided",
    "You wrote or submitted": "role",
    "Your role does not allow": "role",
}


def from_sentences(apps, schema_editor):
    """Reasons were English sentences; what is none of these was about a text that is not public."""
    for row in apps.get_model("translation_desk", "ScheduledSet").objects.exclude(reason=""):
        row.why = next((why for words, why in SAID.items() if words in row.reason), "original")
        row.save(update_fields=["why"])


class Migration(migrations.Migration):
    dependencies = [("translation_desk", "0007_proposals_of_texts")]

    operations = [
        migrations.AddField(
            model_name="scheduledset",
            name="why",
            field=models.CharField(
                blank=True,
                choices=[
                    ("gone", "One of the texts is not there any more."),
                    ("decided", "It does not wait for a decision any more."),
                    ("changed", "The text changed after it was read."),
                    ("role", "Whoever decided may not decide on it any more, or has written in it."),
                    ("original", "It cannot be public before its original is, with the same words."),
                ],
                max_length=10,
                verbose_name="why it was refused",
            ),
        ),
        migrations.AddField(
            model_name="scheduledset",
            name="about",
            field=models.CharField(blank=True, max_length=255, verbose_name="title"),
        ),
        migrations.RunPython(from_sentences, migrations.RunPython.noop, elidable=True),
        migrations.RemoveField(model_name="scheduledset", name="reason"),
    ]
