"""Terms as a question meets them: by their stems, in every language. Plain values; built once, read by all threads."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from search.analysis import analyse, fold, is_cjk, is_stop_word, raw_words
from search.lexicon.origins import WEIGHTS, Origin
from search.types import Equivalent

LANGUAGES = ("en", "fr", "es", "ru", "ar", "zh")
LONGEST_TERM = 5
"""Words of a term; a label with more is a sentence that nobody types."""
LONGEST_RUN = 8
"""Characters of a Chinese term."""
_REMEMBERED = 4_000
"""Terms whose equivalents a process remembers: about 10 MB when full."""
_STEP = 0.05
"""How much less each further alternative counts than the one before it."""
_OWN_LANGUAGE = 0.5
"""Another word of the same language is only near: readers who want it too are few."""


@dataclass(frozen=True, slots=True)
class Rendering:
    words: str
    language: str
    key: str
    """What it shares with its inflected forms."""
    place: int
    """Among the alternatives of its language, the commonest being 0."""
    is_asked: bool
    """Short enough to be typed, with a word that means something."""


@dataclass(frozen=True, slots=True)
class Concept:
    """Words that mean the same."""

    renderings: tuple[Rendering, ...]
    origin: Origin


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What each term may mean, and what its words are, per language."""

    terms: Mapping[str, Mapping[str, tuple[Concept, ...]]] = field(default_factory=dict)
    """Language -> key of a term -> its meanings."""
    words: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Language -> the tokens of its terms: a question that has them may be in that language."""
    _asked: dict[tuple[str, str], tuple[Equivalent, ...]] = field(default_factory=dict)
    """What was asked lately: many questions have the same words."""

    def equivalents(self, language: str, key: str) -> tuple[Equivalent, ...]:
        """Return what may stand for a term, each rendering once, the heaviest first; nothing for an unknown one."""
        meanings = self.terms[language].get(key)
        if meanings is None:
            return ()
        if (language, key) not in self._asked:
            if len(self._asked) >= _REMEMBERED:
                self._asked.clear()
            self._asked[language, key] = _equivalents(meanings, language, key)
        return self._asked[language, key]


def key_of(words: str, language: str) -> str:
    """Return what two spellings of a term have in common: their stems; for Chinese the run itself."""
    return "".join(map(fold, raw_words(words))) if language == "zh" else analyse(words, language)


def concept(words: Mapping[str, Sequence[str]], origin: Origin) -> Concept:
    """Return the meaning that these words share; they are given by language, the commonest first."""
    renderings = (
        _rendering(each, language, place)
        for language, every in words.items()
        for place, each in enumerate(every)
    )
    return Concept(tuple(filter(None, renderings)), origin)


def _rendering(words: str, language: str, place: int) -> Rendering | None:
    """Return None for what the index holds everywhere: "the", and what looks like it once folded, "thé"."""
    found = raw_words(words)
    means = not all(is_stop_word(fold(word)) for word in found)
    if len(found) == 1 and not means:
        return None
    key = key_of(words, language)
    if found and is_cjk(found[0]):
        return Rendering(words, language, key, place, 2 <= len(key) <= LONGEST_RUN)
    return Rendering(words, language, key, place, means and len(found) <= LONGEST_TERM)


def compiled(concepts: Iterable[Concept]) -> Lexicon:
    """Return the lexicon of these concepts."""
    terms: dict[str, dict[str, tuple[Concept, ...]]] = {
        language: defaultdict(tuple) for language in LANGUAGES
    }
    for meaning in concepts:
        for own in meaning.renderings:
            if own.is_asked and meaning not in terms[own.language][own.key]:
                terms[own.language][own.key] += (meaning,)
    return Lexicon(
        {language: dict(held) for language, held in terms.items()},
        {language: frozenset(" ".join(held).split()) for language, held in terms.items()},
    )


def _equivalents(meanings: Iterable[Concept], language: str, key: str) -> tuple[Equivalent, ...]:
    best: dict[tuple[str, str], Equivalent] = {}
    for meaning in meanings:
        weight = _weight(meaning, language, key)
        for other in meaning.renderings:
            place = (other.language, other.key)
            found = Equivalent(
                other.words, other.language, weight * _share(meaning, other, language), meaning.origin
            )
            if place != (language, key) and (place not in best or best[place].weight < found.weight):
                best[place] = found
    return tuple(sorted(best.values(), key=lambda each: -each.weight))


def _weight(meaning: Concept, language: str, key: str) -> float:
    """Return how much a meaning counts: less where the term is one of its rarer alternatives."""
    own = min(each.place for each in meaning.renderings if (each.language, each.key) == (language, key))
    return WEIGHTS[meaning.origin] * _of_place(meaning, own)


def _share(meaning: Concept, other: Rendering, language: str) -> float:
    if meaning.origin is Origin.SYNONYM:
        return 1.0
    return _of_place(meaning, other.place) * (_OWN_LANGUAGE if other.language == language else 1.0)


def _of_place(meaning: Concept, place: int) -> float:
    return 1.0 if meaning.origin is Origin.SYNONYM else max(1 - _STEP * place, 0.5)
