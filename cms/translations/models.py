"""What a translation was made from, which edits say the same, and how far each translation is behind."""

from __future__ import annotations

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from cms.moderation.models import ModeratedPage
from cms.translations.forms import TranslatedPageForm
from cms.translations.values import Origin, Pair
from cms.translations.versions import untimely


class TranslatedPage(ModeratedPage):
    """A moderated page type whose translations are pages of their own, beside the one that holds the original.

    A translation's words are written by segments, never by field: `pairs` says what each was made from, so it is in
    every revision, and reviewed, published and restored with the words.
    """

    base_form_class = TranslatedPageForm

    words: tuple[str, ...] = ("title",)
    """Fields a translation holds."""
    expected: tuple[str, ...] = ()
    """Fields of an original that readers look for: empty ones are told to who decides, and keep nobody from saving."""
    served_with: tuple[str, ...] = ("locale",)
    """Foreign keys that the public page shows: read together with it."""
    original_language: str
    """Of an original: the code of its words' language, empty when unknown."""
    language_path = "original_language"
    """By which queries find that code."""

    exclude_fields_in_copy = ["is_translation_page", "pairs"]
    """A copy is another page: of a translation it is an original, in words that translate nothing."""

    is_translation_page = models.BooleanField(default=False, editable=False)
    pairs = models.JSONField(default=list, blank=True, editable=False)
    """Of a translation: its pairs, in the order of the original's segments, as `Pair`'s fields."""

    class Meta:
        abstract = True

    @property
    def is_translation(self) -> bool:  # type: ignore[override]  # a constant of the base, asked of the page here
        return self.is_translation_page

    def translated_pairs(self) -> list[Pair]:
        return pairs_from(self.pairs)

    @cached_property
    def original(self) -> Self:
        """The page that holds the original: itself, or the one this page translates."""
        if not self.is_translation:
            return self
        originals = type(self).objects.filter(is_translation_page=False).select_related(*self.served_with)
        return originals.get(translation_key=self.translation_key)

    def unfinished(self) -> str:
        """A translation needs a title of its own, and no words of a machine that nobody has read.

        Without a title it is only filed under the original's. A language or an edition may have another policy on
        machines.
        """
        if not self.is_translation:
            return ""
        draft = self.get_latest_revision_as_object()
        pairs = draft.translated_pairs()
        has_title = any(pair.path == "title" for pair in pairs)
        if not has_title and draft.title == self.original.title:
            return gettext("Translate the title first: readers find the record by it.")
        unread = sum(pair.origin == Origin.MACHINE for pair in pairs)
        if unread and not self.allows_unread_machine_words():
            return ngettext(
                "%(count)s paragraph is in the words of a machine. Change it or confirm it first.",
                "%(count)s paragraphs are in the words of a machine. Change them or confirm them first.",
                unread,
            ) % {"count": unread}
        return ""

    def allows_unread_machine_words(self) -> bool:
        """Whether a translation in this page's language may be public with words of a machine that nobody has read."""
        return self.locale.language_code in settings.MACHINE_WORDS_UNREAD

    def untimely(self) -> str:
        """A translation is published for texts that its original has in public, or together with it."""
        return untimely(self) if self.is_translation else ""


class SitePage(TranslatedPage):
    """A page of the site itself, which stands at the same place in the tree of every language."""

    language_path = "locale__language_code"

    class Meta:
        abstract = True

    @property
    def original_language(self) -> str:  # type: ignore[override]  # a column of records
        return self.locale.language_code


def pairs_from(stored: list[dict[str, Any]]) -> list[Pair]:
    """Return the pairs that a page's `pairs`, or the same key of a revision's content, holds."""
    return [Pair(**pair) for pair in stored]


class TrivialEdit(models.Model):
    """A decision that two texts of an original say the same, so that what translates one translates the other."""

    class Rule(models.TextChoices):
        SAME_WORDS = "same_words", _("the same words")
        PERSON = "person", _("a moderator's decision")

    translation_key = models.UUIDField(_("record"), db_index=True)
    path = models.CharField(_("field"), max_length=200)
    before = models.TextField(_("text before"))
    after = models.TextField(_("text after"))
    holds = models.BooleanField(_("trivial"), default=True)
    """False after somebody took the decision back; then no rule takes it again."""
    rule = models.CharField(_("decided by"), max_length=20, choices=Rule.choices)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("person"), null=True, blank=True, on_delete=models.SET_NULL
    )
    decided_at = models.DateTimeField(_("decided"), auto_now=True)
    reason = models.TextField(_("reason"), blank=True)

    class Meta:
        verbose_name = _("trivial edit")
        verbose_name_plural = _("trivial edits")

    def __str__(self) -> str:
        return f"{self.path}: {self.before} → {self.after}"


class TranslationSummary(models.Model):
    """How far a translation is behind its live original: derived by summaries.py, which can make all rows again."""

    page = models.OneToOneField(
        Page,
        verbose_name=_("translation"),
        primary_key=True,
        on_delete=models.CASCADE,
        related_name="translation_summary",
    )
    current = models.PositiveIntegerField(_("current"))
    machine = models.PositiveIntegerField(_("machine translation"))
    in_review = models.PositiveIntegerField(_("in review"))
    stale = models.PositiveIntegerField(_("out of date"))
    missing = models.PositiveIntegerField(_("missing"))
    stale_drafted = models.PositiveIntegerField(_("of those out of date: with words in a draft"), default=0)
    missing_drafted = models.PositiveIntegerField(_("of those missing: with words in a draft"), default=0)
    words = models.PositiveIntegerField(_("words of the original"))
    words_behind = models.PositiveIntegerField(_("words of the original that are out of date or missing"))
    behind_since = models.DateTimeField(_("behind since"), null=True)
    """When the publication of the original that left the translation behind took place; none while it is not."""

    class Meta:
        verbose_name = _("state of a translation")
        verbose_name_plural = _("states of translations")

    def __str__(self) -> str:
        return f"{self.page_id}: {self.behind} behind"

    @property
    def behind(self) -> int:
        """Segments whose words are not what the original says now."""
        return self.in_review + self.stale + self.missing


class OriginalSummary(models.Model):
    """A live original and its size: derived by summaries.py as well. A page without a row is none."""

    page = models.OneToOneField(
        Page,
        verbose_name=_("original"),
        primary_key=True,
        on_delete=models.CASCADE,
        related_name="original_summary",
    )
    words = models.PositiveIntegerField(_("words"))

    class Meta:
        verbose_name = _("size of an original")
        verbose_name_plural = _("sizes of originals")

    def __str__(self) -> str:
        return f"{self.page_id}: {self.words} words"


class Shown(models.TextChoices):
    """What the readers of a record get in their language."""

    ORIGINAL = "original", _("the original, which is in their language")
    CURRENT = "current", _("a translation that is up to date")
    STALE = "stale", _("a translation that is behind")
    ABSENT = "absent", _("the original, in another language")


class ReaderCount(models.Model):
    """How often a record was read in a month by readers of one language; readers.py counts."""

    month = models.DateField(_("month"))
    """Its first day."""
    translation_key = models.UUIDField(_("record"))
    language = models.CharField(_("language of the readers"), max_length=10)
    shown = models.CharField(_("shown"), max_length=10, choices=Shown.choices)
    count = models.PositiveIntegerField(_("times read"))

    class Meta:
        verbose_name = _("readers of a record")
        verbose_name_plural = _("readers of records")
        constraints = [
            models.UniqueConstraint(
                fields=["translation_key", "language", "month", "shown"],
                name="translations_reader_count_once",
            )
        ]
        # Holds all that ranking asks, for each of thousands of records.
        indexes = [
            models.Index(
                fields=["translation_key", "language", "month", "count"], name="translations_reader_ranking"
            )
        ]

    def __str__(self) -> str:
        return f"{self.month:%Y-%m} {self.translation_key} {self.language}: {self.count}"
