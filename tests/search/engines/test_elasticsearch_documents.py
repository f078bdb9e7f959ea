"""What Elasticsearch holds of a document, without a server."""

from __future__ import annotations

import datetime as dt

import pytest

from search.engines import documents
from search.engines.elasticsearch import fields
from search.engines.elasticsearch.documents import document_in, to_source, to_write
from search.schema import FIELDS
from search.types import DocumentText, Operation
from tests.search.engines.corpus import LIBRARY, record


def test_the_mapping_has_every_field_of_the_table_and_no_other() -> None:
    mapping = fields.mapping()
    facets = mapping["properties"]["facets"]
    assert facets == {
        "type": "object",
        "dynamic": "strict",
        "properties": {field.name: {"type": "keyword"} for field in FIELDS},
    }
    assert mapping["dynamic"] == "strict"
    assert set(to_source(LIBRARY[0])) == set(mapping["properties"])


def test_only_the_record_is_kept() -> None:
    mapping = fields.mapping()
    assert mapping["_source"] == {"includes": ["record"]}
    assert mapping["properties"]["record"] == {"type": "object", "enabled": False}


def test_words_are_only_split_at_blanks() -> None:
    assert fields.mapping()["properties"]["text"] == {
        "type": "text",
        "analyzer": "whitespace",
        "index_options": "positions",
    }


def test_a_document_is_indexed_by_its_words_values_and_keys() -> None:
    source = to_source(
        record("7", title="Rural radios", facets={"year": ("2020",)}, date=dt.date(2020, 5, 1), quality=1.0)
    )
    record_ = source.pop("record")
    assert {
        name: source[name] for name in ("id", "alive", "text", "titles", "languages", "years", "weight")
    } == {
        "id": "7",
        "alive": True,
        "text": ("rural radio", "rural radio", "rural radio", "", "", "", "", "7"),
        "titles": "rural en:rural radios en:radios",
        "languages": ["en"],
        "years": [2020],
        "weight": 1.5,
    }
    assert set(source["spellings"].split()) == {"rural", "radios"}
    assert source["facets"] == {field.name: ["2020"] if field.name == "year" else [] for field in FIELDS}
    assert source["title_order"] == dict.fromkeys(("en", "fr", "es", "ru", "ar", "zh"), "rural radios\x007")
    assert record_["texts"] == {"en": ["Rural radios", "", "", "", ""]}


def test_keys_of_days_are_numbers_that_elasticsearch_holds() -> None:
    undated = record("a", title="x")
    assert 0 < documents.newest_key(undated) < 2**63
    assert 0 < documents.oldest_key(undated) < 2**63


def test_a_stored_document_comes_back_as_it_was() -> None:
    for document in LIBRARY:
        hit = {"_id": document.id, "_version": 1, "_source": {"record": documents.pack(document)}}
        assert document_in(hit) == document


def test_a_tombstone_holds_no_record() -> None:
    write = to_write(Operation("a", 7), "index")
    assert write == {
        "_index": "index",
        "_id": "a",
        "version": 7,
        "version_type": "external",
        "_source": {"id": "a", "alive": False},
    }
    assert document_in({"_id": "a", "_source": {}}) is None


@pytest.mark.parametrize(
    "operation",
    [
        Operation("a", -1),
        Operation("a", 2**63),
        Operation("", 1),
        Operation("\ud800", 1),
        Operation("é" * 257, 1),
        Operation("a", 1, record("a", texts={"en": DocumentText("x", "y", "z" * 10_000_000)})),
        Operation("a", 1, record("a", title="x", facets={"year": ("MMXX",)})),
        Operation("a", 1, record("a", title="x", quality=float("nan"))),
    ],
    ids=range(8),
)
def test_what_no_index_can_hold_is_refused_before_it_is_sent(operation: Operation) -> None:
    with pytest.raises(ValueError, match=r"."):
        to_write(operation, "index")
