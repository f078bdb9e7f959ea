"""What can be undone for 30 days."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Act(models.TextChoices):
    DELETED = "deleted", pgettext_lazy("what was done", "Deleted")
    OFFLINE = "offline", pgettext_lazy("what was done", "Taken offline")
    ARCHIVED = "archived", pgettext_lazy("what was done", "Archived")
    MOVED = "moved", pgettext_lazy("what was done", "Moved")
    MERGED = "merged", pgettext_lazy("what was done", "Merged")


class LogAction(models.TextChoices):
    DELETE = "wagtail.delete", pgettext_lazy("what was done", "Deleted")
    UNDO = "undo.undo", _("Brought back")
