"""Writes to the contest's tree."""

from wagtail.models import Locale

from prizes_pages.models import PrizeEditionPage, PrizesIndexPage


def edition_page(*, year: int, locale: Locale) -> PrizeEditionPage:
    """Return the page of a year's contest in this language; make it if missing."""
    index = PrizesIndexPage.objects.get(locale=locale)
    found = PrizeEditionPage.objects.child_of(index).filter(year=year).first()
    if found is not None:
        return found
    page = PrizeEditionPage(title=str(year), slug=str(year), year=year, locale=locale)
    sibling = PrizeEditionPage.objects.filter(year=year).exclude(locale=locale).first()
    if sibling is not None:
        page.translation_key = sibling.translation_key
    index.add_child(instance=page)
    page.save_revision().publish()
    return page
