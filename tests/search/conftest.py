"""A shelf of records in memory as the database, the real embedded engine in a folder of its own."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import pytest
from django.db.models import Model

from search import registry, service
from search.indexing import outbox, worker
from search.registry import RecordFacts
from search.types import DocumentText, SearchDocument, SearchRequest

FACTS = RecordFacts(
    source="itu",
    source_url="https://example.org/itu/1",
    licence="CC BY 4.0",
    attribution="ITU",
    published=dt.datetime(2024, 1, 2, 3, 4, 5, tzinfo=dt.UTC),
    changed=dt.datetime(2024, 2, 3, 4, 5, 6, tzinfo=dt.UTC),
)
"""What every record on the shelf has beside its document."""


def make_document(id: str, title: str = "", **values: Any) -> SearchDocument:
    """Return an English project of 2019 in Kenya; `values` replace fields of the document."""
    text = DocumentText(
        title=title or f"Project {id}",
        summary="Nurses and doctors by telephone.",
        body="A clinic in every village.",
        url=f"/en/stocktaking/2019/{id}/",
    )
    facets = {
        "year": ("2019",),
        "action_line": ("c7", "c7-e-health"),
        "region": ("africa",),
        "country": ("KE",),
        "sdg": ("3",),
        "status": ("ongoing",),
        "language": ("en",),
        "kind": ("project",),
    }
    fields = {"texts": {"en": text}, "facets": facets, "organisation": "Ministry of Health"} | values
    return SearchDocument(id=id, version=0, date=dt.date(2019, 5, 1), **fields)


class Shelf:
    """A document source over a dict: what lies on it is public, what is taken off is not."""

    kind = "project"

    def __init__(self) -> None:
        self.documents: dict[str, SearchDocument] = {}
        self.unbuildable: set[str] = set()

    def put(self, *documents: SearchDocument) -> None:
        """Publish: the record and its outbox row, as a writer does in one transaction."""
        self.documents |= {document.id: document for document in documents}
        outbox.enqueue(document.id for document in documents)

    def take(self, *ids: str) -> None:
        """Withdraw."""
        for id in ids:
            del self.documents[id]
        outbox.enqueue(ids)

    def build(self, ids: Sequence[str], day: dt.date | None = None) -> Iterable[SearchDocument]:
        if broken := self.unbuildable & set(ids):
            raise ValueError(f"cannot build {min(broken)}")
        return [self.documents[id] for id in ids if id in self.documents]

    def all_ids(self) -> Iterator[str]:
        return iter(tuple(self.documents))

    def ids_for(self, instance: Model) -> Iterable[str]:
        return ()

    def page(self, id: str) -> None:
        return None

    def outlines(self, day: dt.date, with_words: bool = False) -> Iterable[SearchDocument]:
        return self.documents.values()

    def detail(self, id: str, language: str, day: dt.date | None = None) -> dict[str, Any] | None:
        return {"goals": f"Goals of {id}"} if id in self.documents else None

    def facts(self, ids: Sequence[str]) -> dict[str, RecordFacts]:
        return {id: FACTS for id in ids if id in self.documents}


@pytest.fixture
def shelf(db, index) -> Iterator[Shelf]:
    """The only document source of this test."""
    others = registry.sources()
    for source in others:
        registry.unregister(source.kind)
    shelf = Shelf()
    registry.register(shelf)
    yield shelf
    registry.unregister(shelf.kind)
    for source in others:
        registry.register(source)


@pytest.fixture
def find(shelf):
    """Return the ids that a search for words finds, in the order of the answer."""

    def ids(text: str = "") -> list[str]:
        return [hit.id for hit in service.search(SearchRequest(text=text)).hits]

    return ids


@pytest.fixture
def drain():
    """Let the worker do all that is due."""

    def until_empty() -> None:
        while worker.drain().total:
            pass

    return until_empty
