"""Charts: from counts to bars, from bars to a drawing, and the page that shows them."""

import re

import pytest
from django.utils.translation import override

from cms.core.charts import BarRow, TextLine, bar_drawing
from cms.taxonomy.snapshot import TermText
from search import service
from search.charts import charts
from search.engines.base import EngineUnavailable
from search.labels import Labels
from search.page import Chart, ChartBar
from search.types import FacetCount, SearchRequest, SearchResult
from tests.search.conftest import make_document

PAGE = "/en/stocktaking/charts/"
LABELS = Labels(
    terms={
        "region": {"africa": TermText("Africa", "Africa"), "europe": TermText("Europe", "Europe")},
        "sdg": {
            "3": TermText("Good health and well-being", "Good health"),
            "4": TermText("Quality education", "Education"),
        },
    }
)


HEALTH = SearchRequest(text="health")


def drawn(request: SearchRequest = HEALTH, **counts: tuple[FacetCount, ...]):
    with override("en"):
        return charts(request, SearchResult(count=9, count_is_exact=True, hits=(), facets=counts), LABELS)


def test_values_stand_in_their_order_with_a_link_to_their_projects():
    (chart,) = drawn(sdg=(FacetCount("4", 4), FacetCount("3", 2), FacetCount("17", 0)))

    assert chart == Chart(
        name="sdg",
        label="Goal (SDG)",
        description="The longest bar: SDG 4 Education, 4.",
        bars=(
            ChartBar("Good health", 2, 0.5, "../?q=health&sdg=3", "SDG 3"),
            ChartBar("Education", 4, 1.0, "../?q=health&sdg=4", "SDG 4"),
        ),
        notes=("A project can be in several bars.",),
    )


def test_regions_stand_by_count():
    (chart,) = drawn(region=(FacetCount("europe", 5), FacetCount("africa", 1)))
    assert [bar.label for bar in chart.bars] == ["Europe", "Africa"]


def test_years_run_back_without_gaps_and_a_year_without_projects_leads_nowhere():
    (chart,) = drawn(year=(FacetCount("2019", 3), FacetCount("2021", 1)))

    assert [(bar.label, bar.count, bar.url) for bar in chart.bars] == [
        ("2021", 1, "../?q=health&year_from=2021&year_to=2021"),
        ("2020", 0, ""),
        ("2019", 3, "../?q=health&year_from=2019&year_to=2019"),
    ]


def test_a_year_long_ago_is_not_lost():
    (chart,) = drawn(year=(FacetCount("1900", 1), FacetCount("2021", 1)))
    assert ([bar.label for bar in chart.bars][-1], len(chart.bars)) == ("1900", 61)


def test_what_is_not_chosen_is_pale_and_says_so():
    request = SearchRequest(filters={"sdg": frozenset({"3"})}, year_from=2020)

    year, sdg = drawn(
        request,
        year=(FacetCount("2019", 3), FacetCount("2020", 1)),
        sdg=(FacetCount("3", 2, selected=True), FacetCount("4", 4)),
    )

    assert [(bar.label, bar.outside) for bar in year.bars] == [("2020", False), ("2019", True)]
    assert [(bar.label, bar.outside) for bar in sdg.bars] == [("Good health", False), ("Education", True)]
    assert year.notes == ("The pale bars are outside your selection.",)
    assert sdg.bars[1].url == "../?sdg=4&year_from=2020"


def test_nothing_found_has_no_chart():
    assert drawn(year=(), sdg=(FacetCount("3", 0, selected=True),)) == ()


def test_a_bar_begins_where_the_script_does():
    bars = [("C7", "E-health", 0.5)]
    common = {
        "y": "0.00em",
        "height": "3.10em",
        "lines": (TextLine("   E-health", "1.15em"),),
        "bar_y": "1.65em",
        "bar_width": "40%",
        "bar_height": "0.85em",
        "number_y": "2.42em",
    }

    assert bar_drawing(bars, mirrored=False).rows == (
        BarRow(**common, start="0", bar_x="0%", number_x="40%"),
    )
    assert bar_drawing(bars, mirrored=True).rows == (
        BarRow(**common, start="100%", bar_x="60%", number_x="60%"),
    )


def test_a_long_label_takes_two_lines_and_pushes_the_next_row_down():
    drawing = bar_drawing([("", "word " * 10, 0), ("", "", 1)], mirrored=False)

    assert [(row.y, len(row.lines), row.bar_width) for row in drawing.rows] == [
        ("0.00em", 2, "0%"),
        ("4.45em", 1, "80%"),
    ]
    assert drawing.height == "7.55em"


@pytest.mark.usefixtures("repository")
class TestPage:
    def test_draws_what_the_table_says(self, client, shelf, drain):
        shelf.put(make_document("1", "Rural telemedicine"), make_document("2", "Village radio"))
        drain()

        body = client.get(PAGE, {"q": "telemedicine"}).content.decode()

        assert body.count('<svg class="chart-bars"') == body.count("<table>") == 4
        assert re.findall(r'<desc id="chart-region-words">(.*?)</desc>', body) == [
            "The longest bar: Africa, 1."
        ]
        assert body.count('href="../?q=telemedicine&amp;region=africa"') == 2

    def test_keeps_the_question_on_the_way_back(self, client, shelf, drain):
        shelf.put(make_document("1", "Rural telemedicine"))
        drain()

        body = client.get(PAGE, {"q": "telemedicine", "page": 7, "country": "KE"}).content.decode()

        assert 'href="../?q=telemedicine&amp;country=KE"' in body

    def test_finds_nothing_and_helps(self, client, shelf, drain):
        shelf.put(make_document("1", "Rural telemedicine"))
        drain()

        response = client.get(PAGE, {"country": "FR"})

        assert (response.status_code, response.context["charts"]) == (200, ())
        assert [link.url for link in response.context["search"].help.loosen] == ["?"]

    def test_rests_with_the_engine(self, client, shelf, monkeypatch):
        monkeypatch.setattr(type(service.engine()), "search", unavailable)

        response = client.get(PAGE)

        assert (response.status_code, response["Retry-After"]) == (503, "30")

    def test_answers_304_when_nothing_changed(self, client, shelf):
        tag = client.get(PAGE)["ETag"]
        assert client.get(PAGE, headers={"if-none-match": tag}).status_code == 304


def unavailable(engine, request):
    raise EngineUnavailable("down")
