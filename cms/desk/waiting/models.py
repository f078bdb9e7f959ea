"""What the list of what waits keeps. A row about a review holds while that step of it is open, and no longer."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import TaskState, WorkflowState

from cms.desk.waiting.enums import Rhythm


class HandlingQuerySet(models.QuerySet["Handling"]):
    def open(self) -> HandlingQuerySet:
        """Those of steps that wait for a decision."""
        return self.filter(
            review__status=TaskState.STATUS_IN_PROGRESS,
            review__workflow_state__status=WorkflowState.STATUS_IN_PROGRESS,
        )


class Handling(models.Model):
    """Who takes care of a step of a review, and until when. Whoever may decide still may."""

    review = models.OneToOneField(
        TaskState,
        verbose_name=_("step of a review"),
        primary_key=True,
        on_delete=models.CASCADE,
        related_name="handling",
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("person"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="+",
    )
    due = models.DateField(_("due"), null=True, blank=True)

    objects = HandlingQuerySet.as_manager()

    class Meta:
        verbose_name = _("claimed review")
        verbose_name_plural = _("claimed reviews")
        constraints = [
            models.CheckConstraint(
                condition=Q(person__isnull=False) | Q(due__isnull=False), name="desk_handling_says_something"
            )
        ]

    def __str__(self) -> str:
        return f"{self.review_id}: {self.person or '–'}, {self.due or '–'}"


class SavedView(models.Model):
    """Filters of the list under a name of a person's own."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(_("name"), max_length=60)
    query = models.CharField(max_length=1000)
    """What stands behind the question mark."""

    class Meta:
        ordering = ["name"]
        verbose_name = _("saved view")
        verbose_name_plural = _("saved views")
        constraints = [models.UniqueConstraint(fields=["person", "name"], name="desk_saved_view_once")]

    def __str__(self) -> str:
        return self.name


class DigestPreference(models.Model):
    """How often a person wants to be told, and when they were; without a row it is every working day."""

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, primary_key=True, on_delete=models.CASCADE, related_name="+"
    )
    rhythm = models.CharField(
        _("mails about what waits"), max_length=10, choices=Rhythm.choices, default=Rhythm.DAILY
    )
    told_at = models.DateTimeField(null=True, editable=False)
    """Up to when; what was handed in later is new to them."""

    class Meta:
        verbose_name = _("mails about what waits")
        verbose_name_plural = _("mails about what waits")

    def __str__(self) -> str:
        return f"{self.person}: {self.get_rhythm_display()}"


class Escalation(models.Model):
    """Moderators and administrators were told that a step of a review has waited too long."""

    review = models.OneToOneField(TaskState, primary_key=True, on_delete=models.CASCADE, related_name="+")
    told_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("escalation")
        verbose_name_plural = _("escalations")

    def __str__(self) -> str:
        return str(self.review_id)
