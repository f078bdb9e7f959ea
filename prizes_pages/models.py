"""The Prizes: a contest's editions and the entries in it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import Page
from wagtail_localize.fields import SynchronizedField, TranslatableField

from cms.accounts.enums import Role
from cms.records.enums import PrizeStatus
from cms.records.models import NOT_IN_PUBLICATIONS, RecordPage, field_policy, rich_text
from cms.records.panels import RIGHTS_PANELS, fact_panels, word_panels
from cms.taxonomy.enums import Vocabulary
from cms.translations.models import SitePage
from prizes_pages.presentation import edition_context, entry_context, index_context

NOT_IN_HISTORY = [name for name in NOT_IN_PUBLICATIONS if hasattr(Page, name)]
"""Wagtail's bookkeeping, as for records."""


class MachineWords(models.TextChoices):
    """What an edition says of translations in which a machine's words were read by nobody."""

    AS_LANGUAGE = "", _("as the language's setting says")
    ALLOWED = "allowed", _("may be published")
    REFUSED = "refused", _("are not published")


class PrizesIndexPage(SitePage):
    """All editions of the contest."""

    also_moderated_by = frozenset({Role.SECRETARIAT})
    is_fixed = True
    words = ("title", "introduction")

    introduction = models.TextField(_("introduction"), blank=True)

    content_panels = [*Page.content_panels, FieldPanel("introduction")]
    parent_page_types = ["home.HomePage"]
    subpage_types = ["prizes_pages.PrizeEditionPage"]
    max_count_per_parent = 1
    override_translatable_fields = [TranslatableField(name) for name in words]

    class Meta:
        verbose_name = _("Prizes index")
        verbose_name_plural = _("Prizes indexes")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return super().get_context(request, *args, **kwargs) | index_context(self, request)


class PrizeEditionPage(Page):
    """One year's contest."""

    year = models.PositiveSmallIntegerField(_("year"))
    introduction = models.TextField(_("introduction"), blank=True)
    submissions_close_at = models.DateTimeField(
        _("submissions close"),
        null=True,
        blank=True,
        help_text=_("Geneva's time; shown in the reader's too."),
    )

    machine_words = models.CharField(
        _("words of a machine"),
        max_length=10,
        choices=MachineWords.choices,
        blank=True,
        default=MachineWords.AS_LANGUAGE,
        help_text=_(
            "In translations of this edition's entries, where no person has read them. Readers are told."
        ),
    )

    history = HistoricalRecords(excluded_fields=NOT_IN_HISTORY)
    """Deadlines and words as the public saw them: a row per publication, written by signal_handlers.py."""
    skip_history_when_saving = True

    content_panels = [
        *Page.content_panels,
        FieldPanel("year"),
        FieldPanel("introduction"),
        FieldPanel("submissions_close_at"),
        FieldPanel("machine_words"),
    ]
    parent_page_types = ["prizes_pages.PrizesIndexPage"]
    subpage_types = ["prizes_pages.PrizeEntryPage"]
    override_translatable_fields = [
        TranslatableField("title"),
        TranslatableField("introduction"),
        SynchronizedField("year"),
        SynchronizedField("submissions_close_at"),
        SynchronizedField("machine_words"),
    ]

    class Meta:
        verbose_name = _("Prize edition")
        verbose_name_plural = _("Prize editions")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return super().get_context(request, *args, **kwargs) | edition_context(self, request)


class PrizeEntryPage(RecordPage):
    """A project's entry in one edition and category; its own record only when no project is known."""

    also_moderated_by = frozenset({Role.SECRETARIAT})
    served_with = (*RecordPage.served_with, "project")

    project = models.ForeignKey(
        "stocktaking_pages.StocktakingProjectPage",
        verbose_name=_("Stocktaking record"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="prize_entries",
    )
    category = models.ForeignKey(
        "taxonomy.Term",
        verbose_name=_("category"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        limit_choices_to={"vocabulary": Vocabulary.ACTION_LINE, "number__isnull": False},
    )
    status = models.CharField(
        _("status"), max_length=10, choices=PrizeStatus.choices, default=PrizeStatus.SUBMITTED
    )

    sdg_links = rich_text(_("links between the Action Line and each goal"))
    impact = rich_text(_("economic, social and environmental impact"))
    partnerships = rich_text(_("partnerships"))
    challenges = rich_text(_("challenges and future perspectives"))

    sections = ("sdg_links", "impact", "partnerships", "challenges")
    words = (*RecordPage.words, *sections)
    expected = ("summary", "organisation", "countries", "category", *sections)
    facts = (*RecordPage.facts, "project", "category", "status")
    override_translatable_fields: list[Any] = []

    content_panels = [
        *word_panels(words),
        MultiFieldPanel(fact_panels(("category", "status", "project", "submitted_on")), heading=_("Contest")),
        MultiFieldPanel(
            fact_panels(("organisation", "countries", "action_lines", "sdgs", "website")),
            heading=_("Who, where and what"),
        ),
        *RIGHTS_PANELS,
    ]
    parent_page_types = ["prizes_pages.PrizeEditionPage"]
    subpage_types: list[str] = []

    class Meta(RecordPage.Meta):
        verbose_name = _("Prize entry")
        verbose_name_plural = _("Prize entries")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return super().get_context(request, *args, **kwargs) | entry_context(self, request)

    def linked_records(self, content: Mapping[str, Any]) -> Collection[int]:
        return {content["project"]} if content.get("project") else ()

    def allows_unread_machine_words(self) -> bool:
        """As the edition of the original says, which may leave it to the language."""
        policy = (
            PrizeEditionPage.objects.parent_of(self.original).values_list("machine_words", flat=True).get()
        )
        if policy == MachineWords.AS_LANGUAGE:
            return super().allows_unread_machine_words()
        return policy == MachineWords.ALLOWED


PrizeEntryPage.override_translatable_fields = field_policy(PrizeEntryPage)
