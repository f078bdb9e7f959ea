from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class OutboxRow(models.Model):
    """What the index owes a record: one row per record, kept for ever.

    `version` grows with every change, `applied_version` follows once the index holds it. A row outlives its record, so
    the number a removal carries is always the highest there is and no late message can bring a withdrawn page back.
    """

    document_id = models.CharField(_("record"), max_length=64, unique=True)
    version = models.PositiveBigIntegerField(_("version"), default=1)
    applied_version = models.PositiveBigIntegerField(_("version in the index"), default=0)
    removed = models.BooleanField(_("taken out of the index"), default=False, db_default=False)
    """What was applied last was a removal: whatever an index says, the record is not public."""
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


class Upkeep(models.Model):
    """When the worker last did what it does beside bringing changes in: one row for each kind of work."""

    class Work(models.TextChoices):
        WATCHED = "watched", _("looked for changes")
        REFRESHED = "refreshed", _("made the dictionary of spellings")
        COMPARED = "compared", _("compared index and database")

    work = models.CharField(_("work"), max_length=20, choices=Work.choices, primary_key=True)
    done_at = models.DateTimeField(_("done"))

    class Meta:
        verbose_name = _("upkeep of the index")
        verbose_name_plural = _("upkeep of the index")

    def __str__(self) -> str:
        return f"{self.work} {self.done_at:%Y-%m-%d %H:%M}"

    @classmethod
    def note(cls, work: Work) -> None:
        """Write down that this was done now."""
        cls.objects.update_or_create(work=work, defaults={"done_at": timezone.now()})
