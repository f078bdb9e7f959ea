"""Why a record is where it is among the results of a question, or why it is not there.

Told from the record as the database has it now and from what the engine answers, whatever the engine: words are found
by the same analysis that made the index. Values only; the page puts them into sentences.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from search import budget, registry, service
from search.editorial.found_words import WordFound, words_found
from search.engines.documents import READER_BOOST, weight_of, years_of
from search.models import OutboxRow
from search.params import first_page
from search.questions import parse
from search.schema import FIELDS
from search.types import Hit, SearchDocument, SearchRequest, SearchResult, Sort

PAGE = 100
LOOKED_AT = 500
"""Results among which a record's place is looked for."""
SECONDS = 6.0


@dataclass(frozen=True, slots=True)
class FilterMet:
    """One filter of the question: the values that were asked for, those of the record, and whether they meet."""

    name: str
    asked: tuple[str, ...]
    held: tuple[str, ...]
    met: bool


@dataclass(frozen=True, slots=True)
class Score:
    """(words + language) x quality."""

    total: float
    words: float
    language: float
    quality: float


@dataclass(frozen=True, slots=True)
class Explanation:
    request: SearchRequest
    """On its first page, in the words that were answered."""
    id: str
    document: SearchDocument | None
    """As it is public now; None when it is not."""
    count: int
    place: int | None
    """Among the results, 1 is the first; None when it is not among those looked at."""
    words: tuple[WordFound, ...]
    unwanted: tuple[WordFound, ...]
    """Words that must be absent and are there."""
    filters: tuple[FilterMet, ...]
    pinned: bool
    corrected: bool
    relaxed: bool
    score: Score | None
    """None without words, in another order than relevance, and for what is pinned or not found."""
    waiting: OutboxRow | None
    """The change that the worker has not brought into the index."""

    @property
    def missing(self) -> tuple[WordFound, ...]:
        return tuple(word for word in self.words if not word.is_found)

    @property
    def excluding(self) -> tuple[FilterMet, ...]:
        return tuple(each for each in self.filters if not each.met)

    @property
    def widened(self) -> bool:
        """Whether it is there with some of the words because others stand for them."""
        return bool(self.place and self.missing and not (self.relaxed or self.pinned))

    @property
    def answers(self) -> bool:
        """Whether the record as it is now is an answer to the question."""
        enough = len(self.missing) < len(self.words) if self.relaxed and self.words else not self.missing
        return bool(self.document and not self.excluding and (self.pinned or (enough and not self.unwanted)))


@budget.spending(SECONDS)
def explain(request: SearchRequest, id: str) -> Explanation:
    """Explain the place of a record among the results of a question. Raises EngineUnavailable."""
    asked = first_page(replace(request, size=PAGE, facets=(), highlight=False))
    result, place, hit = _found(asked, id)
    answered = replace(asked, text=result.did_you_mean) if result.corrected else asked
    prepared = service.prepared(answered)
    document = registry.build([id]).get(id)
    question = parse(prepared.text, prepared.expansions)
    pinned = id in prepared.pinned and request.sort is Sort.RELEVANCE
    return Explanation(
        request=answered,
        id=id,
        document=document,
        count=result.count,
        place=place,
        words=words_found(question.required, prepared, document, any_of=result.relaxed),
        unwanted=tuple(word for word in words_found(question.excluded, prepared, document) if word.is_found),
        filters=tuple(filters_met(request, document)) if document else (),
        pinned=pinned,
        corrected=result.corrected,
        relaxed=result.relaxed,
        score=None if pinned else score_of(hit, document, request.language),
        waiting=_waiting(id),
    )


def _found(request: SearchRequest, id: str) -> tuple[SearchResult, int | None, Hit | None]:
    """Return the answer, and the place of the record with its hit when it is among the first results."""
    first = result = service.search(request)
    before = 0
    while result.hits:
        for number, hit in enumerate(result.hits, before + 1):
            if hit.id == id:
                return first, number, hit
        before += len(result.hits)
        offset = request.offset + PAGE
        if offset >= min(LOOKED_AT, result.count):
            break
        request = replace(request, offset=offset)
        result = service.search(request)
    return first, None, None


def filters_met(request: SearchRequest, document: SearchDocument) -> Iterator[FilterMet]:
    """Yield the filters of the question in the order of the fields, the span of years last."""
    for field in FIELDS:
        if asked := request.filters.get(field.name):
            held = document.facets.get(field.name, ())
            yield FilterMet(field.name, tuple(sorted(asked)), held, not asked.isdisjoint(held))
    first, last = request.year_from, request.year_to
    if first is not None or last is not None:
        years = years_of(document)
        met = any((first is None or first <= year) and (last is None or year <= last) for year in years)
        span = tuple("" if year is None else str(year) for year in (first, last))
        yield FilterMet("years", span, tuple(map(str, years)), met)


def score_of(hit: Hit | None, document: SearchDocument | None, language: str) -> Score | None:
    """Return the parts of the engine's score; what the words weigh is what remains of it."""
    if hit is None or hit.score is None or document is None:
        return None
    quality, boost = weight_of(document), READER_BOOST if language in hit.languages else 0.0
    return Score(hit.score, hit.score / quality - boost, boost, quality)


def _waiting(id: str) -> OutboxRow | None:
    row = OutboxRow.objects.filter(document_id=id).first()
    return row if row and row.version > row.applied_version else None
