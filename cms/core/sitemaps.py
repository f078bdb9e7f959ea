"""The sitemap: every public page of every language, and nothing else."""

import datetime as dt

from django.contrib.sitemaps import Sitemap
from django.db.models import QuerySet
from wagtail.models import Page


class LanguageSitemap(Sitemap[Page]):
    """The public pages of one language."""

    limit = 5000
    protocol = None

    def __init__(self, language: str) -> None:
        self.language = language

    def items(self) -> QuerySet[Page]:
        pages = Page.objects.live().public().filter(url_path__startswith=f"/{self.language}/")
        return pages.only("pk", "url_path", "last_published_at").order_by("pk")

    def location(self, item: Page) -> str:
        return item.url_path

    def lastmod(self, item: Page) -> dt.datetime | None:
        return item.last_published_at
