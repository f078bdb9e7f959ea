"""Writes to the contest's tree."""

from django.db import transaction
from wagtail.models import Locale

from cms.core.tree import add_in_every_language
from prizes_pages.models import PrizeEditionPage, PrizesIndexPage


@transaction.atomic
def edition_page(*, year: int, locale: Locale) -> PrizeEditionPage:
    """Return the page of a year's contest in this language, made in every language where it is missing."""
    pages = PrizeEditionPage.objects.filter(year=year)
    if not pages.exists():
        indexes = PrizesIndexPage.objects.order_by("path")
        add_in_every_language(
            [(index, PrizeEditionPage(title=str(year), slug=str(year), year=year)) for index in indexes]
        )
    return pages.get(locale=locale)
