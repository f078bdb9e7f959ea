from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class OutboxRow(models.Model):
    """What the index owes a record: one row per record, kept for ever.

    `version` grows with every change, `applied_version` follows once the index holds it. A row outlives its record, so
    the number a removal carries is always the highest there is and no late message can bring a withdrawn page back.
    """

    document_id = models.CharField(_("record"), max_length=64, unique=True)
    version = models.PositiveBigIntegerField(_("version"), default=1)
    applied_version = models.PositiveBigIntegerField(_("version in the index"), default=0)
    enqueued_at = models.DateTimeField(_("changed"))
    attempts = models.PositiveSmallIntegerField(_("failed attempts"), default=0)
    last_error = models.TextField(_("last error"), blank=True)
    next_attempt_at = models.DateTimeField(_("due"))

    class Meta:
        verbose_name = _("outbox row")
        verbose_name_plural = _("outbox rows")
        indexes = (
            models.Index(
                fields=["next_attempt_at", "id"],
                name="search_outbox_waiting",
                condition=Q(version__gt=F("applied_version")),
            ),
        )

    def __str__(self) -> str:
        return f"{self.document_id} v{self.version}"
