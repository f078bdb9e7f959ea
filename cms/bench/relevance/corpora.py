"""What is searched: the demo's records, and where they lie beside the project, real ones and the SDG texts."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from cms.demo.records import SEED
from cms.demo.stories import LANGUAGES, story
from cms.demo.words import title_of, words_of
from cms.records.text import plain
from search.types import UNDETERMINED, DocumentText, SearchDocument

PROJECTS = "projects_real.jsonl.gz"
SDG_TEXTS = "sdg_texts_six_languages.jsonl.gz"
SIX = {"zh-Hans": "zh"}


@dataclass(frozen=True, slots=True)
class Record:
    """A record in one language, as an author wrote it."""

    id: str
    language: str
    title: str
    text: str

    def document(self) -> SearchDocument:
        key = self.language if self.language in LANGUAGES else UNDETERMINED
        words = DocumentText(self.title, "", self.text, language=self.language)
        return SearchDocument(self.id, 1, {key: words}, {"language": (key,)})


@dataclass(frozen=True, slots=True)
class Parallel:
    """One content in several languages."""

    id: str
    texts: dict[str, str]

    def record(self, language: str) -> Record:
        return Record(self.id, language, self.texts[language], "")


def demo_records(count: int) -> list[Record]:
    """Return the demo's records, each in its own language."""
    return [_demo_record(number) for number in range(1, count + 1)]


def _demo_record(number: int) -> Record:
    told = story(number, SEED)
    words = words_of(told, told.language)
    sections = " ".join(plain(words[name]) for name in words if name not in ("title", "subtitle"))
    return Record(told.source_id, told.language, words["title"], sections)


def demo_titles(numbers: Sequence[int]) -> list[Parallel]:
    """Return titles of the demo in all six languages, under the ids of their records."""
    stories = (story(number, SEED) for number in numbers)
    return [Parallel(told.source_id, {code: title_of(told, code) for code in LANGUAGES}) for told in stories]


def real_records(folder: Path) -> list[Record]:
    return [
        Record(
            f"{row['source']}-{row['source_id']}",
            row["language"] or "",
            row["title"] or "",
            plain(row["description"] or ""),
        )
        for row in _lines(folder / PROJECTS)
    ]


def sdg_texts(folder: Path) -> list[Parallel]:
    """Return goals, targets and indicators that exist in all six languages."""
    groups: dict[str, dict[str, str]] = {}
    for row in _lines(folder / SDG_TEXTS):
        text = " ".join(filter(None, (row.get("title"), row.get("text"))))
        groups.setdefault(f"sdg-{row['group']}", {})[SIX.get(row["language"], row["language"])] = text
    return [Parallel(id, texts) for id, texts in groups.items() if len(texts) == len(LANGUAGES)]


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def batches(documents: Iterator[SearchDocument], size: int = 500) -> Iterator[list[SearchDocument]]:
    while batch := list(islice(documents, size)):
        yield batch
