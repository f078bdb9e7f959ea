"""The boxes beside the results: which facets there are, how many values each shows, and what they link to.

Counts come from the engine: records that pass every other facet's filter and this facet's own left out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms.core.templatetags.numbers import number
from search.labels import Labels, facet_label
from search.page import FacetBox, FacetChoice, YearBar, YearHistogram
from search.params import between_years, encode, toggle
from search.schema import BY_NAME
from search.types import FacetCount, SearchRequest, SearchResult

FILTER_FIELD_FROM = 20
MOST_YEARS = 60


@dataclass(frozen=True, slots=True)
class Box:
    name: str
    shown: int
    """How many values are shown before the whole list is asked for."""


PLACE = Box("place", 3)
"""Regions, with the countries of the chosen ones under them; `shown` counts the countries of a region."""
BOXES = (
    Box("action_line", 6),
    PLACE,
    Box("sdg", 6),
    Box("stakeholder", 6),
    Box("organisation", 5),
    Box("status", 4),
    Box("language", 6),
    Box("prize", 3),
    Box("kind", 2),
)


def boxes(
    request: SearchRequest, result: SearchResult, labels: Labels, expanded: str = ""
) -> tuple[FacetBox, ...]:
    """Return the boxes that have something to choose. `expanded` names the long facet whose whole list is shown."""
    choosing = _Choosing(request, result.facets, labels)
    built = (_place(choosing, expanded) if box is PLACE else _box(choosing, box, expanded) for box in BOXES)
    return tuple(box for box in built if box.choices)


def named_organisations(request: SearchRequest, result: SearchResult, expanded: str = "") -> list[str]:
    """Return the slugs of the organisations whose names the page will show."""
    counts = result.facets.get("organisation", ())
    shown = counts if expanded == "organisation" else counts[: _shown_of("organisation")]
    return [*request.filters.get("organisation", ()), *(count.key for count in shown)]


def _shown_of(name: str) -> int:
    return next(box.shown for box in BOXES if box.name == name)


@dataclass(frozen=True, slots=True)
class _Choosing:
    """What it takes to make choices of counts. Only what is shown is made: organisations are thousands."""

    request: SearchRequest
    counts: Mapping[str, Sequence[FacetCount]]
    labels: Labels

    def ordered(self, name: str) -> list[FacetCount]:
        """Return the values of a facet, the selected ones first, then the most frequent."""
        return sorted(self.counts.get(name, ()), key=lambda count: not self.selects(name, count))

    def selects(self, name: str, count: FacetCount) -> bool:
        return count.key in self.request.filters.get(name, ())

    def choices(self, name: str, counts: Iterable[FacetCount], level: int = 0) -> tuple[FacetChoice, ...]:
        return tuple(self.choice(name, count, level) for count in counts)

    def choice(self, name: str, count: FacetCount, level: int) -> FacetChoice:
        label = self.labels.of(name, count.key)
        return FacetChoice(
            name=name,
            key=count.key,
            label=label.short,
            count=count.count,
            selected=self.selects(name, count),
            url=f"?{encode(toggle(self.request, name, count.key))}",
            chip=label.chip,
            level=level,
        )

    def whole_list(self, name: str) -> str:
        return f"?{'&'.join(part for part in (encode(self.request), f'all={name}') if part)}"


def _box(choosing: _Choosing, box: Box, expanded: str) -> FacetBox:
    """Show the first values and the selected ones; fold the rest away, or link to it where it is long."""
    counts = choosing.ordered(box.name)
    active = sum(choosing.selects(box.name, count) for count in counts)
    split = max(box.shown, active)
    long, open = BY_NAME[box.name].long, expanded == box.name
    return FacetBox(
        name=box.name,
        label=facet_label(box.name),
        choices=choosing.choices(box.name, counts[:split]),
        rest=choosing.choices(box.name, counts[split:]) if open or not long else (),
        rest_label=_("All %(count)s") % {"count": number(len(counts))} if counts[split:] else "",
        more_url=choosing.whole_list(box.name) if long and counts[split:] else "",
        open=open,
        filterable=len(counts) >= FILTER_FIELD_FROM,
        active=active,
    )


def _place(choosing: _Choosing, expanded: str) -> FacetBox:
    """Regions by count, each with its countries where it is chosen or the whole list is asked for."""
    everything = expanded == "country"
    by_region = _countries_by_region(choosing)
    choices: list[FacetChoice] = []
    for region in choosing.choices("region", choosing.ordered("region")):
        countries = by_region.pop(region.key, [])
        shown = _shown_beneath(choosing, region, countries, everything)
        choices += [region, *choosing.choices("country", shown, level=1)]
    for countries in by_region.values():
        choices += choosing.choices("country", _shown_beneath(choosing, None, countries, everything))
    return FacetBox(
        name="place",
        label=facet_label("place"),
        choices=tuple(choices),
        rest_label="" if everything else _("All countries"),
        more_url="" if everything else choosing.whole_list("country"),
        open=everything,
        filterable=everything,
        active=sum(choice.selected for choice in choices),
    )


def _countries_by_region(choosing: _Choosing) -> dict[str, list[FacetCount]]:
    by_region: defaultdict[str, list[FacetCount]] = defaultdict(list)
    for country in choosing.ordered("country"):
        by_region[choosing.labels.region_of(country.key)].append(country)
    return by_region


def _shown_beneath(
    choosing: _Choosing, region: FacetChoice | None, countries: Sequence[FacetCount], everything: bool
) -> Sequence[FacetCount]:
    """Return the countries to show under a region (None: under no region); a chosen one always is."""
    if everything:
        return countries
    first = PLACE.shown if region and region.selected else 0
    return [
        country
        for place, country in enumerate(countries)
        if place < first or choosing.selects("country", country)
    ]


def histogram(request: SearchRequest, result: SearchResult) -> YearHistogram | None:
    """Return a bar for each year from the first to the last that has records; None when no year has."""
    counts = {int(count.key): count.count for count in result.facets.get("year", ()) if count.count}
    if not counts:
        return None
    last = max(counts)
    first = max(min(counts), last - MOST_YEARS + 1)
    most = max(counts[year] for year in counts if year >= first)
    narrowed = request.filters.get("year") or request.year_from or request.year_to
    return YearHistogram(
        label=facet_label("year"),
        bars=tuple(_bar(request, year, counts.get(year, 0), most) for year in range(first, last + 1)),
        first=first,
        last=last,
        year_from=request.year_from,
        year_to=request.year_to,
        clear_url=f"?{encode(between_years(request, None, None))}" if narrowed else "",
    )


def _bar(request: SearchRequest, year: int, count: int, most: int) -> YearBar:
    projects = ngettext("%(count)s project", "%(count)s projects", count) % {"count": number(count)}
    return YearBar(
        year=year,
        count=count,
        height=max(1, round(100 * count / most)) if count else 0,
        selected=is_chosen_year(request, year),
        url=f"?{encode(between_years(request, year, year))}",
        label=_("%(year)s: %(projects)s") % {"year": year, "projects": projects},
    )


def is_chosen_year(request: SearchRequest, year: int) -> bool:
    """Tell whether a year is inside the chosen ones; all are when none is chosen."""
    years = request.filters.get("year", frozenset())
    return (
        (not years or f"{year:04}" in years)
        and (request.year_from is None or year >= request.year_from)
        and (request.year_to is None or year <= request.year_to)
    )
