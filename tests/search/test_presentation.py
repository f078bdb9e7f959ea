"""From an answer to the page that shows it, without a database or an engine."""

import datetime as dt
from dataclasses import replace

import pytest
from django.utils.translation import override

from cms.taxonomy.snapshot import TermText
from search import facets, presentation
from search.labels import Labels
from search.page import EmptyHelp, LanguageTag, Link, Pager, Pill, Rescue, ResultRow
from search.params import Ignored
from search.service import Loosening
from search.types import DocumentText, FacetCount, Hit, SearchRequest, SearchResult

LABELS = Labels(
    terms={
        "action_line": {
            "c2": TermText("Information and communication infrastructure", "Infrastructure"),
            "c7": TermText("ICT applications", "ICT applications"),
            "c7-e-health": TermText("ICT applications: e-health", "E-health"),
        },
        "sdg": {"3": TermText("Good health and well-being", "Good health")},
        "country": {"KE": TermText("Kenya", "Kenya"), "RW": TermText("Rwanda", "Rwanda")},
        "region": {
            "africa": TermText("Africa", "Africa"),
            "asia-pacific": TermText("Asia and the Pacific", "Asia-Pacific"),
        },
    },
    organisations={"moh": "Ministry of Health"},
    region_of={"KE": "africa", "RW": "africa", "JP": "asia-pacific"}.get,
)
HIT = Hit(
    id="148",
    language="fr",
    text=DocumentText("Télémédecine", url="/fr/stocktaking/2019/tele/", language="fr"),
    title_html="<mark>Télémédecine</mark>",
    snippet_html="Un <mark>réseau</mark>",
    languages=("fr", "en"),
    facets={
        "action_line": ("c7", "c7-e-health", "c2"),
        "sdg": ("3",),
        "country": ("KE", "RW", "JP", "FR"),
        "year": ("2019",),
        "prize": ("nominee", "champion", "winner"),
    },
    organisation="Ministry of Health",
    date=dt.date(2019, 5, 1),
)


@pytest.fixture(autouse=True)
def _english():
    with override("en"):
        yield


def asked(**filters: str) -> SearchRequest:
    return SearchRequest(
        text="health", filters={name: frozenset(keys.split()) for name, keys in filters.items()}
    )


def answered(count: int = 1, **values) -> SearchResult:
    return SearchResult(**{"count": count, "count_is_exact": True, "hits": (HIT,) * min(count, 20)} | values)


def counts(**by_key: int) -> tuple[FacetCount, ...]:
    return tuple(FacetCount(key.replace("_", "-"), count) for key, count in by_key.items())


def test_a_result_in_another_language_says_so_and_shows_its_facts():
    assert presentation.row(HIT, "en", LABELS) == ResultRow(
        id="148",
        url="/fr/stocktaking/2019/tele/",
        title_html="<mark>Télémédecine</mark>",
        snippet_html="Un <mark>réseau</mark>",
        lang="fr",
        badge="Français",
        facts=("Ministry of Health", "Kenya, Rwanda, JP and 1 more", "2019"),
        action_lines=(
            Link("E-health", "?action_line=c7-e-health", "C7"),
            Link("Infrastructure", "?action_line=c2", "C2"),
        ),
        sdgs=(Link("Good health", "?sdg=3", "SDG 3"),),
        prize="Winner",
        languages=(LanguageTag("fr", "French"), LanguageTag("en", "English")),
    )


def test_a_result_in_the_readers_language_has_no_badge_and_one_without_a_date_says_undated():
    bare = replace(HIT, facets={}, organisation="", date=None)

    shown = presentation.row(bare, "fr", LABELS)

    assert (shown.badge, shown.facts, shown.prize) == ("", ("undated",), "")


def test_a_text_in_an_unknown_language_carries_no_lang_attribute():
    unknown = replace(HIT, language="und", text=replace(HIT.text, language=""))

    shown = presentation.row(unknown, "en", LABELS)

    assert (shown.lang, shown.badge) == ("", "Another language")


@pytest.mark.parametrize(
    ("count", "exact", "filters", "heading"),
    [
        (0, True, {}, "0 projects"),
        (1, True, {}, "1 project"),
        (14000, True, {}, "14,000 projects"),
        (10000, False, {}, "More than 10,000 projects"),
        (71, True, {"kind": "entry"}, "71 prize entries"),
    ],
)
def test_the_heading_counts(count, exact, filters, heading):
    assert presentation.heading(asked(**filters), answered(count, count_is_exact=exact)) == heading


def test_every_active_filter_is_a_pill_that_removes_it():
    request = replace(asked(action_line="c7-e-health", region="africa"), year_from=2016, year_to=2023)

    assert presentation.pills(request, LABELS) == (
        Pill("action_line", "E-health", "?q=health&region=africa&year_from=2016&year_to=2023", "C7"),
        Pill("region", "Africa", "?q=health&action_line=c7-e-health&year_from=2016&year_to=2023"),
        Pill("year", "2016–2023", "?q=health&action_line=c7-e-health&region=africa"),
    )


@pytest.mark.parametrize(
    ("first", "last", "span"),
    [(None, None, ""), (2019, None, "from 2019"), (None, 2019, "until 2019"), (2019, 2019, "2019")],
)
def test_a_span_of_years_reads(first, last, span):
    assert presentation.years_span(SearchRequest(year_from=first, year_to=last)) == span


def test_a_facet_keeps_the_selected_on_top_and_folds_the_rest_away():
    result = answered(facets={"sdg": tuple(FacetCount(str(key), 20 - key) for key in range(1, 18))})

    (box,) = facets.boxes(asked(sdg="17"), result, LABELS)

    assert [choice.key for choice in box.choices] == ["17", "1", "2", "3", "4", "5"]
    assert [choice.key for choice in box.rest] == [str(key) for key in range(6, 17)]
    assert (box.rest_label, box.active, box.more_url) == ("All 17", 1, "")
    assert box.choices[0].url == "?q=health"
    assert box.choices[1].url == "?q=health&sdg=1&sdg=17"
    assert (box.choices[3].label, box.choices[3].chip) == ("Good health", "SDG 3")


def test_a_long_facet_is_a_link_until_its_whole_list_is_asked_for():
    result = answered(facets={"organisation": tuple(FacetCount(f"org-{key}", 9) for key in range(50))})

    (closed,) = facets.boxes(asked(), result, LABELS)
    (opened,) = facets.boxes(asked(), result, LABELS, expanded="organisation")

    assert (len(closed.choices), closed.rest, closed.more_url) == (5, (), "?q=health&all=organisation")
    assert (len(opened.rest), opened.open, opened.filterable) == (45, True, True)


def test_a_chosen_value_stays_in_view_behind_a_thousand_that_are_more_frequent():
    many = tuple(FacetCount(f"o{number}", 2) for number in range(1000))
    result = answered(facets={"organisation": (*many, FacetCount("moh", 1, selected=True))})

    (box,) = facets.boxes(asked(organisation="moh"), result, LABELS)

    assert (box.choices[0].label, box.choices[0].selected, box.active) == ("Ministry of Health", True, 1)


def test_countries_stand_under_the_chosen_region():
    result = answered(
        facets={
            "region": counts(africa=9, asia_pacific=5),
            "country": counts(JP=5, KE=4, RW=3),
        }
    )

    def shown(request: SearchRequest, expanded: str = "") -> list[tuple[str, int]]:
        (box,) = facets.boxes(request, result, LABELS, expanded)
        return [(choice.key, choice.level) for choice in box.choices]

    regions = [("africa", 0), ("asia-pacific", 0)]
    assert shown(asked()) == regions
    assert shown(asked(region="africa")) == [("africa", 0), ("KE", 1), ("RW", 1), ("asia-pacific", 0)]
    assert shown(asked(country="RW")) == [("africa", 0), ("RW", 1), ("asia-pacific", 0)]
    assert shown(asked(), "country") == [
        ("africa", 0), ("KE", 1), ("RW", 1), ("asia-pacific", 0), ("JP", 1),
    ]  # fmt: skip


def test_the_histogram_has_no_gaps_and_marks_the_chosen_years():
    result = answered(
        facets={"year": (FacetCount("2016", 100), FacetCount("2019", 1), FacetCount("0001", 0))}
    )

    shown = facets.histogram(replace(asked(), year_from=2017), result)

    assert [(bar.year, bar.height, bar.selected) for bar in shown.bars] == [
        (2016, 100, False),
        (2017, 0, True),
        (2018, 0, True),
        (2019, 1, True),
    ]
    assert shown.bars[0].label == "2016: 100 projects"
    assert shown.bars[0].url == "?q=health&year_from=2016&year_to=2016"
    assert (shown.first, shown.last, shown.clear_url) == (2016, 2019, "?q=health")


def test_years_of_long_ago_do_not_stretch_the_histogram():
    result = answered(facets={"year": (FacetCount("0001", 1), FacetCount("2026", 1))})

    assert len(facets.histogram(asked(), result).bars) == 60


def test_the_pager_says_where_in_the_list_this_is():
    request = replace(asked(), offset=20)

    assert presentation.pager(request, answered(412)) == Pager(
        "21–40 of 412", "?q=health", "?q=health&page=3"
    )
    assert presentation.pager(asked(), answered(5)) is None


@pytest.mark.parametrize(
    ("result", "rescue"),
    [
        (answered(), None),
        (
            answered(did_you_mean="wealth"),
            Rescue("Did you mean:", Link("wealth", "?q=wealth")),
        ),
        (
            answered(did_you_mean="healthy", corrected=True),
            Rescue("No project has “health”. These have “healthy”."),
        ),
        (answered(relaxed=True), Rescue("No project has all of these words. These have some of them.")),
        (
            answered(did_you_mean="healthy", corrected=True, relaxed=True),
            Rescue("No project has “health”, nor all words of “healthy”. These have some of them."),
        ),
        (answered(0, did_you_mean="wealth"), None),
    ],
)
def test_a_rescued_answer_says_so(result, rescue):
    assert presentation.rescue(asked(), result) == rescue


@pytest.mark.parametrize("text", ['"rural helth', '"rural helth"', "«rural helth»", 'rural "helth"'])
def test_a_rescue_says_the_words_without_their_quotation_marks(text):
    result = answered(did_you_mean='"rural health"', corrected=True)

    rescue = presentation.rescue(SearchRequest(text=text), result)

    assert rescue == Rescue("No project has “rural helth”. These have “rural health”.")


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        (
            "radio country:ZZ",
            ("“country:ZZ” was looked for as words: “ZZ” is none of the values of “Country”.",),
        ),
        ('https://example.org note:ZZ country: "country:ZZ"', ()),
    ],
)
def test_a_filter_in_the_words_whose_value_is_unknown_is_named(text, lines):
    page = presentation.search_page(SearchRequest(text=text), answered(), LABELS)

    assert page.ignored == lines


def test_nothing_found_is_a_page_that_helps():
    request = asked(sdg="3", country="KE")
    loosened = (Loosening(asked(sdg="3"), "country", 12),)

    page = presentation.search_page(request, answered(0, did_you_mean="wealth"), LABELS, loosened=loosened)

    assert page.help == EmptyHelp(
        understood=("Words: health", "Country: Kenya", "Goal (SDG): Good health"),
        loosen=(Link("Without “Country”", "?q=health&sdg=3", count=12),),
        similar=(Link("wealth", "?q=wealth&country=KE&sdg=3"),),
        browse=(
            Link("Infrastructure", "?action_line=c2", "C2"),
            Link("ICT applications", "?action_line=c7", "C7"),
            Link("E-health", "?action_line=c7-e-health", "C7"),
        ),
    )


def test_what_was_left_out_is_said():
    ignored = (Ignored("year", "abc", "a year has four digits"),)

    page = presentation.search_page(asked(), answered(), LABELS, ignored=ignored)

    assert page.ignored == ("“year=abc” was left out: a year has four digits.",)
