"""What happened, before anybody puts it into words: the facts of one demo project.

A story knows no language but that of its original. Every language tells it from the same numbers,
so a translation says what the original says.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from typing import Any

from cms.demo.draws import Draws
from cms.demo.phrases import themes
from cms.demo.places import WEALTHY, Country, areas, countries, neighbours, weighted_countries
from cms.demo.themes import ENTITY_TYPES, THEMES, Theme

TODAY = dt.date(2026, 9, 30)
"""The day on which the records are as they are: fixed, so that they never change."""

LANGUAGES = ("en", "fr", "es", "ar", "ru", "zh")
LANGUAGE_SHARES = (55, 69, 81, 89, 95, 100)
FIRST_YEAR = 2004
YEAR_WEIGHTS = tuple(
    accumulate([2, 3, 3, 3, 4, 4, 5, 5, 6, 7, 8, 9, 11, 12, 12, 12, 11, 12, 12, 12, 13, 13, 8])
)
YEARS = tuple(range(FIRST_YEAR, FIRST_YEAR + len(YEAR_WEIGHTS)))
ALL_THEMES = tuple(THEMES.values())
THEME_WEIGHTS = tuple(accumulate([7, 8, 9, 10, 6, 5, 11, 6, 11, 8, 4, 6, 6, 4, 5, 4, 2, 5]))

SPARSE = 0.03
"""Share of records with neither dates nor organisation and few words."""

SECTION_SIZES = {
    "summary_who": (1, 1), "summary_scale": (1, 1), "description": (3, 4), "goals": (2, 2), "results": (1, 2),
    "challenges": (1, 2), "partnerships": (1, 1), "replicability": (1, 2), "added_value": (1, 2),
    "sustainability": (1, 2),
}  # fmt: skip
POOLS = {
    "summary_who": 8, "summary_scale": 8, "summary_scale_planned": 5, "description": 12, "goals": 10, "results": 10,
    "results_planned": 5, "challenges": 10, "partnerships": 9, "replicability": 9, "added_value": 9,
    "sustainability": 9,
}  # fmt: skip
"""How many sentences the phrase files have for each section."""

DONE = {"description": (0, 6), "summary_who": (2, 4, 5, 7), "replicability": (2, 5), "sustainability": (0, 7)}
"""Sentences that tell of something done, which a project that has not begun cannot use."""
STEADY_POWER = frozenset({"europe", "cis"})


@dataclass(frozen=True, slots=True)
class Story:
    number: int
    language: str
    theme: Theme
    subject: int
    country: Country
    others: tuple[Country, ...]
    """Further countries; empty for a national or local project."""
    coverage: str
    city: dict[str, str]
    area: int
    group: int
    site: int
    brand: int
    entity: str
    organisation: int
    """Which of the organisations of that kind in the country."""
    partners: tuple[int, ...]
    status: str
    start: dt.date
    end: dt.date | None
    submitted: dt.date
    figures: dict[str, int]
    title: int
    subtitle: int | None
    sentences: dict[str, tuple[int, ...]]
    need: tuple[int, ...]
    outcome: tuple[int, ...]
    """Number of the theme's sentence on why, and on what came of it; empty where none fits."""
    listed: bool
    """The description is a list rather than a paragraph."""
    sparse: bool

    @property
    def source_id(self) -> str:
        return f"demo-{self.number:06d}"


def story(number: int, seed: int) -> Story:
    """The story of record number; depends on nothing but the two numbers."""
    draws = Draws("story", seed, number)
    language = draws.weighted(LANGUAGES, LANGUAGE_SHARES)
    theme = draws.weighted(ALL_THEMES, THEME_WEIGHTS)
    subject = draws.below(8)
    country = draws.weighted(*weighted_countries(language))
    entity = draws.weighted(ENTITY_TYPES, tuple(accumulate(theme.entities)))
    coverage = _coverage(draws, theme, entity)
    sparse = draws.chance(SPARSE)
    status, start, end, submitted = _dates(draws)
    planned, span = status == "planned", end is not None and end.year > start.year
    return Story(
        number=number,
        language=language,
        theme=theme,
        subject=subject,
        country=country,
        coverage=coverage,
        entity=entity,
        sparse=sparse,
        status=status,
        start=start,
        end=end,
        submitted=submitted,
        **_setting(draws, theme, subject, country, coverage, entity),
        figures=_figures(draws, coverage),
        title=_title(draws, planned, coverage, span, names_users(theme.code, subject)),
        subtitle=_subtitle(draws, planned, span),
        sentences=_sentences(draws, planned, country),
        need=tuple(draws.some(theme.needs_of(subject), 1)),
        outcome=tuple(draws.some(theme.outcomes_of(subject), 1)),
        listed=draws.chance(0.25),
    )


def _setting(
    draws: Draws, theme: Theme, subject: int, country: Country, coverage: str, entity: str
) -> dict[str, Any]:
    """Where it happens, for whom and with whom."""
    return {
        "others": _others(draws, country, coverage),
        "city": draws.one(country.cities),
        "area": _area(draws, theme, country, coverage),
        "group": draws.one(_groups(theme, subject, country)),
        "site": draws.one(theme.site_kinds()),
        "brand": draws.below(60),
        "organisation": draws.below(_organisations(country, entity)),
        "partners": _partners(draws, theme),
    }


def _coverage(draws: Draws, theme: Theme, entity: str) -> str:
    if theme.code == "c11" or entity == "international-organization":
        return draws.one(("regional", "regional", "international"))
    return draws.weighted(("local", "national", "regional", "international"), (34, 90, 97, 100))


def _others(draws: Draws, country: Country, coverage: str) -> tuple[Country, ...]:
    if coverage == "regional":
        return tuple(draws.some(neighbours(country.code), draws.between(1, 2)))
    if coverage == "international":
        abroad = [other for other in countries().values() if other.region != country.region]
        return tuple(draws.some(abroad, draws.between(1, 2)))
    return ()


def _organisations(country: Country, entity: str) -> int:
    """How many organisations of one kind a country has: more where more records come from."""
    return 8 if entity == "international-organization" else min(8, 1 + max(country.weights.values()) // 9)


def _area(draws: Draws, theme: Theme, country: Country, coverage: str) -> int:
    """A kind of area; a local project is not at work in all regions."""
    there = areas(country.code)
    fit = tuple(area for area in there if area in theme.areas()) or there
    local = tuple(area for area in fit if area != 6) if coverage == "local" else fit
    return draws.one(local or fit)


def _groups(theme: Theme, subject: int, country: Country) -> tuple[int, ...]:
    """Target groups of the subject, without indigenous communities where nobody speaks of them."""
    groups = theme.groups_of(subject)
    without = tuple(group for group in groups if group != 8)
    return groups if country.region in {"americas", "asia-pacific", "africa"} or not without else without


def _partners(draws: Draws, theme: Theme) -> tuple[int, ...]:
    unfit = {
        3: {"c4", "c7-e-learning", "c3", "c10"},
        12: {"c7-e-health"},
        10: {"c7-e-business", "c7-e-agriculture"},
    }
    fit = [number for number in range(14) if number not in unfit or theme.code in unfit[number]]
    return tuple(draws.some(fit, draws.between(2, 3)))


def _dates(draws: Draws) -> tuple[str, dt.date, dt.date | None, dt.date]:
    """Status on TODAY, start, end if known, and the day of submission, each consistent with the others."""
    if draws.chance(0.05):
        start = (TODAY + dt.timedelta(days=draws.between(40, 400))).replace(day=1)
        end = _months_on(start, draws.one((12, 18, 24, 36)))
        return "planned", start, end, TODAY - dt.timedelta(days=draws.between(1, 240))
    year = draws.weighted(YEARS, YEAR_WEIGHTS)
    start = min(dt.date(year, draws.between(1, 12), draws.between(1, 28)), TODAY.replace(day=1))
    submitted = min(
        start + dt.timedelta(days=draws.between(30, 900)), TODAY - dt.timedelta(days=draws.below(20))
    )
    submitted = max(submitted, dt.date(2004, 10, 5))
    end = _months_on(start, draws.one((12, 18, 24, 30, 36, 48, 60, 84)))
    if end >= TODAY:
        return "ongoing", start, end if draws.chance(0.6) else None, submitted
    if draws.chance(0.22):
        return "ongoing", start, None, submitted
    return ("ended" if draws.chance(0.12) else "completed"), start, end, submitted


def _months_on(day: dt.date, months: int) -> dt.date:
    """The last day of the period of so many months that begins on day."""
    month = day.month - 1 + months
    return dt.date(day.year + month // 12, month % 12 + 1, day.day) - dt.timedelta(days=1)


TENS = tuple(number for number in range(12, 99) if number % 10 in {0, 5, 6, 7, 8, 9} or number < 15)
"""Counts that take the same form of the noun in Russian as in Arabic throughout."""


@cache
def _tens(low: int, high: int) -> tuple[int, ...]:
    return tuple(number for number in TENS if low <= number < high)


def _figures(draws: Draws, coverage: str) -> dict[str, int]:
    """Numbers of the story, each of a kind that leaves the noun beside it in one form in every language.

    people and trained are hundreds, sites and before lie between 12 and 98, after between 5 and 9.
    """
    scale = {"local": 1, "national": 8, "regional": 10, "international": 12}[coverage]
    return {
        "people": 100 * draws.between(5, 60) * scale,
        "trained": 100 * draws.between(1, 3 + scale),
        "sites": draws.one(TENS),
        "months": draws.one((12, 15, 18, 30, 36)),
        "share": draws.one(_tens(55, 96)),
        "used": draws.one(_tens(38, 80)),
        "women": draws.one(_tens(45, 70)),
        "cut": draws.one(_tens(12, 50)),
        "cover": draws.one(_tens(20, 70)),
        "percent": draws.one(_tens(15, 75)),
        "before": draws.one(_tens(12, 60)),
        "after": draws.between(5, 9),
    }


def _sentences(draws: Draws, planned: bool, country: Country) -> dict[str, tuple[int, ...]]:
    """Which sentences tell each section, in order."""
    weak_power = country.region not in STEADY_POWER and country.code not in WEALTHY
    return {
        section: tuple(sorted(draws.some(_pool(section, planned, weak_power), draws.between(least, most))))
        for section, (least, most) in SECTION_SIZES.items()
    }


@cache
def _pool(section: str, planned: bool, weak_power: bool) -> tuple[int, ...]:
    """Numbers of the sentences that may tell the section."""
    size = POOLS.get(f"{section}_planned", POOLS[section]) if planned else POOLS[section]
    unfit = set(DONE.get(section, ())) if planned else set()
    if section == "challenges" and not weak_power:
        unfit |= {0, 3}
    return tuple(number for number in range(size) if number not in unfit)


WITH_GROUP = (2, 3, 4, 7, 9)
"""Title patterns that say for whom."""


def _title(draws: Draws, planned: bool, coverage: str, span: bool, named: bool) -> int:
    """Number of a title pattern that fits: 1 and 8 tell of the past, 6 names both years, 8 one country."""
    unfit = {1: planned, 6: not span, 8: planned or coverage != "national"}
    unfit |= dict.fromkeys(WITH_GROUP, named)
    return draws.one([number for number in range(10) if not unfit.get(number)])


NAMED = frozenset({("c4", 6), ("c7-e-learning", 2), ("c9", 3), ("c9", 5), ("c10", 5)})
"""Subjects that name their users without a "for"."""


@cache
def names_users(theme: str, subject: int) -> bool:
    """Whether the subject says for whom it is, so that a title does not say it twice."""
    return (theme, subject) in NAMED or any(
        word in themes(language)[theme]["subjects"][subject][0]
        for language, word in (("en", " for "), ("fr", " pour "), ("es", " para "))
    )


def _subtitle(draws: Draws, planned: bool, span: bool) -> int | None:
    unfit = {0: not span, 1: planned, 2: planned}
    fit = [number for number in range(6) if not unfit.get(number)]
    return draws.one(fit) if draws.chance(0.4) else None
