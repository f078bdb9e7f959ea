"""Stocktaking: the repository's index, its years and its projects."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.models import Orderable, Page
from wagtail_localize.fields import SynchronizedField, TranslatableField

from cms.records.enums import ProjectStatus
from cms.records.models import RecordPage, field_policy, rich_text, term, terms
from cms.records.panels import RIGHTS_PANELS, fact_panels, word_panels
from cms.taxonomy.enums import Vocabulary
from cms.translations.models import SitePage
from search.views import search_page
from stocktaking_pages.presentation import project_context, year_context

UNDATED = "undated"
"""Slug of the page that holds the projects without a start date."""


class StocktakingIndexPage(SitePage):
    """The search and browse page of the repository."""

    is_fixed = True
    reads_days = True
    words = ("title", "introduction")

    introduction = models.TextField(_("introduction"), blank=True)

    content_panels = [*Page.content_panels, FieldPanel("introduction")]
    parent_page_types = ["home.HomePage"]
    subpage_types = ["stocktaking_pages.StocktakingYearPage"]
    max_count_per_parent = 1
    override_translatable_fields = [TranslatableField(name) for name in words]

    class Meta:
        verbose_name = _("Stocktaking index")
        verbose_name_plural = _("Stocktaking indexes")

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return search_page(request, self)


class StocktakingYearPage(Page):
    """The projects that started in one year, answered one call, or have no start date."""

    year = models.PositiveSmallIntegerField(_("year"), null=True, blank=True)
    introduction = models.TextField(_("introduction"), blank=True)

    content_panels = [*Page.content_panels, FieldPanel("year"), FieldPanel("introduction")]
    parent_page_types = ["stocktaking_pages.StocktakingIndexPage"]
    subpage_types = ["stocktaking_pages.StocktakingProjectPage"]
    override_translatable_fields = [
        TranslatableField("title"),
        TranslatableField("introduction"),
        SynchronizedField("year"),
    ]

    class Meta:
        verbose_name = _("Stocktaking year or call")
        verbose_name_plural = _("Stocktaking years and calls")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return super().get_context(request, *args, **kwargs) | year_context(self, request)


class StocktakingProjectPage(RecordPage):
    """A project: one record, whatever its languages and prizes."""

    subtitle = models.CharField(_("second title line"), max_length=255, blank=True)
    description = rich_text(_("description"))
    goals = rich_text(_("goals"))
    results = rich_text(_("results and impact"))
    challenges = rich_text(_("challenges"))
    partnerships = rich_text(_("partnerships"))
    replicability = rich_text(_("replicability"))
    added_value = rich_text(_("added value"))
    sustainability = rich_text(_("sustainability"))
    community_empowerment = rich_text(_("community empowerment"))
    wsis_values = rich_text(_("promotion of WSIS values"))
    beneficiaries = rich_text(_("beneficiaries"))

    start_date = models.DateField(_("start"), null=True, blank=True)
    end_date = models.DateField(_("end"), null=True, blank=True)
    status = models.CharField(_("status"), max_length=10, choices=ProjectStatus.choices, blank=True)
    stakeholder_type = term(Vocabulary.STAKEHOLDER_TYPE, _("stakeholder type"))
    entity_type = term(Vocabulary.ENTITY_TYPE, _("type of entity"))
    activity_types = terms(Vocabulary.ACTIVITY_TYPE, _("types of activity"))
    coverage = term(Vocabulary.COVERAGE, _("geographical coverage"))
    timescale = term(Vocabulary.TIMESCALE, _("timescale"))
    partners = ParentalManyToManyField(
        "organisations.Organisation", verbose_name=_("partners"), blank=True, related_name="+"
    )
    keywords = models.TextField(
        _("keywords"), blank=True, help_text=_("The source's own words, comma separated.")
    )

    sections = (
        "description",
        "goals",
        "results",
        "challenges",
        "partnerships",
        "replicability",
        "added_value",
        "sustainability",
        "community_empowerment",
        "wsis_values",
        "beneficiaries",
    )
    words = (*RecordPage.words, "subtitle", *sections)
    expected = (*RecordPage.expected, "description")
    facts = (
        *RecordPage.facts,
        "start_date",
        "end_date",
        "status",
        "stakeholder_type",
        "entity_type",
        "activity_types",
        "coverage",
        "timescale",
        "partners",
        "keywords",
        "images",
        "attachments",
    )
    term_relations = (*RecordPage.term_relations, "activity_types")
    organisation_relations = ("partners",)
    linked_by = ("prize_entries",)
    override_translatable_fields: list[Any] = []

    content_panels = [
        *word_panels(words),
        MultiFieldPanel(
            fact_panels(
                (
                    "organisation",
                    "partners",
                    "stakeholder_type",
                    "entity_type",
                    "countries",
                    "coverage",
                    "website",
                )
            ),
            heading=_("Who and where"),
        ),
        MultiFieldPanel(
            fact_panels(("action_lines", "sdgs", "activity_types", "keywords")), heading=_("Subject")
        ),
        MultiFieldPanel(
            fact_panels(("start_date", "end_date", "status", "timescale", "submitted_on")), heading=_("When")
        ),
        InlinePanel("images", label=_("Image"), heading=_("Images")),
        InlinePanel("attachments", label=_("Attachment"), heading=_("Attachments")),
        *RIGHTS_PANELS,
    ]
    parent_page_types = ["stocktaking_pages.StocktakingYearPage"]
    subpage_types: list[str] = []

    class Meta(RecordPage.Meta):
        verbose_name = _("Stocktaking project")
        verbose_name_plural = _("Stocktaking projects")

    def clean(self) -> None:
        super().clean()
        if self.start_date and self.end_date and self.end_date < self.start_date:
            raise ValidationError({"end_date": _("The end lies before the start.")})

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return super().get_context(request, *args, **kwargs) | project_context(self, request)

    def linked_records(self, content: Mapping[str, Any]) -> Collection[int]:
        return self.prize_entries.values_list("pk", flat=True)


StocktakingProjectPage.override_translatable_fields = field_policy(StocktakingProjectPage)


class ProjectImage(Orderable):
    """An image of a project, with the words for those who do not see it."""

    page = ParentalKey(StocktakingProjectPage, on_delete=models.CASCADE, related_name="images")
    image = models.ForeignKey("core.CustomImage", on_delete=models.PROTECT, related_name="+")
    alt = models.CharField(_("alternative text"), max_length=255, help_text=_("What the image shows."))
    caption = models.CharField(_("caption"), max_length=255, blank=True)

    panels = [FieldPanel("image"), FieldPanel("alt"), FieldPanel("caption")]

    class Meta(Orderable.Meta):
        verbose_name = _("image")
        verbose_name_plural = _("images")


class ProjectAttachment(Orderable):
    """A document that supports a project; private until the page is published."""

    page = ParentalKey(StocktakingProjectPage, on_delete=models.CASCADE, related_name="attachments")
    document = models.ForeignKey("core.CustomDocument", on_delete=models.PROTECT, related_name="+")
    title = models.CharField(_("title"), max_length=255, blank=True)

    panels = [FieldPanel("document"), FieldPanel("title")]

    class Meta(Orderable.Meta):
        verbose_name = _("attachment")
        verbose_name_plural = _("attachments")
