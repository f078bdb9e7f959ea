"""Whether two records are probably the same, and why. Plain Python; the figures are explained in docs."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator

from cms.duplicates.values import Kind, Likeness, Outline, Reason, Term

LEAST_PASSAGES = 8
"""A text with fewer passages says too little for its wording to prove anything."""
TELLING_PASSAGES = 30
"""One with fewer may be the sentence that many projects of one kind begin with: something else has to fit as well."""
SAME_TEXT = 0.95
ALIKE_TEXT = 0.65
"""Enough by itself; with a title, an organisation or a website less is."""
BACKED_TEXT = 0.3
"""Common wording that proves nothing by itself, but supports a title."""
HALF_THE_TEXT = 0.5
LEAST_TITLE = 3
ALIKE_TITLE = 0.6
TRANSLATED = 0.65
BACKED_TRANSLATION = 0.53
LEAST_TERMS = 8

Alias = Callable[[int, int], tuple[str, str] | None]
"""Returns the two names by which two organisations are probably one; None when they are not."""


def no_alias(first: int, second: int) -> None:
    return None


def likeness(mine: Outline, other: Outline, alias: Alias = no_alias) -> Likeness | None:
    """Return why two records are probably the same; None when they probably are not."""
    backing = list(_backing(mine, other, alias))
    contradicted = _contradicted(mine, other, backing)
    across = mine.language != other.language
    judge = _translated if across else _worded
    found = judge(mine, other, backing=bool(backing), contradicted=contradicted)
    if found is None:
        return None
    strength, reasons = found
    return Likeness((*reasons, *backing), min(1.0, strength + 0.1 * len(backing)))


def _backing(mine: Outline, other: Outline, alias: Alias) -> Iterator[Reason]:
    if mine.website and mine.website == other.website:
        yield Reason(Kind.SAME_WEBSITE, {})
    if mine.organisation is None or other.organisation is None:
        return
    if mine.organisation == other.organisation:
        yield Reason(Kind.SAME_ORGANISATION, {})
    elif names := alias(mine.organisation, other.organisation):
        yield Reason(Kind.ALIAS, {"mine": names[0], "other": names[1]})


def _contradicted(mine: Outline, other: Outline, backing: Collection[Reason]) -> bool:
    """Whether the facts say that these are two: other countries, or other institutions."""
    abroad = bool(mine.countries and other.countries) and mine.countries.isdisjoint(other.countries)
    both = mine.organisation is not None and other.organisation is not None
    return abroad or (both and not backing)


Found = tuple[float, list[Reason]]


def _worded(mine: Outline, other: Outline, *, backing: bool, contradicted: bool) -> Found | None:
    """Judge two records in one language by their wording."""
    text, title = resemblance(mine, other), title_likeness(mine, other)
    reasons = [*_of_text(text), *_of_title(mine, other, title)]
    if text >= SAME_TEXT and (_is_telling(mine, other) or not contradicted):
        return text, reasons
    if mine.numbers != other.numbers:
        return None
    if text >= ALIKE_TEXT and (_is_telling(mine, other) or not contradicted):
        return text, reasons
    if contradicted:
        return None
    if text >= HALF_THE_TEXT and (backing or title >= ALIKE_TITLE):
        return text, reasons
    same_title = title == 1.0 and len(set(mine.title)) >= LEAST_TITLE
    if same_title and (backing or text >= BACKED_TEXT or _same_countries(mine, other)):
        return 0.8, reasons
    if title >= ALIKE_TITLE and text >= BACKED_TEXT and backing:
        return (title + text) / 2, reasons
    return None


def _is_telling(mine: Outline, other: Outline) -> bool:
    return min(len(mine.passages), len(other.passages)) >= TELLING_PASSAGES


def _share_a_country(mine: Outline, other: Outline) -> bool:
    return not mine.countries.isdisjoint(other.countries)


def _same_countries(mine: Outline, other: Outline) -> bool:
    return bool(mine.countries) and mine.countries == other.countries


def _of_text(text: float) -> Iterator[Reason]:
    if text >= SAME_TEXT:
        yield Reason(Kind.SAME_TEXT, {})
    elif text >= BACKED_TEXT:
        yield Reason(Kind.ALIKE_TEXT, {"percent": round(100 * text)})


def _of_title(mine: Outline, other: Outline, title: float) -> Iterator[Reason]:
    if title == 1.0:
        yield Reason(Kind.SAME_TITLE if mine.title == other.title else Kind.REORDERED_TITLE, {})
    elif title >= ALIKE_TITLE:
        yield Reason(Kind.ALIKE_TITLE, {})


def _translated(mine: Outline, other: Outline, *, backing: bool, contradicted: bool) -> Found | None:
    """Judge two records in two languages by the terms that they share; the more the less the facts say."""
    if contradicted or min(len(mine.terms), len(other.terms)) < LEAST_TERMS:
        return None
    share = agreement(mine.terms, other.terms)
    needed = BACKED_TRANSLATION if backing or _share_a_country(mine, other) else TRANSLATED
    if share < needed:
        return None
    return share, [Reason(Kind.TRANSLATED, {"tenths": round(10 * share)})]


def resemblance(mine: Outline, other: Outline) -> float:
    """Return the share of the wording of both texts that they have in common, 0 to 1, as their passages tell it."""
    if min(len(mine.passages), len(other.passages)) < LEAST_PASSAGES:
        return 0.0
    most = max(len(mine.passages), len(other.passages))
    both = frozenset(mine.passages).intersection(other.passages)
    smallest = sorted({*mine.passages, *other.passages})[:most]
    return sum(passage in both for passage in smallest) / len(smallest)


def title_likeness(mine: Outline, other: Outline) -> float:
    """Return the share of the words of both titles that they have in common, in whatever order."""
    words = frozenset(mine.title), frozenset(other.title)
    every = words[0] | words[1]
    return len(words[0] & words[1]) / len(every) if every else 0.0


def agreement(mine: Collection[Term], other: Collection[Term]) -> float:
    """Return the share of the terms of both that may mean something which the other says as well."""
    shared = _shared(mine, other) + _shared(other, mine)
    return shared / (len(mine) + len(other)) if mine or other else 0.0


def _shared(mine: Collection[Term], other: Collection[Term]) -> int:
    known = frozenset(meaning for term in other for meaning in term)
    return sum(not known.isdisjoint(term) for term in mine)
