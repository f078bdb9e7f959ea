"""Who approved the text of a step that asks for several people."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import BooleanField, Exists, ExpressionWrapper, F, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, Revision, TaskState


class ApprovalQuerySet(models.QuerySet["Approval"]):
    def with_standing(self) -> ApprovalQuerySet:
        """Say whether each `stands`: for the latest text of its page, not written over since, by an active person."""
        latest = Exists(Page.objects.filter(latest_revision=OuterRef("revision")))
        stands = Q(latest, given_at__gte=F("revision__created_at"), person__is_active=True)
        return self.annotate(stands=ExpressionWrapper(stands, BooleanField()))


class Approval(models.Model):
    """One person's approval of one text. The row stays when the text changes, and counts no more."""

    step = models.ForeignKey(
        TaskState, verbose_name=_("step of a review"), on_delete=models.CASCADE, related_name="approvals"
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("person"), on_delete=models.CASCADE, related_name="+"
    )
    revision = models.ForeignKey(
        Revision, verbose_name=_("revision"), on_delete=models.CASCADE, related_name="+"
    )
    given_at = models.DateTimeField(_("approved at"), default=timezone.now)

    stands: bool
    """Told by with_standing()."""

    objects = ApprovalQuerySet.as_manager()

    class Meta:
        ordering = ["given_at", "pk"]
        verbose_name = _("approval")
        verbose_name_plural = _("approvals")
        constraints = [
            models.UniqueConstraint(fields=["step", "person"], name="moderation_a_person_approves_once")
        ]

    def __str__(self) -> str:
        return f"{self.step_id}: {self.person}"
