"""From what dictionaries say to what may stand for a word in five other languages.

All of them have English on one side, so English is the way between any two others. A translation counts for more the
more dictionaries and directions give it, and for less the further behind it stands and the vaguer its English is.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from search.analysis import fold, is_stop_word, raw_words
from search.lexicon.compiling import LANGUAGES, LONGEST_RUN, key_of
from search.lexicon.dictionaries.readers import Sense, Source
from search.lexicon.origins import WEIGHTS, Origin

_LONGEST_PHRASE = 3
_MOST_ENGLISH = 6
"""English words through which a word is carried into another language, and those it is given itself."""
_MOST = 4
"""Words of any other language that a word is given."""
_PLENTY = 12
"""An English word that translates more words than this is vague: "make", "thing"."""
_LEAST = 0.02
_PARTICLES = ("to ", "a ", "an ", "the ", "be ")

Shares = Mapping[str, float]
"""Key of a word -> its part of all that a word means; together at most 1."""


def _no_pairs() -> dict[str, dict[str, dict[str, float]]]:
    return {language: defaultdict(dict) for language in LANGUAGES if language != "en"}


@dataclass(slots=True)
class Dictionary:
    """Pairs of English and foreign words, from any number of sources."""

    pairs: dict[str, dict[str, dict[str, float]]] = field(default_factory=_no_pairs)
    """Foreign language -> key of a word -> keys of English words, with how much speaks for each."""
    spelled: dict[str, dict[str, str]] = field(default_factory=lambda: {each: {} for each in LANGUAGES})
    """Language -> key -> its shortest spelling."""

    def add(self, source: Source, senses: Iterable[Sense]) -> int:
        """Take up what a source says and return how many pairs could be used."""
        return sum(self._add(source.languages, sense) for sense in senses)

    def _add(self, languages: tuple[str, str], sense: Sense) -> bool:
        words = dict(zip(languages, (sense.headword, sense.words), strict=True))
        english = self._key(_bare(words.pop("en")), "en")
        language, foreign_words = words.popitem()
        foreign = self._key(foreign_words, language)
        if not english or not foreign:
            return False
        known = self.pairs[language][foreign]
        known[english] = known.get(english, 0) + 1 / (1 + sense.place / 4) / len(english.split())
        return True

    def _key(self, words: str, language: str) -> str:
        """Return the key of a word or short phrase, noting its spelling; empty for what is not worth looking up."""
        if not _is_useful(words, language):
            return ""
        key = key_of(words, language)
        held = self.spelled[language].get(key)
        if held is None or len(words) < len(held):
            self.spelled[language][key] = words.lower()
        return key

    def entries(self) -> Iterator[tuple[str, str, list[tuple[str, str, float]]]]:
        """Yield language and key of every word, and (language, words, weight) of what may stand for it."""
        to_english = {language: _shares(_told_vague(held)) for language, held in self.pairs.items()}
        from_english = {language: _shares(_turned(held)) for language, held in to_english.items()}
        for language, held in to_english.items():
            others = {other: table for other, table in from_english.items() if other != language}
            for key, english in held.items():
                yield language, key, self._weighed({"en": english} | _carried(english, others))
        for key in set().union(*from_english.values()):
            yield "en", key, self._weighed(_carried({key: 1.0}, from_english))

    def _weighed(self, shares: Mapping[str, Shares]) -> list[tuple[str, str, float]]:
        """Return the shares as weights: the best has all that a dictionary can have, the others by their root.

        The shares themselves fall too fast: what is second among four meanings is far more than a quarter as likely.
        """
        most = max((share for found in shares.values() for share in found.values()), default=0)
        return [
            (
                language,
                self.spelled[language][key],
                round(WEIGHTS[Origin.DICTIONARY] * math.sqrt(share / most), 2),
            )
            for language, found in shares.items()
            for key, share in _first(found, _MOST_ENGLISH if language == "en" else _MOST)
        ]


def _is_useful(words: str, language: str) -> bool:
    found = raw_words(words)
    if language == "zh":
        return len(found) == 1 and 2 <= len(words) <= LONGEST_RUN
    return 1 <= len(found) <= _LONGEST_PHRASE and not all(is_stop_word(fold(word)) for word in found)


def _bare(english: str) -> str:
    """Return an English word without "to" or an article before it."""
    words = english.strip()
    for particle in _PARTICLES:
        words = words.removeprefix(particle)
    return words


def _told_vague(held: Mapping[str, Shares]) -> dict[str, dict[str, float]]:
    """Return the pairs with those of vague English words counting less."""
    spread = Counter(english for found in held.values() for english in found)
    vague = {english: 1 / (1 + math.log(max(1, count / _PLENTY))) for english, count in spread.items()}
    return {
        key: {english: score * vague[english] for english, score in found.items()}
        for key, found in held.items()
    }


def _turned(held: Mapping[str, Shares]) -> dict[str, dict[str, float]]:
    turned: dict[str, dict[str, float]] = defaultdict(dict)
    for key, found in held.items():
        for english, score in found.items():
            turned[english][key] = score
    return turned


def _shares(held: Mapping[str, Mapping[str, float]]) -> dict[str, dict[str, float]]:
    """Return what each word means, as parts of the whole, the greatest first."""
    shares = {}
    for key, found in held.items():
        whole = sum(found.values())
        shares[key] = {other: score / whole for other, score in _first(found, _MOST_ENGLISH)}
    return shares


def _carried(english: Shares, tables: Mapping[str, Mapping[str, Shares]]) -> dict[str, dict[str, float]]:
    """Return, per language, the words that these English words stand for."""
    carried = {}
    for language, table in tables.items():
        found: dict[str, float] = defaultdict(float)
        for word, share in english.items():
            for other, part in table.get(word, {}).items():
                found[other] += share * part
        carried[language] = {key: share for key, share in found.items() if share >= _LEAST}
    return carried


def _first(found: Mapping[str, float], most: int) -> list[tuple[str, float]]:
    return sorted(found.items(), key=lambda pair: -pair[1])[:most]
