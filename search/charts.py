"""Charts of a result set, as values: how many projects by year, region, Action Line and goal.

Counts are those of the facets, so a field's own filter does not narrow its own chart: the chosen values stand beside
what other choices would find.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from cms.core.templatetags.numbers import number
from search import facets, presentation
from search.labels import Labels, facet_label
from search.page import Chart, ChartBar
from search.params import between_years, encode, only
from search.types import SearchRequest, SearchResult

Order = Callable[[Mapping[str, int], Labels], list[str]]
"""Returns the values of a field that have a bar, from top to bottom."""
CHARTED = ("year", "region", "action_line", "sdg")
SEVERAL = frozenset({"region", "action_line", "sdg"})
"""Fields of which a record may have several values."""
LIST = "../"
"""Where the list of results stands, as seen from the charts."""


def charts(request: SearchRequest, result: SearchResult, labels: Labels) -> tuple[Chart, ...]:
    """Return the charts that have a bar: years newest first, regions by count, codes in the order of their list."""
    counting = _Counting(request, result, labels)
    return tuple(chart for name in CHARTED if (chart := counting.chart(name)).bars)


@dataclass(frozen=True, slots=True)
class _Counting:
    request: SearchRequest
    result: SearchResult
    labels: Labels

    def chart(self, name: str) -> Chart:
        counts = {count.key: count.count for count in self.result.facets.get(name, ()) if count.count}
        keys = ORDERS[name](counts, self.labels) if counts else []
        most = max(counts.values(), default=0)
        bars = tuple(self.bar(name, key, counts.get(key, 0), most) for key in keys)
        return Chart(
            name=name,
            label=facet_label(name),
            description=description(bars),
            bars=bars,
            notes=tuple(self.notes(name, bars)),
        )

    def bar(self, name: str, key: str, count: int, most: int) -> ChartBar:
        label = self.labels.of(name, key)
        return ChartBar(
            label=presentation.year(key) if name == "year" else label.short,
            count=count,
            share=count / most,
            url=f"{LIST}?{encode(self.narrowed(name, key))}" if count else "",
            chip=label.chip,
            outside=not self.is_chosen(name, key),
        )

    def narrowed(self, name: str, key: str) -> SearchRequest:
        if name == "year":
            return between_years(self.request, int(key), int(key))
        return only(self.request, name, key)

    def is_chosen(self, name: str, key: str) -> bool:
        if name == "year":
            return facets.is_chosen_year(self.request, int(key))
        return key in self.request.filters.get(name, (key,))

    def notes(self, name: str, bars: tuple[ChartBar, ...]) -> Iterator[str]:
        if any(bar.outside for bar in bars):
            yield _("The pale bars are outside your selection.")
        if name in SEVERAL:
            yield _("A project can be in several bars.")


def description(bars: tuple[ChartBar, ...]) -> str:
    """Name the longest bar; empty without bars."""
    if not bars:
        return ""
    longest = max(bars, key=lambda bar: bar.count)
    words = " ".join(filter(None, (longest.chip, longest.label)))
    return _("The longest bar: %(label)s, %(count)s.") % {"label": words, "count": number(longest.count)}


def _newest_first(counts: Mapping[str, int], labels: Labels) -> list[str]:
    """Every year back to the first, also those without a project; of a longer span only those that have one."""
    last = int(max(counts))
    recent = range(max(int(min(counts)), last - facets.MOST_YEARS + 1), last + 1)
    return sorted({*counts, *(f"{year:04}" for year in recent)}, reverse=True)


def _as_counted(counts: Mapping[str, int], labels: Labels) -> list[str]:
    return list(counts)


def _in_order_of(name: str) -> Order:
    def ordered(counts: Mapping[str, int], labels: Labels) -> list[str]:
        known = [key for key in labels.terms.get(name, ()) if key in counts]
        return known + [key for key in counts if key not in known]

    return ordered


ORDERS: Mapping[str, Order] = {
    "year": _newest_first,
    "region": _as_counted,
    "action_line": _in_order_of("action_line"),
    "sdg": _in_order_of("sdg"),
}
