from django.db import migrations
from django.db.models import Count, Max, Min


def fold(apps, schema_editor):
    """Leave of several notices of messages that wait for the same person and page the first, with what all of them say."""
    untold = apps.get_model("moderation", "Notice").objects.filter(news="questions", told_at=None)
    groups = (
        untold.order_by()
        .values("page", "person")
        .annotate(count=Count("pk"), first=Min("pk"), last=Max("at"))
    )
    for group in groups.filter(count__gt=1):
        first = untold.get(pk=group["first"])
        first.at = group["last"]
        first.save(update_fields=["at"])
        for other in untold.filter(page=group["page"], person=group["person"]).exclude(pk=first.pk):
            first.questions.add(*other.questions.all())
            other.delete()


class Migration(migrations.Migration):
    dependencies = [
        ("moderation", "0005_messages_by_themselves"),
    ]

    operations = [
        migrations.RunPython(fold, migrations.RunPython.noop),
    ]
