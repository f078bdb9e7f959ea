"""Ask the search engine. Every answer passes search.visibility; nobody else talks to the engine to answer a reader."""

from __future__ import annotations

import atexit
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Lock

from django.conf import settings
from django.utils.module_loading import import_string

from search import budget, past, visibility
from search.editorial import pins
from search.engines.base import Engine, EngineUnavailable
from search.lexicon import expand
from search.types import SearchRequest, SearchResult, Suggestion

Prepare = Callable[[SearchRequest], SearchRequest]
"""Adds to a question what editors have arranged for it."""


def prepared(request: SearchRequest) -> SearchRequest:
    """Return the question with what may stand for its words, in six languages, and what editors pinned for it."""
    return replace(
        request,
        expansions=expand(request.text, request.language),
        pinned=pins.pinned_for(request.text, request.language),
    )


@budget.shared()
def search(request: SearchRequest, prepare: Prepare = prepared) -> SearchResult:
    """Answer a question with public records. Raises EngineUnavailable or StaleCursor.

    Words whose spelling was corrected are asked again, with what is arranged for them. A day of the past is answered
    from the database: the engine knows today alone.
    """
    if request.as_of:
        return past.search(request, request.as_of)
    question = prepare(request)
    with asking() as engine:
        result = engine.search(question)
    if result.corrected:
        result = _asked_again(request, result, prepare) or result
    if not result.count:
        refuse_if_lost()
    return visibility.of_result(result)


@budget.shared()
def suggest(prefix: str, language: str, size: int = 8) -> tuple[Suggestion, ...]:
    """Return public records whose titles have these words, the last one as a beginning. Raises EngineUnavailable."""
    if not prefix.strip():
        return ()
    with asking() as engine:
        found = engine.suggest(prefix, language, size)
    if not found:
        refuse_if_lost()
    return visibility.of_suggestions(found)


@budget.shared()
def similar(id: str, language: str, size: int = 6) -> tuple[Suggestion, ...]:
    """Return public records that are like this one, best first. Raises EngineUnavailable."""
    with asking() as engine:
        found = engine.similar(id, language, size)
    return visibility.of_suggestions(found)


def _asked_again(request: SearchRequest, first: SearchResult, prepare: Prepare) -> SearchResult | None:
    """Return the answer to the corrected words; None when nothing is arranged for them or nothing found."""
    corrected = prepare(replace(request, text=first.did_you_mean))
    if not (corrected.expansions or corrected.pinned):
        return None
    with asking() as engine:
        result = engine.search(corrected)
    if not result.count:
        return None
    return replace(result, corrected=True, did_you_mean=result.did_you_mean or first.did_you_mean)


@contextmanager
def asking() -> Iterator[Engine]:
    """Lend the engine for as long as the request has time to wait for it. Raises EngineUnavailable."""
    with budget.spending():
        if not budget.remaining():
            raise EngineUnavailable("The time for this request is over.")
        yield engine()


def is_lost() -> bool:
    """Whether the index answers and is empty, although it was given public records. Raises EngineUnavailable."""
    # Looked at again: the first record may have been brought in and noted between the two questions.
    return _is_empty() and visibility.any_brought() and _is_empty()


def _is_empty() -> bool:
    with asking() as engine:
        health = engine.health()
    return health.ok and not health.documents


def refuse_if_lost() -> None:
    """An index that was lost finds nothing: that is an outage, not an answer."""
    if is_lost():
        raise EngineUnavailable("The index is empty; it is being filled again.")


@dataclass(frozen=True, slots=True)
class Loosening:
    """A filter to leave out, and how many records there would be without it."""

    request: SearchRequest
    parameter: str
    count: int


def loosen(request: SearchRequest) -> tuple[Loosening, ...]:
    """Return the filters whose absence would find something, the most fruitful first. One search for each filter.

    What is not found out in the time that the request has is left out; of a day of the past, all of it.
    """
    if request.as_of:
        return ()
    found = []
    arranged = prepared(request)
    for name, without in _without_each_filter(request):
        try:
            found.append(Loosening(without, name, _count(without, arranged)))
        except EngineUnavailable:
            break
    return tuple(sorted((each for each in found if each.count), key=lambda each: -each.count))


def _without_each_filter(request: SearchRequest) -> list[tuple[str, SearchRequest]]:
    loosened = [
        (
            name,
            replace(
                request, filters={other: keys for other, keys in request.filters.items() if other != name}
            ),
        )
        for name in request.filters
    ]
    if request.year_from or request.year_to:
        loosened.append(("year", replace(request, year_from=None, year_to=None)))
    return [(name, replace(without, offset=0, cursor="")) for name, without in loosened]


def _count(request: SearchRequest, arranged: SearchRequest) -> int:
    """Return how many records answer, with what is arranged for the words, which do not change with the filters."""
    question = replace(
        request,
        expansions=arranged.expansions,
        pinned=arranged.pinned,
        facets=(),
        size=1,
        highlight=False,
        rescue=False,
    )
    with asking() as engine:
        return engine.search(question).count


def _embedded(apart: str) -> Engine:
    folder = Path(settings.SEARCH_INDEX_DIR)
    engine_class = import_string("search.engines.embedded.EmbeddedEngine")
    opened: Engine = engine_class(folder / apart if apart else folder)
    return opened


def _elasticsearch(apart: str) -> Engine:
    prefix = f"{settings.SEARCH_INDEX_PREFIX}-{apart}" if apart else settings.SEARCH_INDEX_PREFIX
    engine_class = import_string("search.engines.elasticsearch.ElasticsearchEngine")
    opened: Engine = engine_class(settings.ELASTICSEARCH_URL, prefix)
    return opened


ENGINES = {"embedded": _embedded, "elasticsearch": _elasticsearch}
"""What SEARCH_ENGINE may name. Each imports its engine on first use: only its users need the library."""

_opening = Lock()
_open: dict[tuple[object, ...], Engine] = {}


def engine() -> Engine:
    """Return this process's engine, opened on first use.

    A forked child opens its own: what it inherited belongs to the parent, so it is neither used nor closed there.
    """
    store = (settings.SEARCH_INDEX_DIR, settings.ELASTICSEARCH_URL, settings.SEARCH_INDEX_PREFIX)
    key = (os.getpid(), settings.SEARCH_ENGINE, *store)
    with _opening:
        if key not in _open:
            _open[key] = open_engine()
        return _open[key]


def open_engine(apart: str = "") -> Engine:
    """Open an engine of the configured kind: on the site's own store, or on one apart under this name."""
    return ENGINES[settings.SEARCH_ENGINE](apart)


def close() -> None:
    """Let go of the engines this process opened; the next question opens one again."""
    with _opening:
        for key in [key for key in _open if key[0] == os.getpid()]:
            _open.pop(key).close()


def _renew_lock() -> None:
    """Another thread of the parent may have held the lock when the child was made."""
    global _opening
    _opening = Lock()


os.register_at_fork(after_in_child=_renew_lock)
atexit.register(close)
