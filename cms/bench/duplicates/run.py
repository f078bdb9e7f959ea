"""The seeded set put to what finds duplicates: how many are found of each kind, and how often it cries wolf."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from cms.bench.duplicates import floors
from cms.bench.duplicates.samples import Sample, demo_samples, real_samples, repeated, worth_seeding
from cms.bench.duplicates.seeding import KINDS
from cms.bench.relevance.metrics import Mean, mean
from cms.demo.records import SEED as DEMO_SEED
from cms.duplicates.finding import Mark, asked_keys, candidates, kept_keys, term_keys, worth_reading
from cms.duplicates.judging import likeness
from cms.duplicates.outlines import outline
from cms.duplicates.values import Outline
from cms.organisations.likeness import known_as
from search import lexicon

SEED = 611
BATCH = 200
DEMO_RECORDS = 14_000
SEEDED = 250
"""Of each kind."""
CLEAN = 2_000
"""Records of which nothing was handed in again."""
PARTS = {"tuned": DEMO_SEED, "held out": DEMO_SEED + 1}
"""The demo's records as people see them, by which the figures of judging.py were chosen, and those of another seed."""


@dataclass(frozen=True, slots=True)
class Scored:
    """How much of one kind was found, or how many clean records were said to be duplicates."""

    corpus: str
    kind: str
    share: Mean
    wrong: tuple[str, ...] = field(default=())

    @property
    def name(self) -> str:
        return f"{self.corpus}: {self.kind}"

    def line(self) -> dict[str, Any]:
        return {"set": self.name, **asdict(self.share)}

    def faults(self) -> list[str]:
        """Return a sentence where the share is less, or the alarms are more, than they may be."""
        if self.kind == floors.ALARMS:
            over = self.share.value > floors.MOST_ALARMS
            return [f"{self.name} are {self.share.value}, over {floors.MOST_ALARMS}"] if over else []
        under = self.share.value < floors.RECALL
        return [f"{self.name}: recall {self.share.value} is below {floors.RECALL}"] if under else []


class Repository:
    """Records in memory, kept and asked for as cms.duplicates.index does it in the database."""

    def __init__(self) -> None:
        self.outlines: list[Outline] = []
        self.ids: list[str] = []
        self._marks: dict[int, list[int]] = defaultdict(list)
        self._organisations: dict[str, int] = {}
        self._names: dict[int, list[str]] = {}

    def add(self, samples: Sequence[Sample]) -> None:
        for start in range(0, len(samples), BATCH):
            self._add([(sample.id, self.outline(sample)) for sample in samples[start : start + BATCH]])

    def _add(self, new: Sequence[tuple[str, Outline]]) -> None:
        wanted = {key for _id, each in new for key in term_keys(each)}
        counts = {key: len(self._marks[key]) for key in wanted if key in self._marks}
        for id, each in new:
            for key in kept_keys(each, counts):
                self._marks[key].append(len(self.ids))
            self.ids.append(id)
            self.outlines.append(each)

    def outline(self, sample: Sample) -> Outline:
        return outline(
            language=sample.language,
            title=sample.title,
            text=sample.text,
            lexicon=lexicon.current(),
            organisation=self._organisation(sample.organisation),
            countries=sample.countries,
            website=sample.website,
        )

    def _organisation(self, name: str) -> int | None:
        if not name:
            return None
        pk = self._organisations.setdefault(name, len(self._organisations))
        self._names[pk] = [name]
        return pk

    def alias(self, first: int, second: int) -> tuple[str, str] | None:
        return known_as(self._names[first], self._names[second])

    def found(self, asked: Outline) -> list[str]:
        """Return the ids of the records that are said to be probably the same."""
        near = candidates(self._marks_of(asked), len(self.ids), asked)
        return [self.ids[at] for at in near if likeness(asked, self.outlines[at], self.alias)]

    def _marks_of(self, asked: Outline) -> Iterator[Mark]:
        counts = {key: len(self._marks[key]) for key in asked_keys(asked) if key in self._marks}
        for key in worth_reading(counts, asked):
            for at in self._marks[key]:
                yield Mark(key, at, self.outlines[at].language, self.outlines[at].organisation)


def measure_demo(
    parts: Collection[str] = PARTS, count: int = DEMO_RECORDS, seeded: int = SEEDED, clean: int = CLEAN
) -> Iterator[Scored]:
    for part in parts:
        yield from measure(f"demo, {part}", demo_samples(count, PARTS[part]), seeded, clean)


def measure_real(folder: Path, parts: Collection[str] = PARTS) -> Iterator[Scored]:
    """Score real records: those with an even place tuned the judge, those with an odd one are held out."""
    samples = real_samples(folder)
    for at, part in enumerate(PARTS):
        if samples and part in parts:
            yield from measure(f"real, {part}", samples[at::2], SEEDED, CLEAN)


def measure(corpus: str, samples: Sequence[Sample], seeded: int, clean: int) -> Iterator[Scored]:
    """Seed from some of the records, ask for each copy among the originals, and for records without a copy."""
    draw = random.Random(SEED)  # noqa: S311 - a repeatable draw, no secret
    held = Repository()
    held.add(samples)
    for kind, again in again_by_kind(samples, seeded, draw).items():
        if again:
            missed = [copy.id for copy in again if copy.id not in held.found(held.outline(copy))]
            hits = [float(copy.id not in missed) for copy in again]
            yield Scored(corpus, kind, mean(hits), tuple(missed))
    yield _alarms(corpus, samples, held, draw.sample(range(len(samples)), min(clean, len(samples))))


def again_by_kind(samples: Sequence[Sample], count: int, draw: random.Random) -> dict[str, list[Sample]]:
    """Return copies of every kind, under the ids of what they are copies of."""
    worth = worth_seeding(samples)
    found: dict[str, list[Sample]] = {}
    for kind, seed in KINDS.items():
        copies = (seed(sample, draw) for sample in draw.sample(worth, len(worth)))
        found[kind] = list(_some(copies, count))
    return found


def _some(copies: Iterable[Sample | None], count: int) -> Iterator[Sample]:
    for copy in copies:
        if count <= 0:
            return
        if copy is not None:
            count -= 1
            yield copy


def _alarms(corpus: str, samples: Sequence[Sample], held: Repository, asked: Sequence[int]) -> Scored:
    same = repeated(samples)
    wrong = {samples[at].id: _false(samples[at], held, same) for at in asked}
    alarmed = tuple(f"{id} {' '.join(others)}" for id, others in wrong.items() if others)
    return Scored(corpus, floors.ALARMS, mean([float(bool(others)) for others in wrong.values()]), alarmed)


def _false(sample: Sample, held: Repository, same: Mapping[str, frozenset[str]]) -> list[str]:
    right = {sample.id, *same.get(sample.id, ())}
    return [id for id in held.found(held.outline(sample)) if id not in right]
