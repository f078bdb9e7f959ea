from django.db import models
from django.utils.translation import gettext_lazy as _


class Outcome(models.TextChoices):
    """How a decision went; the values are those of Wagtail's page log."""

    PUBLISHED = "wagtail.workflow.approve", _("Approved")
    CHANGES = "wagtail.workflow.reject", _("Changes requested")
    REJECTED = "moderation.reject", _("Rejected")
