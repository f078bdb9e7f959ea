"""Records as the seeded set holds them: the demo's, and real ones where they lie beside the project."""

from __future__ import annotations

import gzip
import json
import re
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cms.bench.relevance.corpora import PROJECTS
from cms.demo.people import organisation_of
from cms.demo.stories import Story, story
from cms.demo.words import words_of
from cms.records.text import plain

LEAST_TEXT = 200
"""Characters of a description that is seeded from."""
LEAST_REPEATED = 60
"""Characters of a description whose repetition makes two real records one."""


@dataclass(frozen=True, slots=True)
class Sample:
    """A record as it is handed in."""

    id: str
    language: str
    title: str
    text: str
    organisation: str = ""
    countries: frozenset[str] = frozenset()
    website: str = ""
    story: Story | None = None
    """What it tells, where that can be told in another language."""


def demo_samples(count: int, seed: int) -> list[Sample]:
    """Return the demo's first records of a seed."""
    return [
        demo_sample(told, told.language) for told in (story(number, seed) for number in range(1, count + 1))
    ]


def demo_sample(told: Story, language: str) -> Sample:
    words = words_of(told, language)
    text = "\n".join(
        filter(None, (plain(words[name]) for name in words if name not in ("title", "subtitle")))
    )
    return Sample(
        id=told.source_id,
        language=language,
        title=words["title"],
        text=text,
        organisation=organisation_of(told),
        countries=frozenset(country.code for country in (told.country, *told.others)),
        story=told,
    )


def real_samples(folder: Path) -> list[Sample]:
    """Return the real records that have a title; none where the file is not there."""
    path = folder / PROJECTS
    if not path.exists():
        return []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [_real(json.loads(line)) for line in lines]


def _real(row: dict[str, Any]) -> Sample:
    return Sample(
        id=f"{row['source']}-{row['source_id']}",
        language=row["language"] or "",
        title=row["title"] or "",
        text=plain(row["description"] or ""),
        organisation=row["organisation"] or "",
        countries=frozenset(row["countries"] or ()),
        website=row["website"] or "",
    )


def repeated(samples: Iterable[Sample]) -> dict[str, frozenset[str]]:
    """Return the records that say the same as each: those with its description, or its title in its country.

    Only of these pairs the corpus itself knows that they are the same; all others count as two.
    """
    groups: dict[Hashable, list[str]] = defaultdict(list)
    for sample in samples:
        for key in _sayings(sample):
            groups[key].append(sample.id)
    same: dict[str, set[str]] = defaultdict(set)
    for ids in groups.values():
        for id in ids:
            same[id].update(ids)
    return {id: frozenset(ids - {id}) for id, ids in same.items() if len(ids) > 1}


def _sayings(sample: Sample) -> Iterator[Hashable]:
    if len(sample.text) >= LEAST_REPEATED:
        yield bare(sample.text)
    yield bare(sample.title), sample.countries


def bare(text: str) -> str:
    return re.sub(r"\W+", " ", text).casefold().strip()


def worth_seeding(samples: Sequence[Sample]) -> list[Sample]:
    """Return those of which a copy can be made: with a text, and a title of several words."""
    return [
        each
        for each in samples
        if len(each.text) >= LEAST_TEXT / _density(each) and _is_long(each.title, each)
    ]


def _is_long(title: str, sample: Sample) -> bool:
    return len(title) >= 8 if sample.language == "zh" else len(title.split()) >= 4


def _density(sample: Sample) -> int:
    """Return how many letters a Chinese character stands for."""
    return 4 if sample.language == "zh" else 1
