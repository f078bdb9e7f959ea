"""How chosen values stand on the page on which one decides, and beside each other in a comparison."""

import datetime as dt
import re

import pytest
from django.urls import reverse
from django.utils import translation

from cms.desk.comparison import field_rows
from cms.taxonomy import queries as taxonomy
from cms.taxonomy.enums import Vocabulary
from cms.taxonomy.models import Term
from tests.factories import ProjectFactory, fresh, published

pytestmark = pytest.mark.usefixtures("repository")

TIME = "planned"


def terms(vocabulary, *codes):
    return [Term.objects.get(vocabulary=vocabulary, code=code) for code in codes]


def words(html):
    return re.findall(r"<li>(.*?)</li>", html)


@pytest.fixture
def page():
    return published(
        ProjectFactory(sdgs=terms(Vocabulary.SDG, "5", "16"), timescale=terms(Vocabulary.TIMESCALE, TIME)[0])
    )


def row(waiting, public, rf, name):
    return next(each for each in field_rows(waiting, public, rf.get("/")) if each.name == name)


@pytest.mark.parametrize("code", ["en", "fr", "ar", "zh"])
def test_terms_stand_in_a_list_in_the_readers_language(code, page, rf):
    with translation.override(code):
        html = row(page, page, rf, "sdgs").waiting.htmldiff()

    labels = [taxonomy.label(Vocabulary.SDG, goal, code) for goal in ("5", "16")]
    assert words(html) == labels
    assert "," in labels[1] or code != "en"


def test_each_change_of_a_list_is_marked(page, rf):
    newest = fresh(page)
    newest.sdgs = terms(Vocabulary.SDG, "5", "4")

    come, same, gone = words(row(newest, page, rf, "sdgs").waiting.htmldiff())

    assert same == taxonomy.label(Vocabulary.SDG, "5", "en")
    assert gone == f'<span class="deletion">{taxonomy.label(Vocabulary.SDG, "16", "en")}</span>'
    assert come == f'<span class="addition">{taxonomy.label(Vocabulary.SDG, "4", "en")}</span>'


def test_one_term_is_in_the_readers_language(page, rf):
    with translation.override("fr"):
        assert row(page, page, rf, "timescale").waiting.htmldiff() == taxonomy.label(
            Vocabulary.TIMESCALE, TIME, "fr"
        )


def test_a_day_is_in_the_readers_words_and_none_is_nothing(page, rf):
    newest = fresh(page)
    newest.start_date, newest.end_date = None, dt.date(2021, 12, 1)
    page.start_date, page.end_date = dt.date(2019, 5, 3), None

    with translation.override("fr"):
        start, end = (row(newest, page, rf, name).waiting for name in ("start_date", "end_date"))

        assert start.htmldiff() == '<span class="deletion">3 mai 2019</span><span class="addition"></span>'
        assert (
            end.htmldiff() == '<span class="deletion"></span><span class="addition">1er décembre 2021</span>'
        )
        assert start.has_changed() and end.has_changed()


def test_wagtails_own_comparison_of_revisions_shows_them_too(page, staff, signed_in):
    url = reverse("wagtailadmin_pages:revisions_compare", args=[page.pk, "live", "latest"])

    assert signed_in(staff("moderator")).get(url).status_code == 200
