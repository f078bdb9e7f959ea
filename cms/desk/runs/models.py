"""Decisions that are taken together: previewed, carried out, told and undone as one."""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from cms.core.reader import reader_language
from cms.desk.runs.enums import Choice, Outcome
from cms.moderation.models import Reason

UNDO_OPEN = dt.timedelta(days=30)
"""So long a run can be undone."""


class RunQuerySet(models.QuerySet["Run"]):
    def held(self) -> RunQuerySet:
        """Those that wait until their person releases them, or for their time."""
        return self.filter(is_held=True, done_at=None)

    def collecting(self) -> RunQuerySet:
        """Those to which another held decision is added."""
        return self.held().filter(at=None)

    def confirmed(self) -> RunQuerySet:
        """All but the previews: those that are held, or were carried out, be it in part."""
        decided = RunDecision.objects.filter(run=OuterRef("pk")).exclude(outcome=Outcome.PLANNED)
        return self.filter(Q(is_held=True) | Q(done_at__isnull=False) | Exists(decided))


class Run(models.Model):
    """Decisions of one person that are carried out together; each stands in the log of its page with that person."""

    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("person"), on_delete=models.CASCADE, related_name="+"
    )
    is_held = models.BooleanField(default=False)
    """Whether the decisions were put aside to be released together."""
    created_at = models.DateTimeField(_("made"), default=timezone.now)
    at = models.DateTimeField(_("time"), null=True, blank=True)
    """When held decisions are released by themselves."""
    done_at = models.DateTimeField(_("carried out"), null=True, blank=True)
    undone_at = models.DateTimeField(_("undone"), null=True, blank=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("undone by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    objects = RunQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = _("set of decisions")
        verbose_name_plural = _("sets of decisions")

    def __str__(self) -> str:
        return f"{self.by}: {self.created_at:%Y-%m-%d %H:%M}"

    @property
    def undo_until(self) -> dt.datetime | None:
        return self.done_at + UNDO_OPEN if self.done_at else None


class RunDecision(models.Model):
    """One page of a run: what is done to it, as it was read, and what became of that."""

    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="decisions")
    page = models.ForeignKey(Page, null=True, on_delete=models.SET_NULL, related_name="+")
    title = models.CharField(_("title"), max_length=255)
    choice = models.CharField(_("decision"), max_length=20, choices=Choice.choices)
    digest = models.CharField(max_length=64)
    """Of the text that was shown (moderation.digests)."""
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
    """Sent along."""
    outcome = models.CharField(_("outcome"), max_length=10, choices=Outcome.choices, default=Outcome.PLANNED)
    why = models.JSONField(_("why not"), default=dict, blank=True)
    """The refusal by language; under no language where it was noted in one alone."""
    before = models.JSONField(default=dict, blank=True)
    """How the page stood: what an undo brings back."""
    last_entry = models.BigIntegerField(null=True, blank=True)
    """The last entry of the page's log that belongs to the decision."""

    class Meta:
        ordering = ["pk"]
        verbose_name = _("decision of several")
        verbose_name_plural = _("decisions of several")
        constraints = [
            models.UniqueConstraint(fields=["run", "page"], name="desk_run_decides_once_on_a_page")
        ]

    def __str__(self) -> str:
        return f"{self.title}: {self.get_choice_display()}"

    @property
    def refusal(self) -> str:
        """Say why it was not done, or not undone, in the reader's language; empty where it was."""
        return next(filter(None, map(self.why.get, (reader_language(), settings.LANGUAGE_CODE, ""))), "")
