"""Numbers, dates and lists are written as the reader writes them."""

import datetime as dt

import pytest
from django.template import Context, Template
from django.utils.translation import override

DAY = dt.date(2022, 5, 28)
DEADLINE = dt.datetime(2024, 1, 31, 22, 0, tzinfo=dt.UTC)


def rendered(source: str, **context: object) -> str:
    return Template(source).render(Context(context))


@pytest.mark.parametrize(
    ("language", "expected"),
    [("en", "14,212"), ("fr", "14\u202f212"), ("es", "14.212"), ("ru", "14\xa0212"), ("zh", "14,212")],
)
def test_a_number_is_grouped_as_the_reader_groups_it(language, expected):
    with override(language):
        assert rendered("{% load numbers %}{{ n|number }}", n=14212) == expected


@pytest.mark.parametrize(
    ("language", "expected"),
    [("en", "28 May 2022"), ("fr", "28 mai 2022"), ("ar", "28 مايو 2022"), ("zh", "2022年5月28日")],
)
def test_a_date_is_written_in_the_readers_words(language, expected):
    with override(language):
        assert rendered("{% load dates %}{{ day|long_date }}", day=DAY) == expected


@pytest.mark.parametrize(
    ("language", "expected"),
    [("en", "1 December 2026"), ("fr", "1er décembre 2026"), ("es", "1 de diciembre de 2026")],
)
def test_the_first_of_a_month_is_numbered_as_the_language_does(language, expected):
    with override(language):
        assert rendered("{% load dates %}{{ day|long_date }}", day=dt.date(2026, 12, 1)) == expected
        moment = dt.datetime(2026, 12, 1, 12, tzinfo=dt.UTC)
        assert rendered("{% load dates %}{{ at|geneva_date }}", at=moment) == expected


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", "28 May 2022, 14:07"),
        ("fr", "28 mai 2022 14:07"),
        ("es", "28 de mayo de 2022 a las 14:07"),
        ("ru", "28 мая 2022 г. 14:07"),
        ("ar", "28 مايو 2022، 14:07"),
        ("zh", "2022年5月28日 14:07"),
    ],
)
def test_a_moment_in_the_admin_is_written_in_the_readers_order(language, expected):
    with override(language):
        moment = dt.datetime(2022, 5, 28, 14, 7, tzinfo=dt.UTC)
        assert rendered('{{ at|date:"DATETIME_FORMAT" }}', at=moment) == expected


@pytest.mark.parametrize(
    ("language", "expected"),
    [("en", "5 Mar 2022"), ("ar", "05\u200f/03\u200f/2022"), ("zh", "2022年3月5日")],
)
def test_a_short_date_leaves_no_doubt_which_is_the_month(language, expected):
    with override(language):
        assert rendered('{{ day|date:"SHORT_DATE_FORMAT" }}', day=dt.date(2022, 3, 5)) == expected


def test_no_date_is_nothing():
    assert rendered("{% load dates %}{{ day|long_date }}", day=None) == ""


def test_a_deadline_is_genevas():
    source = "{% load dates %}{{ at|geneva_date }} {{ at|geneva_time }}"
    with override("en"):
        assert rendered(source, at=DEADLINE) == "31 January 2024 23:00"


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        (dt.date(2019, 1, 1), dt.date(2023, 5, 1), "2019–2023"),
        (dt.date(2019, 1, 1), dt.date(2019, 5, 1), "2019"),
        (dt.date(2019, 1, 1), None, "2019–"),
        (None, dt.date(2023, 5, 1), "–2023"),
        (None, None, ""),
    ],
)
def test_a_span_of_years(start, end, expected):
    assert rendered("{% load dates %}{% years start end %}", start=start, end=end) == expected


def test_a_size_is_at_least_one_kilobyte():
    assert rendered("{% load numbers %}{{ n|kilobytes }}", n=12) == "1"


def test_names_are_listed_in_the_readers_language():
    with override("fr"):
        assert (
            rendered("{% load languages %}{{ names|listing }}", names=["Kenya", "Tchad"]) == "Kenya et Tchad"
        )


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", "“ICT”"),
        ("fr", "«\N{NO-BREAK SPACE}ICT\N{NO-BREAK SPACE}»"),
        ("es", "«ICT»"),
        ("ru", "«ICT»"),
        ("ar", "«ICT»"),
        ("zh", "“ICT”"),
    ],
)
def test_words_are_quoted_as_the_reader_quotes_them(language, expected):
    with override(language):
        assert rendered("{% load languages %}{{ words|quoted }}", words="ICT") == expected


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("ar", 'lang="ar" dir="rtl"'),
        ("zh", 'lang="zh" dir="ltr"'),
        ("fa-AF", 'lang="fa-AF" dir="rtl"'),
        ("", 'dir="auto"'),
    ],
)
def test_a_text_says_its_language_and_direction(language, expected):
    assert rendered("{% load languages %}{% in_language language %}", language=language) == expected


def test_names_are_isolated_and_figures_are_not():
    source = "{% load languages %}{{ name|isolated }} {{ years|isolated }}"
    assert rendered(source, name="<Kenya>", years="2019–2023") == "<bdi>&lt;Kenya&gt;</bdi> 2019–2023"
