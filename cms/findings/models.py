"""What was found in texts that wait, and what came of the links that were tried."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from cms.findings.enums import Answer


class Link(models.Model):
    """A web address that a text which waits names, and what came of it when it was tried."""

    url = models.CharField(max_length=1000, unique=True)
    """As `links.addresses.normal` writes it."""
    host = models.CharField(max_length=255, db_index=True)
    answer = models.CharField(max_length=10, choices=Answer.choices, blank=True)
    """Empty as long as it was not tried."""
    why = models.CharField(max_length=60, blank=True)
    """The status of the answer, or a word for what came in its place."""
    began_at = models.DateTimeField(null=True)
    """When a worker began to try it, as long as it does."""
    tried_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("link that was tried")
        verbose_name_plural = _("links that were tried")

    def __str__(self) -> str:
        return f"{self.url}: {self.answer} {self.why}"


class Check(models.Model):
    """What the rules found in the newest text of a page that was handed in."""

    page = models.OneToOneField(Page, primary_key=True, on_delete=models.CASCADE, related_name="+")
    revision = models.BigIntegerField()
    """Primary key of the revision that was read."""
    rules = models.CharField(max_length=20)
    """Which version of the rules found this."""
    wrong = models.PositiveIntegerField()
    remarks = models.PositiveIntegerField()
    links = models.ManyToManyField(Link, related_name="checks")
    """Those that are tried, where links are."""

    class Meta:
        verbose_name = _("automatic check")
        verbose_name_plural = _("automatic checks")

    def __str__(self) -> str:
        return f"{self.page_id}: {self.wrong} + {self.remarks}"
