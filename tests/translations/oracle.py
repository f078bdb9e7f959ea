"""The state of every segment, worked out from docs/explanation/translation.md alone.

Slow and plain on purpose: it shares nothing with the product but the types of its values.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction
from functools import cache
from html.parser import HTMLParser
from itertools import combinations

from cms.translations.values import Origin, Pair, Segment, SegmentState

ALIKE = Fraction(2, 5)

TrivialEdit = tuple[str, str, str]
"""A path, the text before and the text after."""


class Step(Enum):
    """What found the texts that a segment was made from."""

    EQUAL = "equal"
    TRIVIAL = "trivial"
    SPLIT = "split"
    MERGED = "merged"
    REWRITTEN = "rewritten"
    NEW = "new"


KEPT = {Step.EQUAL, Step.TRIVIAL}


@dataclass(frozen=True)
class Source:
    """Where one text of the original comes from: the step and the places among the texts before."""

    step: Step
    places: tuple[int, ...] = ()


@dataclass(frozen=True)
class Answer:
    state: SegmentState
    step: Step
    made_from: tuple[Pair, ...]
    """Pairs of the published translation, or of the draft where nothing is published."""

    @property
    def before(self) -> tuple[str, ...]:
        return tuple(pair.source for pair in self.made_from)


def states(
    now: Sequence[Segment],
    published: Sequence[Pair] | None,
    draft: Sequence[Pair],
    *,
    handed_in: bool,
    trivial: Iterable[TrivialEdit] = (),
) -> list[Answer]:
    """Return the answer for each segment of `now`, in its order."""
    edits = list(trivial)
    in_draft = sources(now, draft, edits)
    in_translation = in_draft if published is None else sources(now, published, edits)
    return [
        Answer(state(translation, waiting, live=published is not None, handed_in=handed_in), *translation)
        for translation, waiting in zip(in_translation, in_draft, strict=True)
    ]


Found = tuple[Step, tuple[Pair, ...]]


def state(translation: Found, waiting: Found, *, live: bool, handed_in: bool) -> SegmentState:
    """Return the first state of the document's table that fits."""
    step, pairs = translation
    kept_by_readers_version = live and step in KEPT and has_words(pairs)
    if kept_by_readers_version and pairs[0].origin == Origin.PERSON:
        return SegmentState.CURRENT
    if kept_by_readers_version:
        return SegmentState.MACHINE
    if handed_in and waiting[0] in KEPT and has_words(waiting[1]):
        return SegmentState.IN_REVIEW
    if step in {Step.SPLIT, Step.MERGED, Step.REWRITTEN} and has_words(pairs):
        return SegmentState.STALE
    return SegmentState.MISSING


def has_words(pairs: Iterable[Pair]) -> bool:
    return any(words(pair.target) for pair in pairs)


def sources(now: Sequence[Segment], pairs: Sequence[Pair], trivial: Sequence[TrivialEdit]) -> list[Found]:
    """Return for each segment the step that found its pairs, and the pairs: path by path."""
    found: dict[int, Found] = {}
    for path in {segment.path for segment in now}:
        numbers = [number for number, segment in enumerate(now) if segment.path == path]
        before = [pair for pair in pairs if pair.path == path]
        aligned = align(
            tuple(normal(pair.source) for pair in before),
            tuple(normal(now[number].text) for number in numbers),
            frozenset(frozenset({normal(old), normal(new)}) for where, old, new in trivial if where == path),
            any(now[number].is_block for number in numbers),
        )
        for number, source in zip(numbers, aligned, strict=True):
            found[number] = (source.step, tuple(before[place] for place in source.places))
    return [found[number] for number in range(len(now))]


def same_words_edits(
    before: Sequence[Segment], now: Sequence[Segment], trivial: Sequence[TrivialEdit]
) -> list[TrivialEdit]:
    """Return what the rule "same words" records when `now` is published where `before` was live."""
    pairs = [Pair(path=segment.path, source=segment.text, target="") for segment in before]
    return [
        (segment.path, made_from[0].source, segment.text)
        for segment, (step, made_from) in zip(now, sources(now, pairs, trivial), strict=True)
        if step is Step.REWRITTEN and words(made_from[0].source) == words(segment.text)
    ]


# How the original's segments find their translations, within one path.


@cache
def align(
    before: tuple[str, ...], now: tuple[str, ...], trivial: frozenset[frozenset[str]], is_block: bool
) -> tuple[Source, ...]:
    """Return for each text of `now` where it comes from; the five steps, one after the other."""
    found: dict[int, Source] = {}
    for places, source in steps(before, now, trivial, is_block, found):
        for place in places:
            found[place] = source
    return tuple(found.get(place, Source(Step.NEW)) for place in range(len(now)))


def steps(
    before: tuple[str, ...],
    now: tuple[str, ...],
    trivial: frozenset[frozenset[str]],
    is_block: bool,
    found: dict[int, Source],
) -> Iterator[tuple[tuple[int, ...], Source]]:
    """Yield places of `now` with their source; the caller notes each in `found` before it asks for the next."""

    def left_of_now() -> list[int]:
        return [place for place in range(len(now)) if place not in found]

    def left_of_before() -> list[int]:
        taken = {place for source in found.values() for place in source.places}
        return [place for place in range(len(before)) if place not in taken]

    for here in left_of_now():
        there = next((place for place in left_of_before() if before[place] == now[here]), None)
        if there is not None:
            yield (here,), Source(Step.EQUAL, (there,))

    for here in left_of_now():
        same = reached(now[here], trivial)
        there = next((place for place in left_of_before() if before[place] in same), None)
        if there is not None:
            yield (here,), Source(Step.TRIVIAL, (there,))

    for there in left_of_before():
        run = leftmost_run(now, left_of_now(), words(before[there]))
        if run:
            yield run, Source(Step.SPLIT, (there,))

    for here in left_of_now():
        run = leftmost_run(before, left_of_before(), words(now[here]))
        if run:
            yield (here,), Source(Step.MERGED, run)

    while pairs := [
        (-likeness(before[there], now[here]), here, there)
        for here in left_of_now()
        for there in left_of_before()
        if not is_block or likeness(before[there], now[here]) >= ALIKE
    ]:
        _likeness, here, there = min(pairs)
        yield (here,), Source(Step.REWRITTEN, (there,))


def reached(text: str, trivial: frozenset[frozenset[str]]) -> set[str]:
    """Return the text and all that trivial edits connect with it."""
    known = {text}
    while more := {other for edit in trivial if edit & known for other in edit} - known:
        known |= more
    return known


def leftmost_run(texts: tuple[str, ...], left: list[int], wanted: tuple[str, ...]) -> tuple[int, ...]:
    """Return the places of the first two or more neighbours, all of them left, that have these words together."""
    for first, last in combinations(left, 2):
        run = tuple(range(first, last + 1))
        if set(run) <= set(left) and sum((words(texts[place]) for place in run), ()) == wanted:
            return run
    return ()


@cache
def likeness(one: str, other: str) -> Fraction:
    shared = Counter(words(one)) & Counter(words(other))
    return Fraction(2 * shared.total(), len(words(one)) + len(words(other)))


# Texts.


@cache
def normal(text: str) -> str:
    """Return the text as it is compared: equal texts have the same."""
    return " ".join(unicodedata.normalize("NFC", text).split())


@cache
def words(text: str) -> tuple[str, ...]:
    """Return the words of HTML: runs of letters and digits in lower case, each Chinese character by itself."""
    parted = ""
    for character in normal(without_markup(text)):
        if is_chinese(character):
            parted += f" {character} "
        elif unicodedata.category(character)[0] in "LN":
            parted += character
        else:
            parted += " "
    return tuple(parted.lower().split())


def is_chinese(character: str) -> bool:
    return unicodedata.name(character, "").startswith("CJK") and "IDEOGRAPH" in unicodedata.name(character)


def without_markup(text: str) -> str:
    reader = Reader()
    reader.feed(text)
    reader.close()
    return reader.text


class Reader(HTMLParser):
    """Keeps what is written between the tags; a line break is a blank."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text = ""

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag == "br":
            self.text += " "
