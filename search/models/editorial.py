from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from simple_history.models import HistoricalRecords

from search.editorial.wording import LONGEST, question_key, record_ids

MOST_PINNED = 10
LANGUAGE = 10
"""Letters of a language's code."""


def language_choices() -> list[tuple[str, str]]:
    return settings.LANGUAGES


class PinnedResult(models.Model):
    """Records that editors recommend for a question, asked by readers of one language: they come first."""

    language = models.CharField(
        _("language"),
        max_length=LANGUAGE,
        choices=language_choices,
        help_text=_("The language of the pages on which readers search."),
    )
    question = models.CharField(
        _("question"),
        max_length=LONGEST,
        help_text=_("The words as readers type them. Capitals, accents and punctuation make no difference."),
    )
    key = models.CharField(max_length=2 * LONGEST, editable=False)
    records = models.TextField(
        _("records"),
        help_text=_(
            "The number or the address of each record, one on each line, in the order shown. Ten at most."
        ),
    )
    """Public ids, a line each."""
    until = models.DateField(
        _("until"), null=True, blank=True, help_text=_("The last day. Leave it empty for no end.")
    )
    note = models.TextField(_("note"), blank=True, help_text=_("The reason, for your colleagues."))
    in_use = models.BooleanField(
        _("in use"), default=True, help_text=_("While this is off, searches ignore it.")
    )
    updated_at = models.DateTimeField(_("changed"), auto_now=True, editable=False)

    history = HistoricalRecords(excluded_fields=["updated_at", "key"])

    class Meta:
        ordering = ["language", "question"]
        verbose_name = _("pinned result")
        verbose_name_plural = _("pinned results")
        constraints = [
            models.UniqueConstraint(fields=["language", "key"], name="search_pinnedresult_question")
        ]

    def __str__(self) -> str:
        return f"{self.question} ({self.language})"

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.question = " ".join(self.question.split())
        self.key = question_key(self.question)
        super().save(*args, **kwargs)

    @property
    def number_of_records(self) -> int:
        return len(record_ids(self.records))

    def clean(self) -> None:
        """Refuse a question without words, one that has pinned results already, and more than ten records."""
        if not (key := question_key(self.question)):
            raise ValidationError(
                {"question": _("Write at least one word, and none with a minus before it.")}
            )
        if type(self).objects.filter(language=self.language, key=key).exclude(pk=self.pk).exists():
            message = _("This question already has pinned results in this language.")
            raise ValidationError({"question": message})
        if len(record_ids(self.records)) > MOST_PINNED:
            raise ValidationError({"records": _("At most ten records can be pinned.")})


class EmptyQuestion(models.Model):
    """A question that found nothing, how often and between which days; not who asked, nor where or at what time.

    Rows are made by search.editorial.questions alone, which says what is never kept.
    """

    class State(models.TextChoices):
        OPEN = "open", pgettext_lazy("question without an answer", "Open")
        DONE = "done", pgettext_lazy("question without an answer", "Done")
        IGNORED = "ignored", pgettext_lazy("question without an answer", "Ignored")

    language = models.CharField(_("language"), max_length=LANGUAGE, choices=language_choices, editable=False)
    words = models.CharField(_("question"), max_length=LONGEST, editable=False)
    """Folded."""
    count = models.PositiveIntegerField(_("times asked"), default=1, editable=False)
    first_seen = models.DateField(_("first asked"), editable=False)
    last_seen = models.DateField(_("last asked"), editable=False, db_index=True)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.OPEN)
    note = models.TextField(_("note"), blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("decided by"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    history = HistoricalRecords(excluded_fields=["count", "first_seen", "last_seen", "decided_by"])

    class Meta:
        ordering = ["-count", "words"]
        verbose_name = _("question without an answer")
        verbose_name_plural = _("questions without an answer")
        constraints = [
            models.UniqueConstraint(fields=["language", "words"], name="search_emptyquestion_words")
        ]
        indexes = [models.Index(fields=["first_seen"], name="search_emptyquestion_first")]

    def __str__(self) -> str:
        return self.words
