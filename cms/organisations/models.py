"""Institutions, each of them once, under every name they are called by."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from simple_history.models import HistoricalRecords

from cms.organisations.slugs import SLUG_LENGTH, candidates, choose_slug
from cms.taxonomy.enums import Vocabulary
from cms.taxonomy.folding import fold
from cms.taxonomy.history import ChildHistoricalRecords
from cms.taxonomy.permanence import PermanentModel

NAME_LENGTH = 255
FOLDED_LENGTH = 600


class Organisation(PermanentModel, ClusterableModel):
    """An institution that answers for projects. Its slug is quoted in addresses and never changes."""

    name = models.CharField(_("name"), max_length=NAME_LENGTH)
    folded = models.CharField(max_length=FOLDED_LENGTH, unique=True, editable=False)
    slug = models.SlugField(_("short address"), max_length=SLUG_LENGTH, unique=True, editable=False)
    country = models.ForeignKey(
        "taxonomy.Term",
        verbose_name=_("country"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="organisations_in_country",
        limit_choices_to={"vocabulary": Vocabulary.COUNTRY},
    )
    entity_type = models.ForeignKey(
        "taxonomy.Term",
        verbose_name=_("type"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="organisations_of_type",
        limit_choices_to={"vocabulary": Vocabulary.ENTITY_TYPE},
    )
    website = models.URLField(_("website"), max_length=500, blank=True)

    history = HistoricalRecords()

    class Meta:
        ordering = ["name"]
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.folded = fold(self.name)
        if not self.slug:
            taken = Organisation.objects.filter(slug__in=candidates(self.name))
            self.slug = choose_slug(self.name, set(taken.values_list("slug", flat=True)))
        super().save(*args, **kwargs)

    def clean(self) -> None:
        """Refuse a name without letters, and one under which another organisation is already known."""
        refuse_taken_name(
            self.name,
            Organisation.objects.exclude(pk=self.pk),
            OrganisationAlias.objects.exclude(organisation=self.pk),
        )


class OrganisationAlias(models.Model):
    """Another name of an organisation, as met in records. A name belongs to one organisation only."""

    organisation = ParentalKey(
        Organisation, verbose_name=_("organisation"), on_delete=models.PROTECT, related_name="aliases"
    )
    name = models.CharField(_("name"), max_length=NAME_LENGTH)
    folded = models.CharField(max_length=FOLDED_LENGTH, unique=True, editable=False)

    history = ChildHistoricalRecords()

    class Meta:
        ordering = ["name"]
        verbose_name = _("other name")
        verbose_name_plural = _("other names")

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.folded = fold(self.name)
        super().save(*args, **kwargs)

    def clean(self) -> None:
        """Refuse a name without letters, and one under which any organisation is already known."""
        refuse_taken_name(
            self.name, Organisation.objects.all(), OrganisationAlias.objects.exclude(pk=self.pk)
        )


def refuse_taken_name(
    name: str, organisations: models.QuerySet[Organisation], aliases: models.QuerySet[OrganisationAlias]
) -> None:
    """Raise ValidationError when `name` has no letter, or is one of these organisations' or aliases' names."""
    if not (folded := fold(name)):
        raise ValidationError({"name": _("Write at least one letter or digit.")})
    alias = aliases.filter(folded=folded).select_related("organisation").first()
    if holder := alias.organisation if alias else organisations.filter(folded=folded).first():
        raise ValidationError({"name": _("This is already a name of “%(holder)s”.") % {"holder": holder}})
