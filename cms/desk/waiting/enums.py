"""The words of the list of what waits."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class LogAction(models.TextChoices):
    """Entries in Wagtail's page log; their data have the person who has the page then, and until when."""

    CLAIM = "desk.claim", _("Review claimed")
    ASSIGN = "desk.assign", _("Review assigned")
    RELEASE = "desk.release", _("Review returned to the pool")
    DUE = "desk.due", _("Review given a date")


class Rhythm(models.TextChoices):
    """How often a person is told by mail what waits."""

    DAILY = "daily", _("every working day")
    WEEKLY = "weekly", _("once a week")
    NEVER = "none", pgettext_lazy("mails", "never")
