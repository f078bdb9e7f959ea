"""Writes to the repository's tree."""

from django.db import transaction
from wagtail.models import Locale

from cms.core.tree import add_in_every_language
from stocktaking_pages.models import UNDATED, StocktakingIndexPage, StocktakingYearPage


@transaction.atomic
def year_page(*, year: int | None, locale: Locale) -> StocktakingYearPage:
    """Return the page for the projects of a year, or for those without one, in this language.

    Where it is missing it is made in every language, so that a reader finds it at the same place.
    """
    slug = str(year) if year else UNDATED
    pages = StocktakingYearPage.objects.filter(slug=slug)
    if not pages.exists():
        indexes = StocktakingIndexPage.objects.order_by("path")
        add_in_every_language(
            [(index, StocktakingYearPage(title=slug.capitalize(), slug=slug, year=year)) for index in indexes]
        )
    return pages.get(locale=locale)
