from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.moderation.enums import APPROVED


class Outcome(models.TextChoices):
    """How a decision went; the values are those of Wagtail's page log."""

    PUBLISHED = "wagtail.workflow.approve", _("Approved")
    CHANGES = "wagtail.workflow.reject", _("Changes requested")
    REJECTED = "moderation.reject", _("Rejected")
    IN_PART = APPROVED
    """The work of one of several people whom a step asks: it ends no review."""
