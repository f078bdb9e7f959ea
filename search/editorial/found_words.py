"""Where a record has the words of a question: in which field and language, and by which equivalent. Plain Python."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from search.analysis import analyse, is_cjk, raw_words
from search.engines.spelling import tokens_in_any_language
from search.questions import Clause, Reading
from search.questions.parsing import reading_of
from search.types import UNDETERMINED, Equivalent, SearchDocument, SearchRequest

TITLE, TEXT, ORGANISATION, NUMBER = "title", "text", "organisation", "number"


class Place(NamedTuple):
    field: str
    """TITLE, TEXT, ORGANISATION or NUMBER."""
    language: str
    """Empty for fields that have none."""
    words: str = ""
    """The equivalent that is there; empty for the words themselves."""
    origin: str = ""
    """Where the equivalent comes from: a value of search.lexicon.Origin."""


@dataclass(frozen=True, slots=True)
class WordFound:
    words: str
    """As typed; a pair of characters for Chinese."""
    places: tuple[Place, ...]
    is_found: bool


class Passage(NamedTuple):
    field: str
    language: str
    tokens: str
    """Between blanks, so that a reading is found as a whole."""


def words_found(
    clauses: Iterable[Clause],
    request: SearchRequest,
    document: SearchDocument | None,
    *,
    any_of: bool = False,
) -> tuple[WordFound, ...]:
    """Return each of the clauses that came of a request with where the document has it; with any_of part of it does."""
    passages = list(_passages(document)) if document else []
    known = {
        reading_of(each.words, each.language): each for one in request.expansions for each in one.equivalents
    }
    return tuple(
        _found(clause.loosened() if any_of else clause, _typed(clause, request.text), passages, known, any_of)
        for clause in clauses
    )


def _found(
    clause: Clause,
    typed: str,
    passages: Iterable[Passage],
    known: Mapping[Reading, Equivalent],
    any_of: bool,
) -> WordFound:
    own = [_places(word, passages) for word in clause.words]
    there = dict.fromkeys(place for found in own for place in found)
    others = [
        Place(place.field, place.language, equivalent.words, equivalent.origin)
        for other in clause.equivalents
        if (equivalent := known.get(other.reading))
        for place in _places([other.reading], passages)
    ]
    enough = any(own) if any_of else all(own)
    new = [other for other in others if not (enough and Place(other.field, other.language) in there)]
    return WordFound(typed, (*there, *dict.fromkeys(new)), bool(enough or others))


def _places(readings: Iterable[Reading], passages: Iterable[Passage]) -> list[Place]:
    """Return where one of these readings stands."""
    wanted = [f" {' '.join(reading)} " for reading in readings]
    return [
        Place(passage.field, passage.language)
        for passage in passages
        if any(reading in passage.tokens for reading in wanted)
    ]


def _passages(document: SearchDocument) -> Iterator[Passage]:
    """Yield what an engine indexes of a record, a field at a time."""
    for language, text in document.texts.items():
        yield _passage(TITLE, language, text.title)
        yield _passage(TEXT, language, text.summary)
        yield _passage(TEXT, language, text.body)
    for language in (UNDETERMINED, *document.texts):
        yield Passage(ORGANISATION, "", f" {analyse(document.organisation, language)} ")
    yield Passage(NUMBER, "", f" {analyse(document.id, UNDETERMINED)} ")


def _passage(field: str, language: str, text: str) -> Passage:
    return Passage(field, language, f" {analyse(text, language)} ")


def _typed(clause: Clause, text: str) -> str:
    """Return the words of the text that a clause was made of."""
    own = {token for word in clause.words for reading in word for token in reading}
    typed = [word for word in raw_words(text) if not is_cjk(word) and tokens_in_any_language(word) & own]
    return " ".join(dict.fromkeys(typed)) or " ".join(sorted(own))
