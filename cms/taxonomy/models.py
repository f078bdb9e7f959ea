"""Vocabularies: rows without a language, and a table with their labels in every language of the site."""

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from simple_history.models import HistoricalRecords

from cms.taxonomy import snapshot
from cms.taxonomy.enums import Vocabulary
from cms.taxonomy.folding import fold
from cms.taxonomy.history import ChildHistoricalRecords
from cms.taxonomy.permanence import PermanentModel

validate_code = RegexValidator(
    r"^[A-Za-z0-9]+(-[A-Za-z0-9]+)*\Z", _("Use letters, digits and single hyphens.")
)


def language_choices() -> list[tuple[str, str]]:
    return settings.LANGUAGES


class Term(PermanentModel, ClusterableModel):
    """One value of a vocabulary. Its code is stored in records, addresses and exports and never changes."""

    vocabulary = models.CharField(_("vocabulary"), max_length=20, choices=Vocabulary.choices)
    code = models.CharField(_("code"), max_length=40, validators=[validate_code])
    parent = models.ForeignKey(
        "self",
        verbose_name=_("part of"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="children",
        help_text=_("C7 for its eight lines; the ITU region for a country."),
    )
    sort_order = models.PositiveIntegerField(_("order"), default=0)
    number = models.PositiveSmallIntegerField(
        _("number"), null=True, blank=True, help_text=_("Category of the WSIS Prizes, or number of the goal.")
    )
    retired_on = models.DateField(
        _("retired on"),
        null=True,
        blank=True,
        help_text=_("No longer offered for new records since this day; older records keep it."),
    )
    updated_at = models.DateTimeField(_("changed"), auto_now=True, editable=False)

    history = HistoricalRecords(excluded_fields=["updated_at"])

    class Meta:
        ordering = ["vocabulary", "sort_order", "code"]
        verbose_name = _("term")
        verbose_name_plural = _("terms")
        constraints = [
            models.UniqueConstraint(fields=["vocabulary", "code"], name="taxonomy_term_vocabulary_code"),
            models.CheckConstraint(
                condition=models.Q(vocabulary__in=Vocabulary.values), name="taxonomy_term_known_vocabulary"
            ),
        ]

    def __str__(self) -> str:
        """Return the English label, from memory."""
        return snapshot.current().text(self.vocabulary, self.code, settings.LANGUAGE_CODE).label

    @property
    def is_retired(self) -> bool:
        return self.retired_on is not None


class TermLabel(models.Model):
    """The words of a term in one language."""

    term = ParentalKey(Term, verbose_name=_("term"), on_delete=models.PROTECT, related_name="labels")
    language = models.CharField(_("language"), max_length=10, choices=language_choices)
    label = models.CharField(_("label"), max_length=400)
    short_label = models.CharField(
        _("short label"), max_length=60, blank=True, help_text=_("For chips, filters and tables.")
    )
    own = models.BooleanField(
        _("our wording"), default=False, help_text=_("Not taken from an official text in this language.")
    )
    shipped_label = models.CharField(max_length=400, blank=True, editable=False)
    shipped_short_label = models.CharField(max_length=60, blank=True, editable=False)
    updated_at = models.DateTimeField(_("changed"), auto_now=True, editable=False)

    history = ChildHistoricalRecords(excluded_fields=["updated_at"])

    class Meta:
        ordering = ["term_id", "pk"]
        verbose_name = _("label")
        verbose_name_plural = _("labels")
        constraints = [
            models.UniqueConstraint(fields=["term", "language"], name="taxonomy_termlabel_term_language")
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def is_edited(self) -> bool:
        """Whether an editor changed what the data files brought: those words are left alone from then on."""
        return (self.label, self.short_label) != (self.shipped_label, self.shipped_short_label)


class TermAlias(models.Model):
    """Another spelling of a term, as met in imported records. It wins over the built-in spellings."""

    term = ParentalKey(Term, verbose_name=_("term"), on_delete=models.PROTECT, related_name="aliases")
    alias = models.CharField(_("spelling"), max_length=255)
    folded = models.CharField(max_length=600, editable=False, unique=True)
    updated_at = models.DateTimeField(_("changed"), auto_now=True, editable=False)

    history = ChildHistoricalRecords(excluded_fields=["updated_at"])

    class Meta:
        ordering = ["alias"]
        verbose_name = _("alias")
        verbose_name_plural = _("aliases")

    def __str__(self) -> str:
        return self.alias

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.folded = fold(self.alias)
        super().save(*args, **kwargs)

    def clean(self) -> None:
        """Refuse a spelling without letters, and one that already has a meaning."""
        if not (folded := fold(self.alias)):
            raise ValidationError({"alias": _("Write at least one letter or digit.")})
        taken = TermAlias.objects.filter(folded=folded).exclude(pk=self.pk).select_related("term")
        if other := taken.first():
            message = _("“%(alias)s” already means %(term)s.")
            raise ValidationError({"alias": message % {"alias": self.alias, "term": other.term}})


class MatrixPair(models.Model):
    """One cell of the WSIS-SDG matrix: this Action Line serves that goal, through these targets."""

    action_line = models.ForeignKey(
        Term, verbose_name=_("Action Line"), on_delete=models.PROTECT, related_name="matrix_goals"
    )
    sdg = models.ForeignKey(
        Term, verbose_name=_("goal"), on_delete=models.PROTECT, related_name="matrix_action_lines"
    )
    targets = models.JSONField(_("targets"), default=list, blank=True, help_text=_("Codes such as “3.8”."))

    history = HistoricalRecords()

    class Meta:
        ordering = ["action_line", "sdg"]
        verbose_name = _("pair of the WSIS-SDG matrix")
        verbose_name_plural = _("WSIS-SDG matrix")
        constraints = [
            models.UniqueConstraint(fields=["action_line", "sdg"], name="taxonomy_matrixpair_once")
        ]

    def __str__(self) -> str:
        return f"{self.action_line_id}-{self.sdg_id}"
