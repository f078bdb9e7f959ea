"""The state of every segment of a translation, derived: docs/explanation/translation.md. Plain Python."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from cms.translations.alignment import Kind, Match, align, representatives
from cms.translations.values import Origin, Pair, Segment, SegmentState, normal, words

Edit = tuple[str, str, str]
"""A path, a text before and a text after."""


@dataclass(frozen=True, slots=True)
class SegmentStatus:
    """What a translation has for a segment of the live original."""

    segment: Segment
    state: SegmentState
    before: tuple[str, ...] = ()
    """The texts that its translation was made from; none when there is no translation."""
    target: str = ""
    """The words that translate it, or did so before it changed; several blocks' are joined by a line break."""
    is_drafted: bool = False
    """Whether it is out of date or missing, and a draft that is not handed in has words for it as it is now."""


@dataclass(frozen=True, slots=True)
class Found:
    """What one version of a translation has for a segment of the original."""

    segment: Segment
    kind: Kind
    pairs: tuple[Pair, ...] = ()

    @property
    def target(self) -> str:
        return "\n".join(pair.target for pair in self.pairs)

    @property
    def is_kept(self) -> bool:
        return self.kind is Kind.KEPT and self.has_words

    @property
    def has_words(self) -> bool:
        return any(words(pair.target) for pair in self.pairs)


def segment_states(
    now: Sequence[Segment],
    published: Sequence[Pair] | None,
    draft: Sequence[Pair],
    *,
    handed_in: bool,
    trivial: Iterable[Edit] = (),
) -> list[SegmentStatus]:
    """Return the state of each segment of the live original, in its order.

    `published` are the pairs of the live translation, None when it is not live; `draft` those of its latest revision,
    which waits for a reviewer if it is `handed_in`. `trivial` are the edits that say the same.
    """
    edits = list(trivial)
    public, latest = find(now, published or (), edits), find(now, draft, edits)
    return [
        _status(*versions, live=published is not None, handed_in=handed_in)
        for versions in zip(public, latest, strict=True)
    ]


def _status(public: Found, latest: Found, *, live: bool, handed_in: bool) -> SegmentStatus:
    shown = public if live else latest
    state = SegmentState.MISSING
    if live and public.is_kept:
        machine = any(pair.origin == Origin.MACHINE for pair in public.pairs)
        state = SegmentState.MACHINE if machine else SegmentState.CURRENT
    elif latest.is_kept and handed_in:
        shown, state = latest, SegmentState.IN_REVIEW
    elif shown.kind is Kind.CHANGED and shown.has_words:
        state = SegmentState.STALE
    sources = tuple(normal(pair.source) for pair in shown.pairs)
    is_drafted = latest.is_kept and state in (SegmentState.STALE, SegmentState.MISSING)
    return SegmentStatus(shown.segment, state, sources, shown.target, is_drafted)


def find(now: Sequence[Segment], pairs: Sequence[Pair], trivial: Iterable[Edit] = ()) -> list[Found]:
    """Return what a version of a translation with these pairs has for each segment of the original."""
    sames = {path: representatives(edits) for path, edits in _by_path(trivial).items()}
    before: dict[str, list[Pair]] = defaultdict(list)
    for pair in pairs:
        before[pair.path].append(pair)
    places: dict[str, list[int]] = defaultdict(list)
    for place, segment in enumerate(now):
        places[segment.path].append(place)
    found: dict[int, Found] = {}
    for path, here in places.items():
        old = before[path]
        matches: list[Match] = align(
            [pair.source for pair in old],
            [now[place].text for place in here],
            is_block=now[here[0]].is_block,
            same=sames.get(path, normal),
        )
        for place, match in zip(here, matches, strict=True):
            found[place] = Found(now[place], match.kind, tuple(old[index] for index in match.before))
    return [found[place] for place in range(len(now))]


def with_occurrence(held: Iterable[Found]) -> Iterator[tuple[int, Found]]:
    """Yield each with its number among the segments of its path that have the same text, from 1."""
    seen: Counter[Segment] = Counter()
    for found in held:
        seen[found.segment] += 1
        yield seen[found.segment], found


def _by_path(edits: Iterable[Edit]) -> dict[str, list[tuple[str, str]]]:
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for path, before, after in edits:
        found[path].append((before, after))
    return found
