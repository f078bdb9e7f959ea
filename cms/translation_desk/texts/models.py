"""Words that somebody proposes for a text of the site."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from cms.translation_desk.texts.enums import ProposalState
from cms.translation_desk.texts.values import group_of


class TextProposal(models.Model):
    """Words for one text in one language, from the first draft to their publication. actions.py alone writes rows.

    The words that readers get are not here but where the application of the text keeps them. Each save is in the
    history with its person, so the history knows everybody who wrote.
    """

    source = models.CharField(_("kind of text"), max_length=40)
    """The name of a TextSource."""
    key = models.CharField(_("text"), max_length=100)
    field = models.CharField(_("field"), max_length=40)
    language = models.CharField(_("language"), max_length=10, choices=settings.LANGUAGES)
    source_words = models.TextField(_("original"))
    """What the original said when these words were written or confirmed."""
    target_words = models.TextField(_("translation"))
    state = models.CharField(
        _("state"), max_length=20, choices=ProposalState.choices, default=ProposalState.DRAFT
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("translator"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    """Who wrote last."""
    handed_in_at = models.DateTimeField(_("handed in"), null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("reviewer"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)
    note = models.TextField(_("reason"), blank=True)
    """Why it was sent back."""

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("proposed translation of a text")
        verbose_name_plural = _("proposed translations of texts")
        constraints = [
            models.UniqueConstraint(
                fields=["source", "key", "field", "language"],
                condition=~Q(state="published"),
                name="translation_desk_text_proposal_open_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.source}/{self.key}.{self.field} → {self.language}"

    @property
    def place(self) -> tuple[str, str, str]:
        return self.source, self.key, self.field

    @property
    def group(self) -> str:
        return group_of(self.key)
