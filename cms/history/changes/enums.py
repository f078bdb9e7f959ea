"""What became of a public page between two days."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Change(models.TextChoices):
    NEW = "new", _("New")
    CHANGED = "changed", _("Changed")
    GONE = "gone", _("Not public any more")
