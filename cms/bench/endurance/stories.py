"""Documents of demo records that are in no database: as many as are wanted, within minutes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Model
from django.utils.text import slugify

from cms.demo.records import SEED, SOURCE, record_of
from cms.demo.stories import story
from cms.demo.words import TOLD
from cms.records.text import plain
from cms.taxonomy.queries import region_of
from search import registry
from search.registry import RecordFacts
from search.types import DocumentText, SearchDocument

BODY = ("description", *TOLD)
QUALITY = 0.5


@dataclass(frozen=True, slots=True)
class StorySource:
    """The first demo records as a source; see search.registry.DocumentSource."""

    count: int
    kind: str = "project"

    def build(self, ids: Sequence[str]) -> Iterable[SearchDocument]:
        numbers = [number_of(id) for id in ids if id.startswith(SOURCE)]
        return [document(number) for number in numbers if number <= self.count]

    def all_ids(self) -> Iterator[str]:
        return map(id_of, range(1, self.count + 1))

    def ids_for(self, instance: Model) -> Iterable[str]:
        return ()

    def detail(self, id: str, language: str) -> Mapping[str, Any] | None:
        return None

    def facts(self, ids: Sequence[str]) -> Mapping[str, RecordFacts]:
        return {}


def register_alone(source: StorySource) -> None:
    """Make this the only source of this process."""
    for other in registry.sources():
        registry.unregister(other.kind)
    registry.register(source)


def id_of(number: int) -> str:
    return f"{SOURCE}-{number:06d}"


def number_of(id: str) -> int:
    return int(id.removeprefix(f"{SOURCE}-"))


def document(number: int) -> SearchDocument:
    record = record_of(story(number, SEED))
    language = record["language"]
    body = " ".join(plain(record[section]) for section in BODY)
    words = DocumentText(record["title"], record["summary"], body, f"/{language}/{number}/")
    return SearchDocument(
        id=id_of(number),
        version=0,
        texts={language: words},
        facets=facets_of(record),
        organisation=record["organisation"],
        date=dt.date.fromisoformat(record["start_date"] or record["submitted_on"]),
        quality=QUALITY,
    )


def facets_of(record: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    countries = tuple(record["countries"])
    return {
        "year": ((record["start_date"] or record["submitted_on"])[:4],),
        "action_line": tuple(record["action_lines"]),
        "region": tuple(dict.fromkeys(filter(None, map(region_of, countries)))),
        "country": countries,
        "sdg": tuple(map(str, record["sdgs"])),
        "stakeholder": (record["stakeholder_type"],),
        "organisation": tuple(filter(None, [slugify(record["organisation"], allow_unicode=True)])),
        "status": (record["status"],),
        "language": (record["language"],),
        "kind": ("project",),
    }
