"""The record: what a Stocktaking project and a Prize entry have in common.

Words are translated; facts live on the original alone, and a translation shows the original's.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from typing import Any

from django.db import models
from django.db.models import Q
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from simple_history.models import HistoricalRecords
from wagtail.fields import RichTextField
from wagtail.url_routing import RouteResult
from wagtail_localize.fields import SynchronizedField, TranslatableField

from cms.core.direction import TURNING, unturned
from cms.records.forms import RecordForm
from cms.records.ids import new_record_id
from cms.taxonomy.enums import Vocabulary
from cms.translations.models import TranslatedPage
from search.days import is_asked

RICH_TEXT_FEATURES = ["bold", "italic", "ol", "ul", "link", "h3"]
"""No images or documents inside the text: they have fields of their own, which keep drafts private."""

NOT_IN_PUBLICATIONS = [
    "path",
    "depth",
    "numchild",
    "url_path",
    "draft_title",
    "seo_title",
    "search_description",
    "show_in_menus",
    "has_unpublished_changes",
    "go_live_at",
    "expire_at",
    "expired",
    "locked",
    "locked_at",
    "locked_by",
    "latest_revision",
    "latest_revision_created_at",
    "first_published_at",
    "contact_name",
    "contact_email",
    "source_digest",
    "pairs",
]


def rich_text(verbose_name: Any) -> RichTextField:
    """A section of text that is translated."""
    return RichTextField(verbose_name, blank=True, features=RICH_TEXT_FEATURES)


def terms(vocabulary: Vocabulary, verbose_name: Any) -> ParentalManyToManyField:
    """Several terms of one vocabulary."""
    return ParentalManyToManyField(
        "taxonomy.Term",
        verbose_name=verbose_name,
        blank=True,
        related_name="+",
        limit_choices_to={"vocabulary": vocabulary},
    )


def term(vocabulary: Vocabulary, verbose_name: Any) -> models.ForeignKey:
    """One term of one vocabulary, or none."""
    return models.ForeignKey(
        "taxonomy.Term",
        verbose_name=verbose_name,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        limit_choices_to={"vocabulary": vocabulary},
    )


class Publication(models.Model):
    """What a row of the publication history adds: the relations as they were, by code."""

    relations = models.JSONField(default=dict)

    class Meta:
        abstract = True


class RecordPage(TranslatedPage):
    """A moderated page with a public id; see docs/explanation/records.md for words and facts."""

    base_form_class = RecordForm
    skip_history_when_saving = True
    """The publication history is written by history.py on publish and unpublish, never by a save."""

    summary = models.TextField(
        _("summary"), blank=True, help_text=_("What it is, for whom and where: 150 to 200 words.")
    )

    record_id = models.CharField(_("record id"), max_length=20, blank=True, editable=False)
    legacy_id = models.CharField(_("id on the old site"), max_length=20, blank=True, db_index=True)
    original_language = models.CharField(
        _("language of the original"),
        max_length=20,
        blank=True,
        help_text=_("A language code; empty when unknown."),
    )
    organisation = models.ForeignKey(
        "organisations.Organisation",
        verbose_name=_("organisation"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    countries = terms(Vocabulary.COUNTRY, _("countries"))
    action_lines = terms(Vocabulary.ACTION_LINE, _("Action Lines"))
    sdgs = terms(Vocabulary.SDG, _("Sustainable Development Goals"))
    website = models.URLField(_("website"), max_length=500, blank=True)
    submitted_on = models.DateField(_("submitted on"), null=True, blank=True)
    contact_name = models.CharField(
        _("contact person"), max_length=200, blank=True, help_text=_("Never public.")
    )
    contact_email = models.EmailField(_("contact e-mail"), blank=True, help_text=_("Never public."))
    source = models.CharField(
        _("source"), max_length=50, blank=True, help_text=_("The collection it was imported from.")
    )
    source_id = models.CharField(_("id in the source"), max_length=200, blank=True)
    source_url = models.URLField(_("address in the source"), max_length=1000, blank=True)
    licence = models.CharField(_("licence"), max_length=200, blank=True)
    attribution = models.CharField(_("attribution"), max_length=500, blank=True)
    source_digest = models.CharField(max_length=64, blank=True, editable=False)

    history = HistoricalRecords(bases=[Publication], excluded_fields=NOT_IN_PUBLICATIONS, inherit=True)

    # The public finds records through cms search and editors through the desk; Wagtail's index would cost 20 ms a save.
    search_fields: list[Any] = []

    exclude_fields_in_copy = [
        *TranslatedPage.exclude_fields_in_copy,
        "record_id",
        "legacy_id",
        "source",
        "source_id",
        "source_digest",
    ]
    """A copy is another record: what identifies this one stays behind."""

    words = ("title", "summary")
    expected = ("summary", "organisation", "countries", "action_lines")
    sections: tuple[str, ...] = ()
    """The rich text fields among the words, in the order they are read."""
    facts: tuple[str, ...] = (
        "record_id",
        "legacy_id",
        "original_language",
        "organisation",
        "countries",
        "action_lines",
        "sdgs",
        "website",
        "submitted_on",
        "contact_name",
        "contact_email",
        "source",
        "source_id",
        "source_url",
        "licence",
        "attribution",
        "source_digest",
    )
    """Fields that live on the original alone."""

    served_with = ("organisation", "locale")
    term_relations: tuple[str, ...] = ("countries", "action_lines", "sdgs")
    organisation_relations: tuple[str, ...] = ()
    linked_by: tuple[str, ...] = ()
    """Accessors of the records that name this one by a foreign key, and its successor once it is merged into that."""

    as_of: dt.date | None = None
    """The day whose public state the page shows, where it is not today's; see past.py, which sets these two."""
    pages_then: tuple[RecordPage, ...] = ()
    """The pages of the record that were public that day, the original first."""

    class Meta:
        abstract = True
        constraints = [
            models.UniqueConstraint(
                fields=["record_id"], condition=~Q(record_id=""), name="%(app_label)s_%(class)s_record_id"
            ),
            models.UniqueConstraint(
                fields=["source", "source_id"],
                condition=~Q(source_id=""),
                name="%(app_label)s_%(class)s_source",
            ),
        ]

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """Lead to the page, whatever its state now, when it is asked for as of a day; wagtail_hooks.py answers then."""
        if is_asked(request.GET) and not path_components:
            return RouteResult(self)
        return super().route(request, path_components)

    def linked_records(self, content: Mapping[str, Any]) -> Collection[int]:
        """Return the keys of other originals that a revision's content, or their own, says are about the same."""
        return ()

    def clean(self) -> None:
        """Take the marks out of the words that would show them, and what stands beside them, turned round."""
        super().clean()
        for field in self._meta.concrete_fields:
            value = getattr(self, field.attname)
            if isinstance(value, str) and TURNING.search(value):
                setattr(self, field.attname, unturned(value))

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self._state.adding and not self.is_translation and not self.record_id:
            self.record_id = self.legacy_id or new_record_id()
        super().save(*args, **kwargs)


def field_policy(page_class: type[RecordPage]) -> list[Any]:
    """Return what wagtail-localize reads: words are translated, facts are the original's."""
    return [TranslatableField(name) for name in page_class.words] + [
        SynchronizedField(name, overridable=False) for name in page_class.facts
    ]
