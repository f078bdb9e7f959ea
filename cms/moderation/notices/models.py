"""What authors are to be told of decisions on their texts."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from cms.moderation.enums import News
from cms.moderation.reasons.models import Reason


class Notice(models.Model):
    """One piece of news for whoever handed a text in. Rows wait for the others that go into the same mail."""

    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    news = models.CharField(_("news"), max_length=20, choices=News.choices)
    reason = models.ForeignKey(
        Reason,
        verbose_name=_("reason for a decision"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    words = models.TextField(_("words"), blank=True)
    questions = models.ManyToManyField(
        "moderation.Message", verbose_name=_("messages to the author"), blank=True, related_name="+"
    )
    """Sent along. Staff notes have a table of their own, and no way in here."""
    at = models.DateTimeField(_("when"), default=timezone.now)
    told_at = models.DateTimeField(_("told"), null=True, blank=True)

    class Meta:
        ordering = ["at", "pk"]
        verbose_name = _("news for an author")
        verbose_name_plural = _("news for authors")
        constraints = [
            models.UniqueConstraint(
                fields=["page", "person"],
                condition=Q(news=News.QUESTIONS, told_at=None),
                name="moderation_notice_asks_once",
            )
        ]
        indexes = (
            models.Index(fields=["person", "at"], name="moderation_notice_untold", condition=Q(told_at=None)),
        )

    def __str__(self) -> str:
        return f"{self.page_id}: {self.get_news_display()}"
