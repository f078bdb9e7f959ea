"""The pages that hold the projects of a year."""

import pytest
from django.utils.translation import override
from wagtail.models import Locale

from stocktaking_pages.actions import year_page
from stocktaking_pages.models import StocktakingYearPage

pytestmark = pytest.mark.usefixtures("repository")


def test_the_page_of_undated_projects_is_called_so_in_each_language():
    with override("ar"):
        year_page(year=None, locale=Locale.objects.get(language_code="en"))

    titles = StocktakingYearPage.objects.filter(slug="undated").values_list("locale__language_code", "title")
    assert dict(titles) == {
        "en": "Undated",
        "fr": "Sans date",
        "es": "Sin fecha",
        "ru": "Без даты",
        "ar": "بلا تاريخ",
        "zh": "日期不详",
    }
