from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from search.lexicon.validators import validate_alternatives
from search.lexicon.wording import alternatives, joined

HOW_TO_SEPARATE = _("Separate several ways to say it with “|”, the most common first.")


def language_choices() -> list[tuple[str, str]]:
    return settings.LANGUAGES


def rendering(name: str) -> models.TextField:
    """Return the field for the words of a term in one language."""
    return models.TextField(name, blank=True, validators=[validate_alternatives])


class GlossaryTerm(models.Model):
    """A term of the field in six languages: who asks for it in one finds it in all."""

    en = rendering("English")
    fr = rendering("Français")
    es = rendering("Español")
    ru = rendering("Русский")
    ar = rendering("العربية")
    zh = rendering("中文")
    in_use = models.BooleanField(
        _("in use"), default=True, help_text=_("While this is off, searches do not use the term.")
    )
    code = models.CharField(max_length=200, blank=True, editable=False)
    """The first English words of the line that shipped it; empty for a term that was added here."""
    shipped = models.JSONField(default=dict, editable=False)
    """Language -> words as the product last brought them: those that differ are people's, and stay."""
    updated_at = models.DateTimeField(_("changed"), auto_now=True, editable=False)

    history = HistoricalRecords(excluded_fields=["updated_at", "shipped", "code"])

    class Meta:
        ordering = ["en"]
        verbose_name = _("glossary term")
        verbose_name_plural = _("glossary")
        constraints = [
            models.UniqueConstraint(
                fields=["code"], condition=~models.Q(code=""), name="search_glossaryterm_code"
            )
        ]

    def __str__(self) -> str:
        words = (getattr(self, code) for code, _name in settings.LANGUAGES)
        return next(filter(None, words), "")

    def save(self, *args: Any, **kwargs: Any) -> None:
        for code, _name in settings.LANGUAGES:
            setattr(self, code, joined(alternatives(getattr(self, code))))
        super().save(*args, **kwargs)

    def clean(self) -> None:
        """Refuse a term that has words in fewer than two languages, and one whose English is another term's."""
        held = [code for code, _name in settings.LANGUAGES if getattr(self, code).strip()]
        if len(held) < 2:
            raise ValidationError(_("Write the term in at least two languages."))
        if other := self._of_the_same_name():
            message = _("“%(words)s” is already a term of the glossary.")
            raise ValidationError({"en": message % {"words": alternatives(other.en)[0]}})

    def _of_the_same_name(self) -> "GlossaryTerm | None":
        """Return another term that begins with the same English words, unless it did so before."""
        names = alternatives(self.en)
        if not names or (self.pk and type(self).objects.filter(pk=self.pk, en=self.en).exists()):
            return None
        like = type(self).objects.exclude(pk=self.pk).filter(en__istartswith=names[0])
        return next((term for term in like if alternatives(term.en)[0].lower() == names[0].lower()), None)


class SynonymGroup(models.Model):
    """Words of one language that stand for each other in a question."""

    language = models.CharField(_("language"), max_length=10, choices=language_choices)
    words = models.TextField(
        _("words"), validators=[validate_alternatives], help_text=_("At least two, separated by “|”.")
    )
    in_use = models.BooleanField(
        _("in use"), default=True, help_text=_("While this is off, searches do not use the group.")
    )
    updated_at = models.DateTimeField(_("changed"), auto_now=True, editable=False)

    history = HistoricalRecords(excluded_fields=["updated_at"])

    class Meta:
        ordering = ["language", "words"]
        verbose_name = _("group of synonyms")
        verbose_name_plural = _("synonyms")

    def __str__(self) -> str:
        return self.words

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.words = joined(alternatives(self.words))
        super().save(*args, **kwargs)

    def clean(self) -> None:
        if len(alternatives(self.words)) == 1:
            raise ValidationError({"words": _("Write at least two words that mean the same thing.")})
