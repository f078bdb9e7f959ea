"""The reasons that are offered to whoever asks for changes or rejects, in the languages of the site."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from cms.core.reader import reader_language
from cms.moderation.enums import REASONED, Move


def move_choices() -> list[tuple[str, Any]]:
    return [(move.value, move.label) for move in Move if move in REASONED]


def language_choices() -> list[tuple[str, str]]:
    return settings.LANGUAGES


class ReasonQuerySet(models.QuerySet["Reason"]):
    def with_words(self) -> ReasonQuerySet:
        return self.prefetch_related("texts")

    def offered_for(self, move: Move) -> ReasonQuerySet:
        return self.filter(move=move, offered=True).with_words()


class Reason(models.Model):
    """Why somebody decides so. Decisions name it for ever: it is retired, never deleted."""

    code = models.CharField(max_length=50, unique=True, editable=False)
    move = models.CharField(_("for the decision"), max_length=20, choices=move_choices)
    offered = models.BooleanField(
        _("offered"),
        default=True,
        help_text=_("Without the tick nobody can choose it any more; decisions that have it keep it."),
    )
    sort_order = models.PositiveSmallIntegerField(_("place in the list"), default=50)

    history = HistoricalRecords()

    objects = ReasonQuerySet.as_manager()

    class Meta:
        ordering = ["move", "sort_order", "pk"]
        verbose_name = _("reason for a decision")
        verbose_name_plural = _("reasons for decisions")

    def __str__(self) -> str:
        return self.words_in(reader_language())

    def words(self) -> dict[str, str]:
        """Return what it says by language, of those that have words."""
        return {text.language: text.words for text in self.texts.all() if text.words}

    def words_in(self, language: str) -> str:
        """Return what it says in a language, in English where there is nothing."""
        words = self.words()
        return words.get(language) or words.get(settings.LANGUAGE_CODE, self.code)


class ReasonText(models.Model):
    """The words of a reason in one language."""

    reason = models.ForeignKey(
        Reason, verbose_name=_("reason for a decision"), on_delete=models.PROTECT, related_name="texts"
    )
    language = models.CharField(_("language"), max_length=10, choices=language_choices)
    words = models.CharField(_("words"), max_length=300, blank=True)
    shipped_words = models.CharField(max_length=300, blank=True, editable=False)
    """What the site came with: words that still say so follow a new version."""

    history = HistoricalRecords()

    class Meta:
        ordering = ["reason", "pk"]
        verbose_name = _("words of a reason")
        verbose_name_plural = _("words of reasons")
        constraints = [
            models.UniqueConstraint(
                fields=["reason", "language"], name="moderation_reason_text_once_a_language"
            )
        ]

    def __str__(self) -> str:
        return self.words
