"""What is offered while somebody types: values to narrow by, organisations, and records by their titles."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, islice
from typing import cast

from django.core.cache import cache

from cms.core.navigation import search_page
from cms.organisations.models import Organisation
from cms.organisations.queries import beginning_with
from cms.taxonomy import queries
from cms.taxonomy.enums import Vocabulary
from cms.taxonomy.folding import fold
from search import service
from search.schema import FIELDS
from search.types import SearchRequest

RECORD = "record"
"""The kind of an offer that is no value of a facet."""
MOST = 8
MOST_TERMS = 3
MOST_ORGANISATIONS = 2
CANDIDATES = 6
"""So many organisations are looked at to find some with public records."""
REMEMBERED = 60
"""Seconds that a process remembers which values have records: it is asked at every key that is pressed."""

InUse = Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Offer:
    """Something that begins with what is typed."""

    kind: str
    """ RECORD, or the facet that it is a value of: "action_line", "organisation"."""
    id: str
    """The record's public id, or the value's key."""
    title: str
    language: str
    url: str
    """A path: the record's page, or the search page narrowed to the value."""


def offers(prefix: str, language: str) -> tuple[Offer, ...]:
    """Return at most eight: values first, then organisations, then records. Raises EngineUnavailable.

    An organisation is offered only where a public record names it.
    """
    values = (*terms(prefix, language), *organisations(prefix, language))
    records = (
        Offer(RECORD, found.id, found.title, found.language, found.url)
        for found in service.suggest(prefix, language, MOST)
    )
    return tuple(islice(chain(values, records), MOST))


def terms(prefix: str, language: str) -> tuple[Offer, ...]:
    """Return values of public records with a label, in the reader's language, in which these words begin words."""
    begun = fold(prefix).split()
    if not begun:
        return ()
    in_use = values_in_use()
    found = (
        Offer(field.name, code, term.label, language, search_page(language, **{field.name: code}))
        for field in FIELDS
        if field.vocabulary
        for code, term in queries.labels(Vocabulary(field.vocabulary), language).items()
        if code in in_use[field.name] and begins(begun, _words(term.label))
    )
    return tuple(islice(found, MOST_TERMS))


def values_in_use() -> InUse:
    """Return, by field, the values of the vocabularies that public records have, or had at most a minute ago."""
    return cast(InUse, cache.get_or_set("search:values_in_use", _values_in_use, REMEMBERED))


def _values_in_use() -> InUse:
    names = tuple(field.name for field in FIELDS if field.vocabulary)
    result = service.search(SearchRequest(facets=names, size=1, highlight=False))
    return {name: frozenset(count.key for count in result.facets[name] if count.count) for name in names}


def organisations(prefix: str, language: str) -> tuple[Offer, ...]:
    """Return organisations with a public record and a name in which the words begin a word."""
    candidates = beginning_with(Organisation.objects.all(), prefix).values_list("slug", "name")[:CANDIDATES]
    found = (
        Offer("organisation", slug, name, "", search_page(language, organisation=slug))
        for slug, name in candidates
        if _has_public_record(slug)
    )
    return tuple(islice(found, MOST_ORGANISATIONS))


def _has_public_record(organisation: str) -> bool:
    filters = {"organisation": frozenset({organisation})}
    request = SearchRequest(filters=filters, size=1, highlight=False)
    return bool(service.search(request).hits)


def begins(begun: list[str], words: tuple[str, ...]) -> bool:
    """Tell whether each of the typed words begins a word."""
    return all(any(word.startswith(typed) for word in words) for typed in begun)


@lru_cache(maxsize=4096)
def _words(label: str) -> tuple[str, ...]:
    return tuple(fold(label).split())
