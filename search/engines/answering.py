"""How a question is answered, whatever the engine: its limits, the rescue when nothing is found, what a hit shows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Protocol

from search.analysis import LANGUAGES, raw_words
from search.engines.narrowing import filtered_fields
from search.engines.spelling import moved
from search.highlighting import best_language, mark_passage, mark_title
from search.questions import Question, parse
from search.schema import BY_NAME
from search.types import UNDETERMINED, FacetCount, Hit, SearchDocument, SearchRequest, SearchResult, Sort

LARGEST_PAGE = 100
LAST_OFFSET = 10_000
FEW = 20
"""An answer with fewer records is joined by those that have half of the words in other words."""
MOST_VALUES = 1_000
"""So many values of a facet are listed, beside those that are selected."""
READER_LANGUAGES = tuple(language for language in LANGUAGES if language != UNDETERMINED)


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of an index: the request within its limits, its words, and how many of them must be there."""

    request: SearchRequest
    question: Question
    any_of: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether something was typed that holds no word: it finds nothing."""
        return not self.question and bool(self.request.text.strip())

    @property
    def sort(self) -> Sort:
        """The order to answer in; without words, relevance means newest first."""
        if self.request.sort is Sort.RELEVANCE and not self.question.required:
            return Sort.NEWEST
        return self.request.sort

    @property
    def pinned(self) -> tuple[str, ...]:
        return self.request.pinned if self.sort is Sort.RELEVANCE else ()

    def without_filters(self) -> Asked:
        return replace(self, request=replace(self.request, filters={}, year_from=None, year_to=None))


class Index(Protocol):
    """What an engine does with a question once it has been read."""

    def answer(self, asked: Asked) -> SearchResult:
        """Return one page of hits with the counts; without rescue. Raises StaleCursor."""
        ...

    def count(self, asked: Asked, enough: int) -> int:
        """Return how many records answer; any number from `enough` upwards where there are more. Costs little."""
        ...

    def correct(self, text: str, spared: frozenset[str]) -> str:
        """Return the text with its unknown words, but for those spared, replaced by the nearest known ones.

        Empty when nothing changes.
        """
        ...


def search(index: Index, request: SearchRequest) -> SearchResult:
    """Answer a question; whatever is asked stays within what an index can bear. Raises StaleCursor."""
    asked = Asked(within_limits(request), parse(request.text, request.expansions))
    if not request.rescue or not asked.question.required:
        return index.answer(asked)
    wider = _widened(asked)
    # To count first is quicker than to answer twice.
    if wider and 0 < index.count(asked, FEW) < FEW:
        return index.answer(wider)
    result = index.answer(asked)
    if result.count or (filtered_fields(request) and index.count(asked.without_filters(), 1)):
        return result
    return _rescued(index, asked) or result


def within_limits(request: SearchRequest) -> SearchRequest:
    """Return the request with a page size of 1 to 100, an offset up to 10,000 and a known reader's language."""
    return replace(
        request,
        language=known_language(request.language),
        offset=0 if request.cursor else min(max(request.offset, 0), LAST_OFFSET),
        size=min(max(request.size, 1), LARGEST_PAGE),
    )


def known_language(language: str) -> str:
    """Return the reader's language if it is one of the six, else the first."""
    return language if language in READER_LANGUAGES else READER_LANGUAGES[0]


def _widened(asked: Asked) -> Asked | None:
    """Return what to ask where all of the words find little: half of them in other words, the best first."""
    question = asked.question.widened() if asked.sort is Sort.RELEVANCE else None
    return replace(asked, question=question) if question else None


def _rescued(index: Index, asked: Asked) -> SearchResult | None:
    """Try the corrected spelling with all the words, then with any of them."""
    text, expansions = asked.request.text, asked.request.expansions
    corrected = index.correct(text, _expanded_words(asked.request))
    question = parse(corrected, moved(expansions, text, corrected)) if corrected else asked.question
    for any_of in _worth_trying(question, corrected):
        result = index.answer(replace(asked, question=question, any_of=any_of))
        if result.count:
            return replace(result, did_you_mean=corrected, corrected=bool(corrected), relaxed=any_of)
    return None


def _expanded_words(request: SearchRequest) -> frozenset[str]:
    """Return the words that have equivalents: they are spelled right, in whatever language."""
    spans = (request.text[expansion.start : expansion.end] for expansion in request.expansions)
    return frozenset(word for span in spans for word in raw_words(span))


def _worth_trying(question: Question, corrected: str) -> Iterator[bool]:
    """Yield whether any of the words is enough, strictest first."""
    if corrected:
        yield False
    if question.can_be_relaxed():
        yield True


def as_facet(name: str, counts: Mapping[str, int], selected: Iterable[str]) -> tuple[FacetCount, ...]:
    """Return the counts in the order of the field, a selected value that has none with 0."""
    chosen = frozenset(selected)
    every = {**dict.fromkeys(chosen, 0), **counts}
    found = [FacetCount(key, count, key in chosen) for key, count in every.items()]
    if BY_NAME[name].values == "year":
        return tuple(sorted(found, key=lambda each: each.key))
    return tuple(sorted(found, key=lambda each: (-each.count, each.key)))


def hit_of(asked: Asked, document: SearchDocument, score: float | None) -> Hit:
    """Return what is shown of a record for this question."""
    language = best_language(document.texts, asked.request.language, asked.question)
    text = document.texts[language]
    wanted = asked.question.readings() if asked.request.highlight else frozenset()
    return Hit(
        id=document.id,
        language=language,
        text=text,
        title_html=mark_title(text.title, language, wanted),
        snippet_html=mark_passage(text, language, wanted),
        languages=tuple(document.texts),
        facets=document.facets,
        organisation=document.organisation,
        date=document.date,
        score=score,
        pinned=document.id in asked.pinned,
    )
