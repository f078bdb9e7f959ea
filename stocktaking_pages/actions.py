"""Writes to the repository's tree."""

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override
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
        indexes = StocktakingIndexPage.objects.select_related("locale").order_by("path")
        add_in_every_language(
            [
                (index, StocktakingYearPage(title=_title(year, index.locale), slug=slug, year=year))
                for index in indexes
            ]
        )
    return pages.get(locale=locale)


def _title(year: int | None, locale: Locale) -> str:
    if year:
        return str(year)
    with override(locale.language_code):
        return _("Undated")
