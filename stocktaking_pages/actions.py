"""Writes to the repository's tree."""

from wagtail.models import Locale

from stocktaking_pages.models import UNDATED, StocktakingIndexPage, StocktakingYearPage


def year_page(*, year: int | None, locale: Locale) -> StocktakingYearPage:
    """Return the page that holds the projects of a year, or those without one, in this language; make it if missing."""
    index = StocktakingIndexPage.objects.get(locale=locale)
    slug = str(year) if year else UNDATED
    found = StocktakingYearPage.objects.child_of(index).filter(slug=slug).first()
    if found is not None:
        return found
    page = StocktakingYearPage(title=slug.capitalize(), slug=slug, year=year, locale=locale)
    sibling = StocktakingYearPage.objects.filter(slug=slug).exclude(locale=locale).first()
    if sibling is not None:
        page.translation_key = sibling.translation_key
    index.add_child(instance=page)
    page.save_revision().publish()
    return page
