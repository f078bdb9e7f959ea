"""To whom a comment is addressed, and what was done with it."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Audience(TextChoices):
    """Chosen once, when a thread begins. Each has a table of its own, so that no comment passes from one to another."""

    NOTE = "note", _("Staff note")
    MESSAGE = "message", _("Message to the author")


class Act(TextChoices):
    SAID = "said", _("Said")
    RESOLVED = "resolved", _("Resolved")
    REOPENED = "reopened", _("Reopened")
