"""The tantivy fields, derived from the field table."""

from __future__ import annotations

import tantivy

from search.engines.answering import READER_LANGUAGES
from search.schema import FIELDS

ID = "id"
VERSION = "version"
ALIVE = "alive"
"""1 for a document, 0 for a tombstone."""
TEXT = "text"
"""The tokens of all languages in one field, titles repeated: a field per language ranks badly, because document
frequency and average length would count the documents that lack it."""
TITLES = "titles"
"""Folded words of the titles, each also with its language in front, for suggestions."""
SPELLINGS = "spellings"
"""Words as a dictionary lists them: the source of spelling corrections."""
LANGUAGE = "languages"
YEARS = "years"
NEWEST = "newest"
OLDEST = "oldest"
PUBLISHED = "published"
WEIGHT = "weight"
STORED = "stored"


def facet(name: str) -> str:
    """Return the tantivy field that holds a facet's values."""
    return f"facet_{name}"


def title(language: str) -> str:
    """Return the tantivy field that readers of a language sort titles by."""
    return f"title_{language}"


def _build() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field(ID, stored=True, fast=True, tokenizer_name="raw", index_option="basic")
    for name in (VERSION, NEWEST, OLDEST, PUBLISHED, YEARS):
        builder.add_unsigned_field(name, indexed=name != VERSION, fast=True)
    builder.add_unsigned_field(ALIVE, indexed=True)
    builder.add_text_field(TEXT, tokenizer_name="whitespace", index_option="position")
    for name in (TITLES, SPELLINGS, LANGUAGE):
        builder.add_text_field(name, tokenizer_name="whitespace", index_option="basic")
    for field in FIELDS:
        builder.add_text_field(facet(field.name), fast=True, tokenizer_name="raw", index_option="basic")
    for language in READER_LANGUAGES:
        builder.add_text_field(title(language), fast=True, tokenizer_name="raw", index_option="basic")
    builder.add_float_field(WEIGHT, fast=True)
    builder.add_bytes_field(STORED, stored=True)
    return builder.build()


SCHEMA = _build()
