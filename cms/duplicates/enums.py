"""What is written into the log of a page about records that look like it."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class LogAction(models.TextChoices):
    DISTINGUISH = "duplicates.distinguish", _("Found to be no duplicate of")
