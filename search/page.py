"""What the HTML search page shows, as values: the template only places them.

Every address is a query string that starts with "?", so the page can stand anywhere; only ResultRow.url and the links
in `browse` and `outlets` are paths, and ChartBar.url leads from the charts to the list. Texts are already in the
reader's language; `*_html` is escaped HTML with <mark>.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Link:
    label: str
    url: str = ""
    """Empty where the words lead nowhere."""
    chip: str = ""
    """The code shown in the monospaced face, "C7" or "SDG 3"; empty when there is none."""
    count: int | None = None


@dataclass(frozen=True, slots=True)
class Badge:
    """How far a translation is."""

    kind: str
    """ "current", "behind" or "machine"."""
    label: str


@dataclass(frozen=True, slots=True)
class Pill:
    """An active filter; its address removes it."""

    name: str
    label: str
    url: str
    chip: str = ""


@dataclass(frozen=True, slots=True)
class FacetChoice:
    """One value of a facet: a checkbox (name=key) and a link that adds or removes it."""

    name: str
    """The query parameter, "country"; differs from the box's name where a box holds two fields."""
    key: str
    label: str
    count: int
    selected: bool
    url: str
    chip: str = ""
    level: int = 0
    """1 for a value under the one before it: an application of C7, a country of a region."""


@dataclass(frozen=True, slots=True)
class FacetBox:
    name: str
    """The field's name, or "place": regions with their countries."""
    label: str
    choices: tuple[FacetChoice, ...]
    """Always shown: the selected ones first, then the most frequent."""
    rest: tuple[FacetChoice, ...] = ()
    """Folded away behind `rest_label`."""
    rest_label: str = ""
    """ "All 18"; the words of `more_url` too."""
    more_url: str = ""
    """Where the rest is too long to be sent with every page: the address of this page with the whole list open."""
    open: bool = False
    """The whole list was asked for: show `rest` unfolded."""
    filterable: bool = False
    """Long enough to deserve a filter field of its own (an enhancement by JavaScript)."""
    active: int = 0
    """How many values are selected."""


@dataclass(frozen=True, slots=True)
class YearBar:
    year: int
    count: int
    height: int
    """0 to 100; 100 is the fullest year, and no year with a record is 0."""
    selected: bool
    """Inside the chosen years (all are when none is chosen)."""
    url: str
    """Narrows to this year."""
    label: str
    """ "2019: 71 projects", for the bar's title and for screen readers."""


@dataclass(frozen=True, slots=True)
class YearHistogram:
    label: str
    bars: tuple[YearBar, ...]
    """One per year without gaps, first to last."""
    first: int
    last: int
    year_from: int | None
    year_to: int | None
    clear_url: str = ""
    """Forgets the chosen years; empty when none is chosen."""


@dataclass(frozen=True, slots=True)
class LanguageTag:
    key: str
    """Lower-case code, shown in capitals: "fr"."""
    label: str
    """The language's name in the reader's language."""


@dataclass(frozen=True, slots=True)
class ResultRow:
    id: str
    url: str
    title_html: str
    snippet_html: str
    lang: str
    """BCP 47 for the lang attribute of title and snippet; empty when unknown."""
    badge: str
    """The language's own name when it is not the reader's, "Français"; else empty."""
    facts: tuple[str, ...]
    """Organisation, countries, year: shown with a middle dot between them, empty ones left out."""
    action_lines: tuple[Link, ...]
    sdgs: tuple[Link, ...]
    prize: str
    """The highest honour, "Winner"; empty when none."""
    languages: tuple[LanguageTag, ...]
    standing: tuple[Badge, ...] = ()
    """What the reader is told of a translation that is not what its original says now."""
    recommended: bool = False
    """It stands here because editors pinned it to the question."""


@dataclass(frozen=True, slots=True)
class SortChoice:
    key: str
    label: str
    url: str
    selected: bool


@dataclass(frozen=True, slots=True)
class Pager:
    label: str
    """ "21–40 of 412"."""
    previous: str = ""
    next: str = ""


@dataclass(frozen=True, slots=True)
class Rescue:
    """How the answer differs from the question as typed."""

    line: str
    """ "No project has “helth”. These have “health”."."""
    link: Link | None = None
    """Another question to ask instead."""


@dataclass(frozen=True, slots=True)
class EmptyHelp:
    """Nothing was found: what was understood, and ways on."""

    understood: tuple[str, ...]
    """The words and filters as they were read, one line each."""
    loosen: tuple[Link, ...]
    """Filters to leave out, each with the number of projects there would be, most first."""
    similar: tuple[Link, ...]
    """The same question in other words."""
    browse: tuple[Link, ...]
    """Ways in without words: the action lines."""


@dataclass(frozen=True, slots=True)
class FeedLink:
    label: str
    url: str
    content_type: str


@dataclass(frozen=True, slots=True)
class Outlets:
    """The same question elsewhere: as files, feeds and charts."""

    exports: tuple[Link, ...]
    feeds: tuple[FeedLink, ...]
    charts: Link


@dataclass(frozen=True, slots=True)
class ChartBar:
    label: str
    count: int
    share: float
    """0 to 1 of the longest bar."""
    url: str = ""
    """Leads to the projects behind the bar; empty where there is none."""
    chip: str = ""
    outside: bool = False
    """Not among the chosen values of this chart's own filter: what another choice would find."""


@dataclass(frozen=True, slots=True)
class Chart:
    name: str
    """The field's name."""
    label: str
    description: str
    """The chart in a sentence, for those who do not see it."""
    bars: tuple[ChartBar, ...]
    notes: tuple[str, ...] = ()
    """What one has to know to read the numbers right."""


@dataclass(frozen=True, slots=True)
class Past:
    """What marks results as those of a day, with the form that asks for another."""

    day: str
    """ "2025-07-01"."""
    last: str
    """The last day that can be asked for: today."""
    line: str
    words: str
    """What is not looked for, if words are; "" without."""
    kept: tuple[tuple[str, str], ...]
    """(name, value) of all else that is asked: hidden inputs."""
    today: Link


@dataclass(frozen=True, slots=True)
class SearchPage:
    query: str
    heading: str
    """ "412 projects"."""
    count: int = 0
    resting: bool = False
    """The engine does not answer: show `heading`, `lead` and `browse`; there are no results, facets or help."""
    lead: str = ""
    """A sentence under the heading; empty in the ordinary case."""
    pills: tuple[Pill, ...] = ()
    clear_url: str = "?"
    """Drops every filter and keeps the words."""
    kept: tuple[tuple[str, str], ...] = ()
    """(name, value) of all that is active beside the words: hidden inputs of the search field's form."""
    years: YearHistogram | None = None
    facets: tuple[FacetBox, ...] = ()
    hits: tuple[ResultRow, ...] = ()
    sorts: tuple[SortChoice, ...] = ()
    outlets: Outlets | None = None
    """None where there is nothing to take along."""
    pager: Pager | None = None
    """None when everything fits on one page."""
    rescue: Rescue | None = None
    past: Past | None = None
    """None for what is public now."""
    other_day_url: str = ""
    """Begins to ask as of a day; empty where that is done already."""
    ignored: tuple[str, ...] = ()
    """One sentence for each parameter that could not be read."""
    help: EmptyHelp | None = None
    """Only when nothing was found."""
    browse: tuple[Link, ...] = ()
    """Only while resting: ways in that need the database alone."""
