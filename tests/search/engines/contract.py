"""What every search engine does, as tests of a `library` (read only) and of an empty `engine`.

A module with a `factory` fixture imports all of it, and thereby promises that its engine keeps the contract.
"""

from __future__ import annotations

import datetime as dt
import itertools
import time
from collections.abc import Iterable

import pytest

from search.engines.base import Engine, StaleCursor
from search.schema import FIELDS
from search.types import (
    Applied,
    DocumentText,
    FacetCount,
    Operation,
    SearchRequest,
    SearchResult,
    Sort,
    Suggestion,
)
from tests.search.engines.corpus import LIBRARY, NEWEST, OLDEST, record, removal, upserts

ALL_FACETS = tuple(field.name for field in FIELDS)
STRICT = {"rescue": False}


def ask(engine: Engine, text: str = "", **values: object) -> SearchResult:
    return engine.search(SearchRequest(text, **values))  # type: ignore[arg-type]


def ids(engine: Engine, text: str = "", **values: object) -> list[str]:
    return [hit.id for hit in ask(engine, text, **values).hits]


def only(**filters: str | Iterable[str]) -> dict[str, frozenset[str]]:
    return {name: frozenset({value} if isinstance(value, str) else value) for name, value in filters.items()}


def counts(result: SearchResult, name: str) -> list[tuple[str, int]]:
    return [(facet.key, facet.count) for facet in result.facets[name]]


def walk(engine: Engine, request: dict[str, object]) -> list[list[str]]:
    """Return the ids of every page, following the cursors."""
    pages, cursor = [], ""
    while True:
        result = ask(engine, cursor=cursor, **request)  # type: ignore[arg-type]
        pages.append([hit.id for hit in result.hits])
        cursor = result.next_cursor
        if not cursor:
            return pages


# Words


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("satellites", ["schools"]),
        ("CLINIC", ["clinics"]),
        ("éducation satellite", ["schools"]),
        ("ecole", ["schools"]),
        ("l’école", ["schools"]),
        ("numérique", ["schools"]),
        ("maestra", ["andes"]),
        ("nina", ["andes"]),
        ("región", ["andes"]),
        ("школа", ["taiga"]),
        ("школами", ["taiga"]),
        ("еще", ["taiga"]),
        ("رقمية", ["nile"]),
        ("والتعليم", ["nile"]),
        ("اطفال", ["nile"]),
        ("المُدارِس", ["nile"]),
        ("教育", ["river"]),
        ("农村儿童", ["river"]),
        ("村", []),
        ("conectada", ["lagoon"]),
        ("comunitarias", ["lagoon"]),
        ("cote d'ivoire", ["prices"]),
        ("Côte d’Ivoire", ["prices"]),
        ("e-health", ["clinics"]),
        ("ＳＭＳ", ["prices"]),
        ("school", ["schools"]),
        ("unicorn", []),
    ],
)
def test_words_are_found_in_their_inflected_and_unaccented_forms(
    library: Engine, text: str, found: list[str]
) -> None:
    assert ids(library, text, **STRICT) == found


def test_a_language_without_stemming_does_not_find_inflected_forms(library: Engine) -> None:
    assert ids(library, "conectar", **STRICT) == []


def test_all_words_are_required(library: Engine) -> None:
    assert ids(library, "rural clinics", **STRICT) == ["clinics"]


def test_words_of_one_question_may_be_in_different_languages_of_a_record(library: Engine) -> None:
    assert ids(library, "filles teachers", **STRICT) == ["schools"]


def test_words_without_meaning_are_left_out(library: Engine) -> None:
    assert ids(library, "schools of the girls", **STRICT) == ["schools"]


def test_a_word_without_meaning_alone_is_searched(library: Engine) -> None:
    assert ids(library, "together with", **STRICT) == ["schools"]
    assert set(ids(library, "by", **STRICT)) == {"schools", "prices"}


def test_a_phrase_keeps_the_order_of_its_words(library: Engine) -> None:
    assert ids(library, '"rural girls"', **STRICT) == ["schools"]
    assert ids(library, '"girls rural"', **STRICT) == []


def test_a_phrase_keeps_its_words_without_meaning(library: Engine) -> None:
    assert ids(library, '"ministries of education"', **STRICT) == ["schools"]
    assert ids(library, '"ministries education"', **STRICT) == []


def test_a_phrase_does_not_run_from_the_title_into_the_summary(library: Engine) -> None:
    assert ids(library, '"network health"', **STRICT) == []


@pytest.mark.parametrize("text", ["“rural girls”", "«rural girls»", '"rural girl"', 'digital "rural girls"'])
def test_a_phrase_may_be_quoted_in_any_style_and_inflected(library: Engine, text: str) -> None:
    assert ids(library, text, **STRICT) == ["schools"]


def test_a_phrase_of_one_word_is_a_word(library: Engine) -> None:
    assert ids(library, '"telemedicine"', **STRICT) == ["clinics"]


def test_an_unbalanced_quote_is_left_out(library: Engine) -> None:
    assert ids(library, 'rural "girls', **STRICT) == ["schools"]


def test_a_minus_excludes(library: Engine) -> None:
    assert ids(library, "rural -girls", **STRICT) == ["clinics"]
    assert ids(library, 'rural -"rural girls"', **STRICT) == ["clinics"]


def test_a_minus_alone_lists_the_rest_newest_first(library: Engine) -> None:
    assert ids(library, "-rural") == [id for id in NEWEST if id not in ("schools", "clinics")]


def test_a_hyphen_inside_a_word_is_no_minus(library: Engine) -> None:
    assert ids(library, "e-health", **STRICT) == ["clinics"]


def test_signs_alone_find_nothing(library: Engine) -> None:
    result = ask(library, '"?!" …', facets=("kind",), filters=only(kind="project"))
    assert (result.count, result.hits) == (0, ())
    assert result.facets == {"kind": (FacetCount("project", 0, True),)}


def test_the_organisation_is_searched(library: Engine) -> None:
    assert ids(library, "orange foundation", **STRICT) == ["schools"]


def test_a_record_is_found_by_its_id(engine: Engine) -> None:
    engine.apply(upserts([record("14938812345678", title="One"), record("14938812345679", title="Two")]))
    assert ids(engine, "14938812345678", **STRICT) == ["14938812345678"]


# Order


def test_a_word_in_the_title_weighs_more(engine: Engine) -> None:
    texts = {"en": DocumentText("Water", "Solar pumps everywhere in here")}
    engine.apply(upserts([record("body", texts=texts), record("title", title="Solar pumps")]))
    assert ids(engine, "solar pumps") == ["title", "body"]


def test_quality_decides_between_equal_texts(engine: Engine) -> None:
    values = {"poor": 0.0, "good": 1.0, "fair": 0.5}
    engine.apply(upserts(record(id, title="Solar pumps", quality=quality) for id, quality in values.items()))
    assert ids(engine, "solar") == ["good", "fair", "poor"]


def test_quality_multiplies_the_score_by_at_most_one_and_a_half(engine: Engine) -> None:
    engine.apply(upserts([record("a", title="Pumps", quality=0.0), record("b", title="Pumps", quality=7.0)]))
    best, other = (hit.score for hit in ask(engine, "pumps").hits)
    assert best == pytest.approx(1.5 * other, rel=1e-3)


def test_the_readers_language_ranks_first(engine: Engine) -> None:
    texts = [{language: DocumentText("Internet", "Radio")} for language in ("en", "fr", "es")]
    engine.apply(upserts(record(f"{next(iter(text))}", texts=text) for text in texts))
    assert {language: ids(engine, "internet", language=language)[0] for language in ("en", "fr", "es")} == {
        "en": "en",
        "fr": "fr",
        "es": "es",
    }


def test_the_readers_language_hides_nothing(library: Engine) -> None:
    assert ids(library, "数字", language="ru") == ["river"]


def test_without_words_the_newest_come_first(library: Engine) -> None:
    result = ask(library)
    assert (result.count, result.count_is_exact) == (len(LIBRARY), True)
    assert [hit.id for hit in result.hits] == list(NEWEST)


@pytest.mark.parametrize(("sort", "expected"), [(Sort.NEWEST, NEWEST), (Sort.OLDEST, OLDEST)])
def test_undated_records_come_last_in_both_orders_of_time(
    library: Engine, sort: Sort, expected: tuple[str, ...]
) -> None:
    assert ids(library, sort=sort) == list(expected)


def test_titles_are_ordered_without_case_accents_and_signs(engine: Engine) -> None:
    titles = {"d": "Ébène", "a": "“alpha”", "c": "delta", "b": "Beta", "e": "ebony"}
    engine.apply(upserts(record(id, title=title) for id, title in titles.items()))
    assert ids(engine, sort=Sort.TITLE) == ["a", "b", "c", "d", "e"]


def test_titles_are_ordered_in_the_readers_language_or_the_original(engine: Engine) -> None:
    both = {"en": DocumentText("Zebra"), "fr": DocumentText("Abeille")}
    engine.apply(upserts([record("both", texts=both), record("english", title="Monkey")]))
    assert ids(engine, sort=Sort.TITLE, language="en") == ["english", "both"]
    assert ids(engine, sort=Sort.TITLE, language="fr") == ["both", "english"]
    assert ids(engine, sort=Sort.TITLE, language="ru") == ["english", "both"]


def test_an_order_of_time_applies_to_words_too(library: Engine) -> None:
    assert ids(library, "rural", sort=Sort.OLDEST) == ["schools", "clinics"]


def test_only_relevance_has_scores(library: Engine) -> None:
    assert [hit.score for hit in ask(library, "rural", sort=Sort.NEWEST).hits] == [None, None]
    assert [hit.score for hit in ask(library).hits] == [None] * len(LIBRARY)
    assert all(hit.score and hit.score > 0 for hit in ask(library, "rural").hits)


# Filters and facets


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        (only(country=("RU", "CN")), ["river", "taiga"]),
        (only(country="IN", sdg=("3", "1")), ["clinics"]),
        (only(country="IN", sdg="2"), []),
        (only(action_line="c7"), ["clinics", "schools"]),
        (only(action_line="c7-e-health"), ["clinics"]),
        (only(language="und"), ["lagoon"]),
        (only(kind="entry"), ["lagoon"]),
        (only(prize=("nominee", "champion")), ["prices", "andes"]),
        (only(country="in"), []),
        ({"country": frozenset()}, list(NEWEST)),
        (only(nothing="x"), list(NEWEST)),
    ],
)
def test_values_of_a_field_are_alternatives_and_fields_are_conditions(
    library: Engine, filters: dict[str, frozenset[str]], found: list[str]
) -> None:
    assert ids(library, filters=filters) == found


@pytest.mark.parametrize(
    ("first", "last", "found"),
    [
        (2020, 2021, ["schools", "prices"]),
        (2022, None, ["river", "clinics"]),
        (None, 2018, ["taiga", "nile"]),
        (2021, 2020, []),
        (-5, 10**30, [id for id in NEWEST if id != "lagoon"]),
        (10**30, None, []),
    ],
)
def test_a_range_of_years_includes_both_ends_and_no_undated(
    library: Engine, first: int | None, last: int | None, found: list[str]
) -> None:
    assert ids(library, year_from=first, year_to=last) == found


def test_words_and_filters_narrow_together(library: Engine) -> None:
    assert ids(library, "rural", filters=only(sdg="3")) == ["clinics"]


def test_facets_are_most_frequent_first_and_equal_ones_by_key(library: Engine) -> None:
    assert counts(ask(library, facets=("country",)), "country") == [
        ("IN", 2), ("KE", 2), ("BR", 1), ("CI", 1), ("CN", 1), ("EG", 1), ("PE", 1), ("RU", 1),
    ]  # fmt: skip


def test_years_are_ordered_by_value(library: Engine) -> None:
    years = ("2017", "2018", "2019", "2020", "2021", "2022", "2023")
    assert counts(ask(library, facets=("year",)), "year") == [(year, 1) for year in years]


def test_only_the_facets_asked_for_are_counted(library: Engine) -> None:
    assert ask(library).facets == {}
    assert list(ask(library, facets=("sdg", "kind", "nothing")).facets) == ["sdg", "kind"]
    assert list(ask(library, facets=ALL_FACETS).facets) == list(ALL_FACETS)


def test_a_facet_ignores_its_own_filter_and_obeys_the_others(library: Engine) -> None:
    result = ask(library, filters=only(sdg="4", country=("IN", "KE")), facets=("sdg", "country", "language"))
    assert [hit.id for hit in result.hits] == ["schools"]
    assert result.facets["sdg"] == (
        FacetCount("1", 1), FacetCount("2", 1), FacetCount("3", 1), FacetCount("4", 1, True), FacetCount("5", 1),
    )  # fmt: skip
    assert result.facets["country"] == (
        FacetCount("CN", 1), FacetCount("EG", 1), FacetCount("IN", 1, True), FacetCount("KE", 1, True),
        FacetCount("PE", 1), FacetCount("RU", 1),
    )  # fmt: skip
    assert result.facets["language"] == (FacetCount("en", 1), FacetCount("fr", 1))


def test_a_range_of_years_is_the_years_own_filter(library: Engine) -> None:
    result = ask(library, year_from=2022, year_to=2022, facets=("year", "country"))
    assert len(result.facets["year"]) == 7
    assert result.facets["country"] == (FacetCount("IN", 1),)


def test_chosen_years_and_a_range_are_left_out_of_the_years_together(library: Engine) -> None:
    result = ask(library, filters=only(year="2022"), year_from=2021, facets=("year",))
    assert [hit.id for hit in result.hits] == ["clinics"]
    assert [facet.key for facet in result.facets["year"] if facet.selected] == ["2022"]
    assert len(result.facets["year"]) == 7


def test_a_chosen_value_without_hits_is_listed_with_none(library: Engine) -> None:
    result = ask(library, "telemedicine", filters=only(country="ZZ"), facets=("country",))
    assert result.facets["country"] == (FacetCount("IN", 1), FacetCount("ZZ", 0, True))


def test_facets_count_what_the_words_find(library: Engine) -> None:
    assert counts(ask(library, "rural", facets=("sdg",)), "sdg") == [("3", 1), ("4", 1), ("5", 1)]


def test_a_facet_has_at_most_a_thousand_values_and_the_chosen_ones(engine: Engine) -> None:
    names = [f"org-{number:04}" for number in range(1_200)]
    engine.apply(upserts(record(name, title="x", facets={"organisation": (name,)}) for name in names))
    engine.apply(upserts([record("second", title="x", facets={"organisation": ("org-1100",)})]))
    facet = ask(engine, filters=only(organisation="org-1199"), facets=("organisation",)).facets[
        "organisation"
    ]
    assert facet[0] == FacetCount("org-1100", 2)
    assert FacetCount("org-1199", 1, True) in facet
    assert len(facet) in (1_000, 1_001)


# Pages


@pytest.mark.parametrize(
    "request_",
    [
        {"text": "common"},
        {"text": "common", "sort": Sort.NEWEST},
        {"sort": Sort.NEWEST},
        {"sort": Sort.OLDEST},
        {"sort": Sort.TITLE},
        {"sort": Sort.TITLE, "text": "common", "language": "fr"},
    ],
)
def test_pages_are_complete_and_without_doubles(engine: Engine, request_: dict[str, object]) -> None:
    days = (dt.date(2001, 1, 1), dt.date(2002, 1, 1), None)
    wanted = [f"n{number:02}" for number in range(57)]
    for part in (wanted[:20], wanted[20:40], wanted[40:]):
        engine.apply(upserts(record(id, title="Common word", date=days[int(id[1:]) % 3]) for id in part))
    pages = walk(engine, {**request_, "size": 10})
    by_offset = [ids(engine, offset=offset, size=10, **request_) for offset in range(0, 60, 10)]  # type: ignore[arg-type]
    assert [len(page) for page in pages] == [10, 10, 10, 10, 10, 7]
    assert pages == by_offset
    assert sorted(itertools.chain(*pages)) == wanted


def test_the_count_stays_the_same_on_every_page(library: Engine) -> None:
    first = ask(library, size=3, sort=Sort.NEWEST)
    second = ask(library, size=3, sort=Sort.NEWEST, cursor=first.next_cursor)
    assert (first.count, second.count) == (len(LIBRARY), len(LIBRARY))


def test_the_last_page_has_no_cursor(library: Engine) -> None:
    for sort in Sort:
        assert ask(library, "rural", sort=sort, size=2).next_cursor == ""
        assert ask(library, "rural", sort=sort, size=1).next_cursor != ""


def test_a_page_past_the_end_is_empty(library: Engine) -> None:
    for sort in Sort:
        result = ask(library, "rural", sort=sort, offset=50)
        assert (result.count, result.hits, result.next_cursor) == (2, (), "")


@pytest.mark.parametrize("sort", [Sort.NEWEST, Sort.OLDEST, Sort.TITLE])
def test_a_cursor_goes_on_where_it_was_although_records_came_before_it(engine: Engine, sort: Sort) -> None:
    day = dt.date(2020, 6, 15)
    engine.apply(upserts(record(f"{n}", title=f"m{n}", date=day + dt.timedelta(n)) for n in range(1, 7)))
    first = ask(engine, sort=sort, size=3)
    sooner = {"date": day + dt.timedelta(99 if sort is Sort.NEWEST else -99)}
    engine.apply(upserts([record("new", title="a", **sooner)]))
    rest = ids(engine, sort=sort, size=3, cursor=first.next_cursor)
    expected = ["3", "2", "1"] if sort is Sort.NEWEST else ["4", "5", "6"]
    assert rest == expected


@pytest.mark.parametrize("cursor", ["x", "\x00", "é", "a" * 5000, "AAAA", "====", "bm90aGluZw", "\ud800"])
def test_a_cursor_that_is_not_ours_is_refused(library: Engine, cursor: str) -> None:
    for sort in Sort:
        with pytest.raises(StaleCursor):
            ask(library, sort=sort, cursor=cursor)


def test_a_cursor_of_another_order_is_refused(library: Engine) -> None:
    cursor = ask(library, sort=Sort.TITLE, size=1).next_cursor
    with pytest.raises(StaleCursor):
        ask(library, sort=Sort.NEWEST, cursor=cursor)


@pytest.mark.parametrize(
    ("size", "offset", "expected"),
    [
        (0, 0, 1),
        (-5, -5, 1),
        (10**12, 0, len(LIBRARY)),
        (20, 2_000_000_000, 0),
        (2**63, 2**64, 0),
        (1, -(2**70), 1),
    ],
)
def test_sizes_and_offsets_are_brought_within_limits(
    library: Engine, size: int, offset: int, expected: int
) -> None:
    for sort in Sort:
        assert len(ask(library, sort=sort, size=size, offset=offset).hits) == expected


def test_a_page_has_at_most_a_hundred_hits(engine: Engine) -> None:
    engine.apply(upserts(record(f"{number}", title="x") for number in range(120)))
    assert len(ask(engine, size=1_000).hits) == 100


# Hits


def test_a_hit_carries_the_record(library: Engine) -> None:
    (hit,) = ask(library, "digital schools", language="en", filters=only(country="KE")).hits
    assert (hit.id, hit.language, hit.languages) == ("schools", "en", ("en", "fr"))
    assert hit.text == LIBRARY[0].texts["en"]
    assert hit.facets == LIBRARY[0].facets
    assert (hit.organisation, hit.date) == ("Orange Foundation", dt.date(2021, 5, 1))


def test_a_text_in_another_language_keeps_its_real_language(library: Engine) -> None:
    (hit,) = ask(library, "lagoa").hits
    assert (hit.language, hit.text.language) == ("und", "pt")


@pytest.mark.parametrize(
    ("text", "reader", "shown"),
    [
        ("satellite", "fr", "fr"),
        ("satellite", "en", "en"),
        ("satellite", "ru", "en"),
        ("teachers", "fr", "en"),
        ("filles", "en", "fr"),
        ("filles écoles satellite", "en", "fr"),
        ("teachers pupils filles", "fr", "en"),
    ],
)
def test_the_language_shown_is_the_readers_when_it_has_the_words_else_the_one_that_holds_most(
    library: Engine, text: str, reader: str, shown: str
) -> None:
    (hit,) = ask(library, text, language=reader).hits
    assert hit.language == shown


def test_without_words_the_readers_language_or_the_original_is_shown(library: Engine) -> None:
    shown = {
        language: ask(library, language=language, filters=only(sdg="5")).hits[0].language
        for language in ("fr", "zh")
    }
    assert shown == {"fr": "fr", "zh": "en"}


def test_an_unknown_reader_reads_english(library: Engine) -> None:
    assert ask(library, "satellite", language="tlh").hits[0].language == "en"


@pytest.mark.parametrize(
    ("text", "language", "title", "snippet"),
    [
        (
            "price", "en", "Farm <mark>prices</mark> by &lt;b&gt;SMS&lt;/b&gt; &amp; radio",
            "Farmers in Côte d&#x27;Ivoire receive market <mark>prices</mark>.",
        ),
        ("ecole education", "fr", "<mark>Écoles</mark> numériques pour les filles rurales",
            "<mark>L’éducation</mark> par satellite."),
        ("школами", "ru", "Цифровые <mark>школы</mark>", "Образование детей в сельских районах ещё идёт."),
        ("教育平台", "zh", "数字<mark>教育平台</mark>", "为农村儿童提供在线学习。"),
        ("طفل", "ar", "المدارس الرقمية", "التعليم الإلكتروني للأطفال في المناطق الريفية"),
        ("مدارس", "ar", "<mark>المدارس</mark> الرقمية", "التعليم الإلكتروني للأطفال في المناطق الريفية"),
        ('"rural girls"', "en", "Digital schools for <mark>rural</mark> <mark>girls</mark>",
            "Connecting ministries of education by satellite."),
    ],
)  # fmt: skip
def test_highlights_are_escaped_and_mark_inflected_words(
    library: Engine, text: str, language: str, title: str, snippet: str
) -> None:
    hits = ask(library, text, language=language).hits
    assert [(hit.title_html, hit.snippet_html) for hit in hits] == (
        [(title, snippet)] if text != "طفل" else []
    )


def test_without_words_the_snippet_is_the_summarys_beginning(library: Engine) -> None:
    hit = ask(library, filters=only(sdg="5")).hits[0]
    assert hit.title_html == "Digital schools for rural girls"
    assert hit.snippet_html == "Connecting ministries of education by satellite."


def test_without_highlight_nothing_is_marked(library: Engine) -> None:
    (hit,) = ask(library, "price", highlight=False).hits
    assert hit.title_html == "Farm prices by &lt;b&gt;SMS&lt;/b&gt; &amp; radio"
    assert hit.snippet_html == "Farmers in Côte d&#x27;Ivoire receive market prices."


def test_the_snippet_is_the_passage_with_most_of_the_words(engine: Engine) -> None:
    body = "solar " + "filler words go here " * 40 + "the solar pump lifts water " + "and so on and on " * 40
    engine.apply(upserts([record("long", texts={"en": DocumentText("Title", "Summary.", body)})]))
    (hit,) = ask(engine, "solar pumps water").hits
    assert "<mark>solar</mark> <mark>pump</mark> lifts <mark>water</mark>" in hit.snippet_html
    assert hit.snippet_html.startswith("… ")
    assert hit.snippet_html.endswith(" …")
    assert 120 <= len(hit.snippet_html.replace("<mark>", "").replace("</mark>", "")) <= 190


def test_a_long_summary_is_cut_between_words(engine: Engine) -> None:
    engine.apply(upserts([record("long", texts={"en": DocumentText("Title", "seven77 " * 60)})]))
    (hit,) = ask(engine).hits
    assert hit.snippet_html == "seven77 " * 22 + "…"


# Rescue


@pytest.fixture
def spelled(engine: Engine) -> Engine:
    """An engine whose dictionary knows a few words."""
    texts = {
        "en": DocumentText("Digital schools", "Telemedicine for the islands"),
        "fr": DocumentText("École numérique"),
    }
    engine.apply(upserts(record(f"{number}", texts=texts) for number in range(3)))
    engine.refresh()
    return engine


@pytest.mark.parametrize(
    ("text", "corrected"),
    [
        ("scools", "schools"),
        ("shcools", "schools"),
        ("telemedecin", "telemedicine"),
        ("digitl scools", "digital schools"),
        ("numeriqe", "numérique"),
        ("Iselands -radio", "islands -radio"),
    ],
)
def test_nothing_found_is_spelled_correctly(spelled: Engine, text: str, corrected: str) -> None:
    result = ask(spelled, text)
    assert (result.count, result.did_you_mean, result.corrected, result.relaxed) == (
        3,
        corrected,
        True,
        False,
    )


def test_what_is_found_is_not_corrected(spelled: Engine) -> None:
    result = ask(spelled, "schooling")
    assert (result.count, result.did_you_mean, result.corrected) == (3, "", False)


def test_corrected_words_are_marked(spelled: Engine) -> None:
    assert ask(spelled, "scools").hits[0].title_html == "Digital <mark>schools</mark>"


def test_some_of_the_words_are_enough_when_no_record_has_all(library: Engine) -> None:
    result = ask(library, "telemedicine maestros")
    assert (result.count, result.relaxed, result.corrected, result.did_you_mean) == (2, True, False, "")
    assert {hit.id for hit in result.hits} == {"clinics", "andes"}


def test_records_with_more_of_the_words_come_first(library: Engine) -> None:
    assert ids(library, "digital girls unicorn")[0] == "schools"


def test_a_phrase_that_nobody_wrote_is_relaxed_to_its_words(library: Engine) -> None:
    result = ask(library, '"girls rural"')
    assert (result.relaxed, result.hits[0].id) == (True, "schools")


def test_excluded_words_stay_excluded_in_a_rescue(library: Engine) -> None:
    assert ids(library, "telemedicine maestros -clinics") == ["andes"]


def test_without_rescue_nothing_is_nothing(spelled: Engine) -> None:
    for text in ("scools", "schools unicorn"):
        result = ask(spelled, text, **STRICT)
        assert (result.count, result.hits, result.did_you_mean, result.relaxed) == (0, (), "", False)


def test_words_that_only_the_filters_hide_are_not_rescued(library: Engine) -> None:
    result = ask(library, "rural girls", filters=only(country="CN"))
    assert (result.count, result.relaxed, result.did_you_mean) == (0, False, "")


def test_facets_and_pages_of_a_rescue_belong_to_its_hits(library: Engine) -> None:
    result = ask(library, "telemedicine maestros", facets=("country",), size=1)
    assert counts(result, "country") == [("IN", 1), ("PE", 1)]
    pages = walk(library, {"text": "telemedicine maestros", "size": 1})
    assert sorted(itertools.chain(*pages)) == ["andes", "clinics"]


# Suggestions and neighbours


@pytest.mark.parametrize(
    ("prefix", "language", "found"),
    [
        ("digital sch", "en", [("schools", "en")]),
        ("DIG", "fr", [("schools", "en"), ("andes", "es")]),
        ("ecoles num", "en", [("schools", "fr")]),
        ("rural", "fr", [("schools", "fr")]),
        ("rural", "en", [("schools", "en")]),
        ("цифр", "en", [("taiga", "ru")]),
        ("المدار", "ar", [("nile", "ar")]),
        ("教育", "zh", [("river", "zh")]),
        ("数", "zh", [("river", "zh")]),
        ("sms", "en", [("prices", "en")]),
        ("satellite", "en", []),
        ("", "en", []),
        ('"…', "en", []),
    ],
)
def test_titles_are_suggested_by_words_and_the_beginning_of_the_last(
    library: Engine, prefix: str, language: str, found: list[tuple[str, str]]
) -> None:
    suggestions = library.suggest(prefix, language)
    assert sorted((each.id, each.language) for each in suggestions) == sorted(found)


def test_a_suggestion_is_the_title_and_its_page(library: Engine) -> None:
    assert library.suggest("ecol", "fr") == (
        Suggestion("schools", "Écoles numériques pour les filles rurales", "fr", "/fr/schools/"),
    )


def test_suggestions_in_the_readers_language_come_first(engine: Engine) -> None:
    texts = {
        "a": {"en": DocumentText("Radio")},
        "b": {"fr": DocumentText("Radio")},
        "c": {"es": DocumentText("Radio")},
    }
    engine.apply(upserts(record(id, texts=text) for id, text in texts.items()))
    first = {language: engine.suggest("rad", language)[0].id for language in ("en", "fr", "es")}
    assert first == {"en": "a", "fr": "b", "es": "c"}


@pytest.mark.parametrize("size", [-1, 0, 1, 2, 10**12])
def test_suggestions_keep_to_the_size(library: Engine, size: int) -> None:
    assert len(library.suggest("d", "en", size)) == min(max(size, 1), 2)


def test_similar_records_share_rare_words(engine: Engine) -> None:
    island = {"en": DocumentText("Satellite broadband for islands", "Terminals for island communities")}
    engine.apply(upserts(record(f"island-{number}", texts=island) for number in range(4)))
    engine.apply(upserts(record(f"farm-{number}", title="Farm prices by radio") for number in range(40)))
    assert {each.id for each in engine.similar("island-0", "en")} == {"island-1", "island-2", "island-3"}
    assert engine.similar("island-0", "en", 2) == engine.similar("island-0", "en")[:2]
    assert engine.similar("island-0", "en")[0].title == "Satellite broadband for islands"


@pytest.mark.parametrize("id", ["nothing", "", "\x00", "\ud800", "x" * 100_000])
def test_an_unknown_record_has_no_neighbours(library: Engine, id: str) -> None:
    assert library.similar(id, "en") == ()


def test_a_removed_record_is_neither_suggested_nor_a_neighbour(engine: Engine) -> None:
    engine.apply(upserts(record(f"{number}", title="Satellite islands") for number in range(3)))
    engine.apply([removal("0", 2)])
    assert {each.id for each in engine.suggest("sat", "en")} == {"1", "2"}
    assert engine.similar("0", "en") == ()
    assert {each.id for each in engine.similar("1", "en")} == {"2"}


# Writing


WORDING = [
    Operation("v", 1, record("v", title="First wording")),
    Operation("v", 2, record("v", title="Second wording")),
    removal("v", 3),
]


@pytest.mark.parametrize("order", list(itertools.permutations(range(3))))
def test_operations_may_come_in_any_order(engine: Engine, order: tuple[int, ...]) -> None:
    for position in order:
        engine.apply([WORDING[position]])
    assert ids(engine, "wording", **STRICT) == []
    assert list(engine.versions()) == []
    assert engine.apply(WORDING) == Applied(stale=3)


@pytest.mark.parametrize("order", list(itertools.permutations(range(3))))
def test_a_batch_may_hold_a_record_more_than_once(engine: Engine, order: tuple[int, ...]) -> None:
    operations = [WORDING[0], WORDING[1], Operation("v", 3, record("v", title="Third wording"))]
    engine.apply([operations[position] for position in order])
    assert [hit.text.title for hit in ask(engine, "wording").hits] == ["Third wording"]
    assert list(engine.versions()) == [("v", 3)]


def test_a_batch_says_what_became_of_it(engine: Engine) -> None:
    assert engine.apply([WORDING[0], WORDING[0], WORDING[1]]) == Applied(done=2, stale=1)
    assert engine.apply([]) == Applied()


def test_a_newer_version_replaces_words_and_facets(engine: Engine) -> None:
    engine.apply(upserts([record("a", title="Telemedicine", facets={"country": ("IN",)})]))
    engine.apply(upserts([record("a", version=2, title="Fisheries", facets={"country": ("SN",)})]))
    result = ask(engine, facets=("country",))
    assert (result.count, counts(result, "country")) == (1, [("SN", 1)])
    assert ids(engine, "telemedicine", **STRICT) == []
    assert ids(engine, "fisheries") == ["a"]


def test_a_record_can_come_back_after_its_removal(engine: Engine) -> None:
    engine.apply([*WORDING, Operation("v", 4, record("v", title="Fourth wording"))])
    assert ids(engine, "wording") == ["v"]


def test_the_operations_version_counts(engine: Engine) -> None:
    engine.apply([Operation("a", 7, record("a", version=0, title="Radio"))])
    assert list(engine.versions()) == [("a", 7)]


def test_an_impossible_document_fails_alone(engine: Engine) -> None:
    broken = Operation("broken", -1, record("broken", title="Radio"))
    empty = Operation("empty", 1, record("empty").__class__("empty", 1, {}))
    applied = engine.apply([broken, empty, *upserts([record("whole", title="Radio")])])
    assert (applied.done, applied.stale) == (1, 0)
    assert [failure.id for failure in applied.failed] == ["broken", "empty"]
    assert list(engine.versions()) == [("whole", 1)]


def test_hostile_documents_are_kept_as_they_are_or_cleaned(engine: Engine) -> None:
    text = DocumentText("<script>\x00 \ud800 title", "s" * 200_000, "字" * 50_000)
    assert engine.apply(upserts([record("a", texts={"en": text}, organisation="\udfff")])) == Applied(done=1)
    (hit,) = ask(engine, "title").hits
    assert hit.title_html == "&lt;script&gt;\x00 ? <mark>title</mark>"
    assert hit.text.title.encode()


def test_versions_come_ordered_by_id_and_without_removed_records(library: Engine, engine: Engine) -> None:
    assert list(library.versions()) == sorted((document.id, 1) for document in LIBRARY)
    engine.apply(upserts(record(id, version=5, title="x") for id in ("b", "10", "a", "9")))
    engine.apply([removal("a", 6)])
    assert list(engine.versions()) == [("10", 5), ("9", 5), ("b", 5)]


def test_another_process_sees_what_was_applied(engine: Engine, other: Engine) -> None:
    assert other.search(SearchRequest()).count == 0
    engine.apply(upserts([record("late", title="Latecomer")]))
    assert ids(other, "latecomer") == ["late"]
    engine.apply([removal("late", 2)])
    assert ids(other) == []


def test_an_empty_engine_answers(engine: Engine) -> None:
    for sort in Sort:
        assert ask(engine, "nothing here", sort=sort, facets=ALL_FACETS).count == 0
        assert ask(engine, sort=sort, facets=("kind",)) == SearchResult(0, True, (), {"kind": ()})
    assert list(engine.versions()) == []
    assert engine.health().documents == 0


def test_health_counts_living_documents(engine: Engine) -> None:
    engine.apply(upserts(record(id, title="x") for id in "abc"))
    engine.apply([removal("a", 2)])
    health = engine.health()
    assert (health.ok, health.documents) == (True, 2)


def test_an_engine_goes_on_after_it_was_closed(engine: Engine) -> None:
    engine.apply(upserts([record("a", title="Radio")]))
    engine.close()
    engine.close()
    assert ids(engine, "radio") == ["a"]
    engine.apply([removal("a", 2)])
    assert ids(engine, "radio", **STRICT) == []


# Rebuilding


def test_a_rebuild_is_invisible_until_it_is_committed(engine: Engine, other: Engine) -> None:
    engine.apply(upserts([record("old", title="Old")]))
    rebuild = engine.begin_rebuild()
    assert rebuild.apply(upserts([record("new", title="Brand new")])) == Applied(done=1)
    assert rebuild.apply(upserts([record("new", version=2, title="Brand newer")])) == Applied(done=1)
    assert (ids(engine), ids(other), engine.health().documents) == (["old"], ["old"], 1)
    name = rebuild.commit()
    assert (ids(engine), ids(other)) == (["new"], ["new"])
    assert engine.health().generation == name != ""
    assert ask(engine).hits[0].text.title == "Brand newer"


def test_an_aborted_rebuild_leaves_nothing(engine: Engine) -> None:
    engine.apply(upserts([record("old", title="Old")]))
    before = engine.health()
    rebuild = engine.begin_rebuild()
    rebuild.apply(upserts([record("new", title="New")]))
    rebuild.abort()
    assert ids(engine) == ["old"]
    assert engine.health() == before
    assert engine.begin_rebuild().commit() != before.generation


def test_aborting_after_the_commit_changes_nothing(engine: Engine) -> None:
    rebuild = engine.begin_rebuild()
    rebuild.apply(upserts([record("new", title="New")]))
    rebuild.commit()
    rebuild.abort()
    assert ids(engine) == ["new"]


def test_a_rebuild_makes_the_spelling_dictionary(engine: Engine) -> None:
    rebuild = engine.begin_rebuild()
    rebuild.apply(upserts(record(id, title="Telemedicine") for id in "ab"))
    rebuild.commit()
    assert ask(engine, "telemedicin").count == 2
    assert ask(engine, "telemmedicine").did_you_mean == "telemedicine"


def test_a_cursor_does_not_outlive_its_generation(engine: Engine) -> None:
    engine.apply(upserts(record(id, title="Radio") for id in "abc"))
    cursors = {
        (text, sort): ask(engine, text, sort=sort, size=1).next_cursor
        for text in ("", "radio")
        for sort in Sort
    }
    rebuild = engine.begin_rebuild()
    rebuild.apply(upserts(record(id, title="Radio") for id in "abc"))
    rebuild.commit()
    for (text, sort), cursor in cursors.items():
        with pytest.raises(StaleCursor):
            ask(engine, text, sort=sort, cursor=cursor)


def test_a_rebuild_carries_over_what_was_written_meanwhile(engine: Engine) -> None:
    engine.apply(upserts(record(id, title="Before") for id in ("kept", "changed", "withdrawn", "gone")))
    rebuild = engine.begin_rebuild()
    rebuild.apply(upserts(record(id, title="Rebuilt") for id in ("kept", "changed", "withdrawn")))
    engine.apply(
        [*upserts([record("changed", version=2, title="Meanwhile"), record("new", title="Meanwhile")])]
    )
    engine.apply([removal("withdrawn", 2)])
    rebuild.commit()
    titles = {hit.id: hit.text.title for hit in ask(engine).hits}
    assert titles == {"kept": "Rebuilt", "changed": "Meanwhile", "new": "Meanwhile"}
    assert list(engine.versions()) == [("changed", 2), ("kept", 1), ("new", 1)]


def test_a_late_message_does_not_resurrect_after_a_rebuild(engine: Engine) -> None:
    engine.apply([*upserts([record("a", title="Radio")]), removal("a", 3)])
    engine.begin_rebuild().commit()
    assert engine.apply([Operation("a", 2, record("a", title="Radio"))]) == Applied(stale=1)
    assert ids(engine) == []


def test_a_rebuild_overrules_an_old_removal(engine: Engine) -> None:
    """After a database was restored from a backup, the database is right."""
    engine.apply([removal("a", 3)])
    rebuild = engine.begin_rebuild()
    rebuild.apply(upserts([record("a", version=2, title="Radio")]))
    rebuild.commit()
    assert ids(engine, "radio") == ["a"]


# Hostile questions


HOSTILE = (
    "\x00", "\ud800", "a\ud800b", "\ud83d\ude00", "\x1b[31m", "\u202e", "\ufeff", "\u200b" * 500, "\u0301" * 5_000,
    '"', '""', '"' * 1_001, "“", '-"', "-", "--", "- -", "-" * 2_000, "AND", "OR NOT", "NOT (", ")", "((((", "title:x",
    "country:IN", "id:*", "*", "*:*", "?", "[a TO z]", "{!x}", "^5", "a^1e308", "~", "a~9999999999", "\\", "a\\", "%",
    "%00", "'", "' OR 1=1 --", "<script>alert(1)</script>", "</mark>", "${jndi:x}", "{{ 7*7 }}", "/(a+)+$/",
    "(a+)+" * 200 + "$", "(.*a){30}", "a" * 1_000_000, "a " * 500_000, "é" * 100_000, "医" * 100_000, "ا" * 100_000,
    '"' + "word " * 100_000 + '"', "-word " * 50_000, "\n" * 100_000, "👩🏽‍🚀", "🏳️‍🌈" * 1_000, "ﷺ" * 1_000,
    "İıŞş", "ß" * 999, "½ ² ㎏", "٣٤٥", "999999999999999999999999", "-1", "1e309", "NaN", "null", "क्षत्रिय", "ภาษาไทย",
    "zalgo" + "\u0335" * 999, "o'o'o'o'" * 300, "'" * 1_000, "l'" * 1_000, "   \t\r\n\x0b\x0c\u3000 ",
)  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_any_text_is_only_text(library: Engine, text: str) -> None:
    started = time.perf_counter()
    for sort in (Sort.RELEVANCE, Sort.TITLE):
        result = ask(
            library, text, sort=sort, facets=ALL_FACETS, filters=only(country=text[:50_000], kind="project")
        )
        assert result.count_is_exact
    ask(library, text)
    library.suggest(text, "en")
    library.similar(text, "en")
    assert time.perf_counter() - started < 2.0


@pytest.mark.parametrize("language", ["", "\ud800", "x" * 100_000, "EN", "zh-hans", "*"])
def test_any_language_is_only_a_wish(library: Engine, language: str) -> None:
    assert ids(library, "rural girls", language=language) == ["schools"]
    assert [each.id for each in library.suggest("rural", language)] == ["schools"]
    assert library.similar("nothing", language) == ()


def test_thousands_of_filter_values_are_no_trouble(library: Engine) -> None:
    values = [f"v{number}" for number in range(20_000)]
    result = ask(library, filters=only(country=values, organisation=values), facets=("country",))
    assert (result.count, len(result.facets["country"])) == (0, 20_000)
