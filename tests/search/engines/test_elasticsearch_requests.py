"""What is sent to Elasticsearch and what is read from its answers, without a server."""

from __future__ import annotations

from typing import Any

import pytest

from search import cursors
from search.cursors import Cursor
from search.engines import documents
from search.engines.answering import Asked
from search.engines.elasticsearch import queries, requests, responses, spelling, suggesting
from search.questions import parse
from search.types import (
    Equivalent,
    Expansion,
    FacetCount,
    SearchRequest,
    Sort,
)
from tests.search.engines.contract.asking import only
from tests.search.engines.corpus import record

ALIVE = {"term": {"alive": {"value": True}}}


def asked(text: str = "", **values: Any) -> Asked:
    request = SearchRequest(text, **values)
    return Asked(request, parse(text, request.expansions))


def page(text: str = "", cursor: Cursor | None = None, **values: Any) -> dict[str, Any]:
    question = asked(text, **values)
    return requests.page(question, question.question, cursor)


def term(token: str, boost: float = 1.0) -> dict[str, Any]:
    return {"term": {"text": {"value": token, "boost": boost}}}


def words(text: str, **values: Any) -> Any:
    """Return the part of the scored query that finds the words."""
    return queries.words(parse(text, **values), "fr").to_dict()["bool"]["must"]


# Words


def test_all_words_are_required() -> None:
    assert words("rural girl") == [{"bool": {"must": [term("rural"), term("girl")]}}]


def test_the_readings_of_a_word_are_alternatives_of_which_the_best_counts() -> None:
    assert words("schools") == [
        {
            "bool": {
                "must": [
                    {"dis_max": {"queries": [term("school"), term("schools")]}},
                ]
            }
        }
    ]


def test_a_phrase_keeps_its_order() -> None:
    assert words('"rural girl"') == [
        {"bool": {"must": [{"match_phrase": {"text": {"query": "rural girl", "boost": 1.0}}}]}}
    ]


def test_a_minus_excludes_and_scores_nothing() -> None:
    query = queries.words(parse("radio -girl"), "en").to_dict()["bool"]
    assert query["must_not"] == [term("girl")]


def test_the_readers_language_adds_a_half() -> None:
    query = queries.words(parse("radio"), "fr").to_dict()["bool"]
    assert query["should"] == [
        {"constant_score": {"filter": {"term": {"languages": {"value": "fr"}}}, "boost": 0.5}}
    ]


def test_equivalents_stand_for_the_word_with_their_weight() -> None:
    expansion = Expansion(0, 4, (Equivalent("rural", "fr", 0.5), Equivalent("rural girl", "fr", 0.25)))
    (query,) = words("girl", expansions=(expansion,))
    assert query == {
        "bool": {
            "must": [
                {
                    "dis_max": {
                        "queries": [
                            term("girl"),
                            term("rural", 0.5),
                            {"match_phrase": {"text": {"query": "rural girl", "boost": 0.25}}},
                        ]
                    }
                }
            ]
        }
    }


def test_any_of_the_words_is_enough_when_nothing_has_all() -> None:
    query = queries.words(parse("rural girl"), "en", any_of=True).to_dict()["bool"]["must"]
    assert query == [{"bool": {"should": [term("rural"), term("girl")], "minimum_should_match": 1}}]


def test_a_word_without_any_token_finds_nothing() -> None:
    assert words("\u0301") == [{"bool": {"must": [{"match_none": {}}]}}]


def test_pinned_records_come_first_in_their_order() -> None:
    query = queries.pinned_first(queries.EVERYTHING, ["b", "\ud800", "a"]).to_dict()["bool"]
    lifted = [
        (each["constant_score"]["filter"], each["constant_score"]["boost"]) for each in query["should"][1:]
    ]
    assert lifted == [
        ({"term": {"id": {"value": "b"}}}, 40_000.0),
        ({"term": {"id": {"value": "a"}}}, 20_000.0),
    ]
    assert query["minimum_should_match"] == 1


# Pages


def test_relevance_multiplies_by_weight_and_prefers_the_newest_among_equals() -> None:
    body = page("radio", size=5, offset=10)
    assert (body["from"], body["size"], body["sort"], body["track_total_hits"]) == (
        10, 5, ["_score", "newest"], True,
    )  # fmt: skip
    score = body["query"]["function_score"]
    assert score["functions"] == [{"field_value_factor": {"field": "weight", "missing": 1}}]
    assert (score["boost_mode"], score["query"]["bool"]["filter"]) == ("multiply", [ALIVE])


@pytest.mark.parametrize(
    ("sort", "field"),
    [
        (Sort.NEWEST, "newest"),
        (Sort.OLDEST, "oldest"),
        (Sort.PUBLISHED, "published"),
        (Sort.TITLE, "title_order.fr"),
    ],
)
def test_an_order_asks_for_one_more_and_for_no_scores(sort: Sort, field: str) -> None:
    body = page("radio", size=5, sort=sort, language="fr")
    assert (body["size"], body["sort"]) == (6, [field])
    assert list(body["query"]["bool"]) == ["filter"]


def test_a_cursor_goes_on_after_its_key() -> None:
    newest = page(cursor=Cursor("g", Sort.NEWEST, "17"), sort=Sort.NEWEST)
    title = page(cursor=Cursor("g", Sort.TITLE, "a\x00b"), sort=Sort.TITLE)
    relevance = page("x", cursor=Cursor("g", Sort.RELEVANCE, "40"))
    assert (newest["search_after"], title["search_after"], relevance["from"]) == ([17], ["a\x00b"], 40)
    assert ("from" in newest, "from" in title) == (False, False)


def test_paging_by_relevance_has_an_end() -> None:
    body = page("x", cursor=Cursor("g", Sort.RELEVANCE, str(2**63)), size=20)
    assert body["from"] + body["size"] == requests.DEEPEST


def test_signs_alone_ask_for_nothing() -> None:
    assert page("?!", sort=Sort.NEWEST)["query"] == {"bool": {"filter": [{"match_none": {}}, ALIVE]}}


def test_filters_are_conditions_of_alternatives() -> None:
    body = page(filters=only(sdg=("4", "1"), country="IN"), year_from=2020, year_to=10**30)
    assert body["query"]["bool"]["filter"][1:] == [
        ALIVE,
        {"terms": {"facets.country": ["IN"]}},
        {"terms": {"facets.sdg": ["1", "4"]}},
        {"range": {"years": {"gte": 2020, "lte": 9999}}},
    ]


def test_years_that_end_before_they_begin_find_nothing() -> None:
    body = page(year_from=2021, year_to=2020)
    assert body["query"]["bool"]["filter"][-1] == {"match_none": {}}


# Counts


def test_facets_without_filters_are_counted_where_the_hits_are() -> None:
    assert page(facets=("sdg", "nothing", "year"))["aggs"] == {
        "values_sdg": {"terms": {"field": "facets.sdg", "size": 1000}},
        "values_year": {"terms": {"field": "facets.year", "size": 1000}},
    }


def test_a_filtered_facet_leaves_out_its_own_filter_and_counts_what_is_chosen() -> None:
    counted = page(filters=only(sdg="4", country="IN"), facets=("sdg", "kind"))["aggs"]
    assert counted == {
        "sdg": {
            "global": {},
            "aggs": {
                "within": {
                    "filter": {
                        "bool": {"filter": [{"match_all": {}}, ALIVE, {"terms": {"facets.country": ["IN"]}}]}
                    },
                    "aggs": {
                        "values_sdg": {"terms": {"field": "facets.sdg", "size": 1000}},
                        "chosen_sdg": {"terms": {"field": "facets.sdg", "include": ["4"], "size": 1}},
                    },
                }
            },
        },
        "values_kind": {"terms": {"field": "facets.kind", "size": 1000}},
    }


def buckets(**counts: int) -> dict[str, Any]:
    return {"buckets": [{"key": key, "doc_count": count} for key, count in counts.items()]}


def test_counts_are_read_from_where_they_were_asked_for() -> None:
    question = asked(filters=only(country=("IN", "ZZ")), facets=("kind", "country"))
    answer = {
        "hits": {"total": {"value": 3}, "hits": []},
        "aggregations": {
            "country": {"within": {"values_country": buckets(KE=5), "chosen_country": buckets(IN=1)}},
            "values_kind": buckets(project=3),
        },
    }
    result = responses.result(question, 0, answer)
    assert result.facets == {
        "kind": (FacetCount("project", 3),),
        "country": (FacetCount("KE", 5), FacetCount("IN", 1, True), FacetCount("ZZ", 0, True)),
    }
    assert list(result.facets) == ["kind", "country"]


# Answers


def found(*sorts: Any, total: int) -> dict[str, Any]:
    source = {"record": documents.pack(record("x", title="Radio"))}
    hits = [{"_index": "wsis-3", "_id": "x", "_source": source, "sort": [sort]} for sort in sorts]
    return {"hits": {"total": {"value": total}, "hits": hits}}


def test_a_page_by_relevance_ends_at_a_number_of_records() -> None:
    result = responses.result(asked("radio", size=2), 4, found(7.5, 3.0, total=9))
    assert [hit.score for hit in result.hits] == [7.5, 3.0]
    assert cursors.decode(result.next_cursor, "wsis-3", Sort.RELEVANCE).number() == 6


def test_the_last_page_by_relevance_has_no_cursor() -> None:
    assert responses.result(asked("radio", size=2), 7, found(7.5, 3.0, total=9)).next_cursor == ""


def test_a_page_in_an_order_ends_at_its_last_key() -> None:
    result = responses.result(asked(size=2, sort=Sort.NEWEST), 0, found(11, 12, 13, total=3))
    assert [hit.score for hit in result.hits] == [None, None]
    assert cursors.decode(result.next_cursor, "wsis-3", Sort.NEWEST).number() == 12
    assert responses.result(asked(size=3, sort=Sort.NEWEST), 0, found(1, 2, 3, total=3)).next_cursor == ""


# Suggestions, neighbours, spelling


def test_suggestions_have_all_words_and_prefer_the_readers_titles() -> None:
    query = suggesting.titles_with(["digital", "sch"], "fr", 8)["query"]["function_score"]["query"]["bool"]
    (wanted,) = query["must"]
    assert wanted["bool"]["must"] == [
        {
            "bool": {
                "must": [
                    {"term": {"titles": {"value": "digital"}}},
                    {"prefix": {"titles": {"value": "sch"}}},
                ]
            }
        }
    ]
    (own,) = wanted["bool"]["should"]
    assert own["constant_score"]["boost"] == 100.0
    assert own["constant_score"]["filter"]["bool"]["must"][1] == {"prefix": {"titles": {"value": "fr:sch"}}}


def test_neighbours_share_rare_words_and_are_others() -> None:
    query: dict[str, Any] = suggesting.neighbours("7", "satellit island", 500, 6)["query"]["bool"]
    (like,) = query["must"]
    assert like["more_like_this"]["like"] == ["satellit island"]
    assert (like["more_like_this"]["min_doc_freq"], like["more_like_this"]["max_doc_freq"]) == (2, 50)
    assert query["must_not"] == [{"term": {"id": {"value": "7"}}}]


def test_the_nearest_words_are_asked_for_by_distance() -> None:
    suggest = spelling.nearest_words(["Scol", "Telemedecin"])["suggest"]
    assert {name: (each["text"], each["term"]["max_edits"]) for name, each in suggest.items()} == {
        "0.1": ("scol", 1),
        "1.1": ("telemedecin", 1),
        "1.2": ("telemedecin", 2),
    }


def options(*words: tuple[str, int]) -> list[dict[str, Any]]:
    return [{"options": [{"text": text, "freq": frequency} for text, frequency in words]}]


def test_the_nearest_word_wins_then_the_first_letter_then_frequency() -> None:
    suggest = {
        "0.1": options(("chools", 90), ("scools", 3), ("school", 5)),
        "0.2": options(("scholar", 999)),
        "1.1": options(),
        "1.2": options(("telemedicine", 7)),
        "2.1": options(("4ever", 3)),
        "2.2": options(),
    }
    read = spelling.read_nearest(["sschool", "telmedicin", "unicorns"], {"suggest": suggest})
    assert read == {"sschool": "school", "telmedicin": "telemedicine"}
