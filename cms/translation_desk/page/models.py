"""What people say to each other about a paragraph."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page


class SegmentComment(models.Model):
    """A remark on one text of the original and its translation; it stays with the text it was made on."""

    page = models.ForeignKey(
        Page, verbose_name=_("translation"), on_delete=models.CASCADE, related_name="segment_comments"
    )
    path = models.CharField(_("field"), max_length=255)
    source = models.TextField(_("text of the original"))
    text = models.TextField(_("comment"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("person"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    at = models.DateTimeField(_("written"), auto_now_add=True)

    class Meta:
        verbose_name = _("comment on a translation")
        verbose_name_plural = _("comments on translations")
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return self.text
