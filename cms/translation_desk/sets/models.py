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

    class Why(models.TextChoices):
        """Why nothing was published; said of the page in `about`, in the language of whoever reads it."""

        GONE = "gone", _("One of the texts is not there any more.")
        DECIDED = "decided", _("It does not wait for a decision any more.")
        CHANGED = "changed", _("The text changed after it was read.")
        ROLE = "role", _("Whoever decided may not decide on it any more, or has written in it.")
        ORIGINAL = "original", _("It cannot be public before its original is, with the same words.")

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
    why = models.CharField(_("why it was refused"), max_length=10, choices=Why.choices, blank=True)
    about = models.CharField(_("title"), max_length=255, blank=True)
    """Of the page that the reason is about."""

    class Meta:
        verbose_name = _("publication at a time")
        verbose_name_plural = _("publications at a time")

    def __str__(self) -> str:
        return f"{self.original_id} {self.at:%Y-%m-%d %H:%M}"
