"""What the API makes of an answer."""

from search.api.presentation import project_list
from search.labels import Labels
from search.types import FacetCount, SearchRequest, SearchResult


def test_a_chosen_value_is_told_behind_a_thousand_that_are_more_frequent():
    many = tuple(FacetCount(f"o{number}", 2) for number in range(1000))
    chosen = FacetCount("moh", 1, selected=True)
    result = SearchResult(count=1, count_is_exact=True, hits=(), facets={"organisation": (*many, chosen)})
    request = SearchRequest(filters={"organisation": frozenset({"moh"})})

    told = project_list(request, result, Labels(organisations={"moh": "Ministry of Health"}), str, "en")

    last = told["facets"]["organisation"][-1]
    assert (last["key"], last["label"], last["selected"]) == ("moh", "Ministry of Health", True)
