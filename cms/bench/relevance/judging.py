"""Questions whose right answer is known by how they are made.

Every question is cut out of a record by a fixed seed before any engine has seen either, and the record it comes from
(with those that say the same, word for word) is its right answer. That undercounts: another record may answer as well.
So the numbers compare engines, versions and languages; they are not a reader's satisfaction.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from cms.bench.relevance.corpora import Parallel, Record
from search.analysis import analyse, fold, is_cjk, is_stop_word, raw_words

WORDS_OF_TITLE = 5
WORDS_OF_TEXT = 5
LEAST_TEXT = 200
"""Characters a description must have to be asked for in its own words; a third of it in Chinese."""
LONGEST_QUESTION = 500
SHORTEST_MISSPELT = 5
"""One error in a shorter word makes another word of it."""
LETTERS = "aeiorstn"


@dataclass(frozen=True, slots=True)
class Judged:
    text: str
    language: str
    """The reader's."""
    relevant: frozenset[str]


Make = Callable[[Record, random.Random], str]
"""Cut a question out of a record; empty when it does not serve."""


def judged(records: Sequence[Record], language: str, make: Make, count: int, seed: int) -> list[Judged]:
    """Return so many questions made of records in a language, fewer where there are not as many."""
    draw = random.Random(seed)  # noqa: S311 - nothing secret
    same = _saying_the_same(records)
    own = sorted((record for record in records if record.language == language), key=lambda each: each.id)
    draw.shuffle(own)
    made = ((record, make(record, draw)) for record in own)
    questions = (Judged(text, language, same[record.title, record.text]) for record, text in made if text)
    return [question for question, _number in zip(questions, range(count), strict=False)]


def known_item(record: Record, draw: random.Random) -> str:
    """Return the first words of the title, those without meaning left out."""
    words = _meaning(record.title)[:WORDS_OF_TITLE]
    return " ".join(words) if len(words) > 1 else ""


def with_typing_error(record: Record, draw: random.Random) -> str:
    """Return the known item with one error in its longest word: a letter lost, doubled, swapped or wrong."""
    words = known_item(record, draw).split()
    longest = max(words, key=len, default="")
    if len(longest) < SHORTEST_MISSPELT or is_cjk(longest):
        return ""
    return " ".join(_misspelt(word, draw) if word == longest else word for word in words)


def in_own_words(record: Record, draw: random.Random) -> str:
    """Return words of the description that the title does not have, in the order they stand."""
    needed = LEAST_TEXT // 3 if record.language == "zh" else LEAST_TEXT
    if len(record.text) < needed:
        return ""
    title = set(analyse(record.title, record.language).split())
    words = [
        word
        for word in dict.fromkeys(_meaning(record.text))
        if len(word) > 3 and title.isdisjoint(analyse(word, record.language).split())
    ]
    if len(words) < WORDS_OF_TEXT:
        return ""
    chosen = set(draw.sample(words, WORDS_OF_TEXT))
    return " ".join(word for word in words if word in chosen)


def across(texts: Iterable[Parallel], asked_in: str) -> list[Judged]:
    """Return whole texts in a language, each asking for its record in another."""
    return [Judged(text.texts[asked_in][:LONGEST_QUESTION], asked_in, frozenset({text.id})) for text in texts]


def few_words_across(texts: Iterable[Parallel], asked_in: str, seed: int) -> list[Judged]:
    """Return four words (or pieces) of each text, drawn by chance, those without meaning left out."""
    draw = random.Random(seed)  # noqa: S311 - nothing secret
    made = ((text, _drawn(text.texts[asked_in], asked_in, draw)) for text in texts)
    return [Judged(words, asked_in, frozenset({text.id})) for text, words in made if words]


def _drawn(text: str, language: str, draw: random.Random) -> str:
    words = [word for word in dict.fromkeys(_meaning(text)) if language == "zh" or len(word) > 3]
    chosen = set(draw.sample(words, min(4, len(words))))
    return " ".join(word for word in words if word in chosen)


def _meaning(text: str) -> list[str]:
    """Return the words that mean something; of a Chinese run its pieces of four characters."""
    return [piece for word in raw_words(text) if not is_stop_word(fold(word)) for piece in _pieces(word)]


def _pieces(word: str) -> Iterator[str]:
    if not is_cjk(word):
        if len(word) > 1:
            yield word
        return
    for start in range(0, len(word), 4):
        if len(piece := word[start : start + 4]) > 1:
            yield piece


def _misspelt(word: str, draw: random.Random) -> str:
    at = draw.randrange(1, len(word) - 1)
    before, letter, following, after = word[:at], word[at], word[at + 1], word[at + 2 :]
    wrong = draw.choice(LETTERS.replace(letter, ""))
    errors = (
        before + following + after,
        before + letter + letter + following + after,
        before + following + letter + after,
        before + wrong + following + after,
    )
    return draw.choice([error for error in errors if error != word])


def _saying_the_same(records: Iterable[Record]) -> dict[tuple[str, str], frozenset[str]]:
    groups: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for record in records:
        groups[record.title, record.text].add(record.id)
    return {words: frozenset(ids) for words, ids in groups.items()}
