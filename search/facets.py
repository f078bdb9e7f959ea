"""The boxes beside the results: which facets there are, how many values each shows, and what they link to.

Counts come from the engine: records that pass every other facet's filter and this facet's own left out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms.core.templatetags.numbers import number
from search.labels import Labels, facet_label
from search.page import FacetBox, FacetChoice, YearBar, YearHistogram
from search.params import between_years, encode, toggle
from search.schema import BY_NAME
from search.types import FacetCount, SearchRequest, SearchResult

LONGEST_LIST = 1000
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
    shown = LONGEST_LIST if expanded == "organisation" else _shown_of("organisation")
    return [*request.filters.get("organisation", ()), *(count.key for count in counts[:shown])]


def _shown_of(name: str) -> int:
    return next(box.shown for box in BOXES if box.name == name)


@dataclass(frozen=True, slots=True)
class _Choosing:
    """What it takes to make choices of counts."""

    request: SearchRequest
    counts: Mapping[str, Sequence[FacetCount]]
    labels: Labels

    def choices(self, name: str, level: int = 0) -> list[FacetChoice]:
        """Return every value of a facet, the selected ones first, then the most frequent."""
        made = [self.choice(name, count, level) for count in self.counts.get(name, ())[:LONGEST_LIST]]
        return sorted(made, key=lambda choice: not choice.selected)

    def choice(self, name: str, count: FacetCount, level: int) -> FacetChoice:
        label = self.labels.of(name, count.key)
        return FacetChoice(
            name=name,
            key=count.key,
            label=label.short,
            count=count.count,
            selected=count.key in self.request.filters.get(name, ()),
            url=f"?{encode(toggle(self.request, name, count.key))}",
            chip=label.chip,
            level=level,
        )

    def whole_list(self, name: str) -> str:
        return f"?{'&'.join(part for part in (encode(self.request), f'all={name}') if part)}"


def _box(choosing: _Choosing, box: Box, expanded: str) -> FacetBox:
    choices = choosing.choices(box.name)
    return _folded(choosing, box, choices, expanded, long=BY_NAME[box.name].long)


def _folded(
    choosing: _Choosing, box: Box, choices: Sequence[FacetChoice], expanded: str, *, long: bool
) -> FacetBox:
    """Show the first choices and the selected ones; fold the rest away, or link to it where it is long."""
    active = sum(choice.selected for choice in choices)
    split = max(box.shown, active)
    rest = tuple(choices[split:])
    return FacetBox(
        name=box.name,
        label=facet_label(box.name),
        choices=tuple(choices[:split]),
        rest=rest if not long or expanded == box.name else (),
        rest_label=_("All %(count)s") % {"count": number(len(choices))} if rest else "",
        more_url=choosing.whole_list(box.name) if rest and long else "",
        open=expanded == box.name,
        filterable=len(choices) >= FILTER_FIELD_FROM,
        active=active,
    )


def _place(choosing: _Choosing, expanded: str) -> FacetBox:
    """Regions by count, each with its countries where it is chosen or the whole list is asked for."""
    countries = choosing.choices("country", level=1)
    by_region: defaultdict[str, list[FacetChoice]] = defaultdict(list)
    for country in countries:
        by_region[choosing.labels.region_of(country.key)].append(country)
    everything = expanded == "country"
    choices: list[FacetChoice] = []
    for region in choosing.choices("region"):
        beneath = by_region.pop(region.key, [])
        choices += [region, *_beneath(region, beneath, everything)]
    for homeless in by_region.values():
        choices += [replace(country, level=0) for country in homeless if everything or country.selected]
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


def _beneath(
    region: FacetChoice, countries: Sequence[FacetChoice], everything: bool
) -> Iterable[FacetChoice]:
    if everything:
        return countries
    shown = PLACE.shown if region.selected else 0
    return [country for place, country in enumerate(countries) if country.selected or place < shown]


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
        selected=_is_chosen(request, year),
        url=f"?{encode(between_years(request, year, year))}",
        label=_("%(year)s: %(projects)s") % {"year": year, "projects": projects},
    )


def _is_chosen(request: SearchRequest, year: int) -> bool:
    years = request.filters.get("year", frozenset())
    return (
        (not years or f"{year:04}" in years)
        and (request.year_from is None or year >= request.year_from)
        and (request.year_to is None or year <= request.year_to)
    )
