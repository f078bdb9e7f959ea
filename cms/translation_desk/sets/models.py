"""A publication that waits for its time."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page


class ScheduledSet(models.Model):
    """Languages of one record that are published together at a time, as they were read when it was set."""

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        PUBLISHED = "published", _("published")
        REFUSED = "refused", _("refused")
        CANCELLED = "cancelled", _("cancelled")

    original = models.ForeignKey(
        Page, verbose_name=_("record"), on_delete=models.CASCADE, related_name="scheduled_sets"
    )
    digests = models.JSONField(_("texts"))
    """Page id as text -> digest of the content that was read."""
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("decided by"), on_delete=models.CASCADE, related_name="+"
    )
    at = models.DateTimeField(_("time"))
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.WAITING)
    reason = models.TextField(_("why it was refused"), blank=True)

    class Meta:
        verbose_name = _("publication at a time")
        verbose_name_plural = _("publications at a time")

    def __str__(self) -> str:
        return f"{self.original_id} {self.at:%Y-%m-%d %H:%M}"
