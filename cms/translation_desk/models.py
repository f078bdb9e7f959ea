"""Who translates what, and who asked for it. A row is about a record, by its translation key, in one language."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.core.days import today
from cms.translation_desk.assistance.models import MemoryUnit as MemoryUnit
from cms.translation_desk.assistance.models import MemoryWord as MemoryWord
from cms.translation_desk.files.models import TranslationFileJob as TranslationFileJob
from cms.translation_desk.page.models import SegmentComment as SegmentComment
from cms.translation_desk.sets.models import ScheduledSet as ScheduledSet
from cms.translation_desk.texts.models import TextProposal as TextProposal


class OneLanguage(models.Model):
    """A record in one language, whether its page in that language exists yet or not."""

    translation_key = models.UUIDField(_("record"))
    language = models.CharField(_("language"), max_length=10, choices=settings.LANGUAGES)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.translation_key} → {self.language}"


class Assignment(OneLanguage):
    """A person has claimed the translation. Ends when it is published, or released."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("translator"),
        on_delete=models.CASCADE,
        related_name="translation_assignments",
    )
    due = models.DateField(_("due"), null=True, blank=True)
    claimed_at = models.DateTimeField(_("claimed"), default=timezone.now)

    class Meta:
        verbose_name = _("claimed translation")
        verbose_name_plural = _("claimed translations")
        constraints = [
            models.UniqueConstraint(
                fields=["translation_key", "language"], name="translation_desk_assignment_once"
            )
        ]


class TranslationRequest(OneLanguage):
    """An editor wants the translation. A later request for the same one takes the place of this."""

    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("requested by"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    batch = models.CharField(_("asked for as"), max_length=200)
    """What was asked for, in words: "Projects of 2019", for one record its title."""
    due = models.DateField(_("due"), null=True, blank=True)
    note = models.TextField(_("note"), blank=True)
    created_at = models.DateTimeField(_("requested"), default=timezone.now)
    fulfilled_at = models.DateTimeField(_("fulfilled"), null=True, blank=True)
    """When the translation was published next."""

    class Meta:
        verbose_name = _("requested translation")
        verbose_name_plural = _("requested translations")
        constraints = [
            models.UniqueConstraint(
                fields=["translation_key", "language"], name="translation_desk_request_once"
            )
        ]


class ReaderRequest(OneLanguage):
    """A reader wants the translation. Open until it is published; then the reader is told and the address erased."""

    email = models.EmailField(_("e-mail address"), blank=True)
    """Empty for readers who left none, who share one open row, and for everybody once told."""
    times = models.PositiveIntegerField(_("times asked"), default=1)
    created_on = models.DateField(_("asked on"), default=today)
    told_at = models.DateTimeField(_("told"), null=True, blank=True)

    class Meta:
        verbose_name = _("translation asked for by readers")
        verbose_name_plural = _("translations asked for by readers")
        constraints = [
            models.UniqueConstraint(
                fields=["translation_key", "language", "email"],
                condition=Q(told_at=None),
                name="translation_desk_reader_request_open_once",
            )
        ]
