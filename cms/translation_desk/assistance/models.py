"""The translation memory: what readers could read in another language, findable by a text that is alike."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from cms.translations.values import Origin


class MemoryUnit(models.Model):
    """A text of an original and its translation, as a page had them when it was published last."""

    page = models.ForeignKey(
        Page, verbose_name=_("translation"), on_delete=models.CASCADE, related_name="memory_units"
    )
    path = models.CharField(_("field"), max_length=200)
    source_language = models.CharField(_("language of the original"), max_length=20)
    language = models.CharField(_("language"), max_length=10)
    source = models.TextField(_("text of the original"))
    target = models.TextField(_("translation"))
    origin = models.CharField(_("origin"), max_length=10, choices=Origin.choices)
    key = models.BigIntegerField(db_index=True)
    """The same for equal texts of one pair of languages."""

    class Meta:
        verbose_name = _("unit of the translation memory")
        verbose_name_plural = _("units of the translation memory")

    def __str__(self) -> str:
        return f"{self.source} → {self.target}"


class MemoryWord(models.Model):
    """One of the rarest words of a unit's text, by which texts that are alike find it."""

    unit = models.ForeignKey(MemoryUnit, on_delete=models.CASCADE, related_name="words")
    key = models.BigIntegerField()
    """The same for equal words of one pair of languages."""

    class Meta:
        indexes = [models.Index(fields=["key", "unit"], name="translation_desk_memory_word")]

    def __str__(self) -> str:
        return f"{self.unit_id}: {self.key}"
