"""What is known of records to find those that are alike, and what people said of two that looked alike."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page


class Fingerprint(models.Model):
    """What is compared of a record: of the text that was handed in or published last."""

    page = models.OneToOneField(Page, primary_key=True, on_delete=models.CASCADE, related_name="+")
    revision = models.BigIntegerField()
    """Primary key of the revision that it was taken from."""
    taken_at = models.DateTimeField()
    """When that revision was written: saving over one leaves its key."""
    language = models.CharField(max_length=20, blank=True)
    organisation = models.BigIntegerField(null=True)
    """Primary key. Both stand in the outline too; here they tell which outlines need not be read."""
    outline = models.JSONField()

    class Meta:
        verbose_name = _("fingerprint of a record")
        verbose_name_plural = _("fingerprints of records")

    def __str__(self) -> str:
        return str(self.page_id)


class Mark(models.Model):
    """One of the keys under which a record is found by those that are like it."""

    fingerprint = models.ForeignKey(Fingerprint, on_delete=models.CASCADE, related_name="marks")
    key = models.BigIntegerField()

    class Meta:
        indexes = [models.Index(fields=["key", "fingerprint"], name="duplicates_mark_key")]

    def __str__(self) -> str:
        return f"{self.fingerprint_id}: {self.key}"


class Distinction(models.Model):
    """Somebody said that two records are two: nobody is asked again."""

    first = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="+")
    second = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="+")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("person"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    at = models.DateTimeField(_("time"), auto_now_add=True)

    class Meta:
        verbose_name = _("two records, no duplicates")
        verbose_name_plural = _("records that are no duplicates")
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="duplicates_said_once"),
            models.CheckConstraint(condition=Q(first__lt=F("second")), name="duplicates_lower_first"),
        ]

    def __str__(self) -> str:
        return f"{self.first_id} ≠ {self.second_id}"

    @staticmethod
    def pair(one: Page, other: Page) -> dict[str, Any]:
        """Return the two as the fields of a row hold them."""
        first, second = sorted((one.pk, other.pk))
        return {"first_id": first, "second_id": second}
