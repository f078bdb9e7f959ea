"""The repository as a plain Wagtail site would have it, to be measured beside ours."""

from typing import Any

from django.db import models
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page
from wagtail.search import index


class StockIndexPage(Page):
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["stock.StockProjectPage"]


class StockProjectPage(Page):
    """The words and a few facts of a project, found through Page.search()."""

    summary = models.TextField(blank=True)
    body = RichTextField(blank=True)
    organisation = models.CharField(max_length=255, blank=True)
    country = models.CharField(max_length=2, blank=True)
    year = models.PositiveSmallIntegerField(null=True, blank=True)

    content_panels: list[Any] = [
        *Page.content_panels,
        *(FieldPanel(name) for name in ("summary", "body", "organisation", "country", "year")),
    ]
    search_fields: list[Any] = [
        *Page.search_fields,
        index.SearchField("summary"),
        index.SearchField("body"),
        index.SearchField("organisation"),
        index.FilterField("country"),
        index.FilterField("year"),
    ]
    parent_page_types = ["stock.StockIndexPage"]
    subpage_types: list[str] = []
