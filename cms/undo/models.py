"""What somebody deleted, took offline or moved, with all that its undo needs."""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.undo.enums import Act

KEPT_FOR = dt.timedelta(days=30)


class Undoable(models.Model):
    """An act and what it did. The row stays for ever; `copy` is emptied after 30 days (actions.forget_copies)."""

    act = models.CharField(_("what was done"), max_length=10, choices=Act.choices)
    content_type = models.ForeignKey(
        ContentType, verbose_name=_("type"), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    object_id = models.CharField(max_length=64)
    title = models.CharField(_("title"), max_length=255)
    done_at = models.DateTimeField(_("when"), default=timezone.now, db_index=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("person"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    reason = models.TextField(_("reason"), blank=True)
    foretold = models.JSONField(default=dict)
    """The consequences the person was told (values.Consequences)."""
    copy = models.JSONField(null=True, encoder=DjangoJSONEncoder)
    """What was before: rows (copies.py), standings, places. None once it is brought back or 30 days are over."""
    undone_at = models.DateTimeField(_("brought back"), null=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("brought back by"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    class Meta:
        ordering = ["-done_at", "-pk"]
        verbose_name = _("deletion or move")
        verbose_name_plural = _("deletions and moves")

    def __str__(self) -> str:
        return f"{self.get_act_display()}: {self.title}"

    @property
    def until(self) -> dt.datetime:
        """When the copy goes."""
        return self.done_at + KEPT_FOR

    @property
    def is_open(self) -> bool:
        """Whether it can still be undone."""
        return self.undone_at is None and self.until > timezone.now()
