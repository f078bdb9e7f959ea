"""From a record's words and facts to what is compared of it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from heapq import nsmallest
from itertools import islice
from urllib.parse import urlsplit
from zlib import crc32

from cms.duplicates.values import Outline, Term
from search.analysis import analyse, fold, is_cjk, is_stop_word, raw_words, stems
from search.lexicon.compiling import LONGEST_RUN, LONGEST_TERM, Lexicon

PASSAGE = 3
"""Words in a row whose wording is compared."""
PASSAGES = 64
MOST_TERMS = 100
MEANINGS = 3
"""Of a word that may mean many things the commonest are kept."""
YEAR = re.compile(r"(?:19|20)\d\d")
ROMAN = re.compile(r"[ivx]{1,4}")
ORDINALS = {"first": "1", "second": "2", "third": "3", "fourth": "4", "fifth": "5", "sixth": "6"}


def outline(
    *,
    language: str,
    title: str,
    text: str,
    lexicon: Lexicon,
    organisation: int | None = None,
    countries: Collection[str] = (),
    website: str = "",
) -> Outline:
    """Return what is compared of a record; the text is plain, in the language that is named."""
    title_words = _telling(title)
    title_terms = list(dict.fromkeys(terms_of(title, language, lexicon)))
    text_terms = (term for term in terms_of(text, language, lexicon) if term not in title_terms)
    terms = [*title_terms, *islice(dict.fromkeys(text_terms), max(MOST_TERMS - len(title_terms), 0))]
    return Outline(
        language=language,
        title=tuple(stems([word for word in title_words if not YEAR.fullmatch(word)], language).split()),
        numbers=frozenset(_numbers(title_words)),
        passages=passages_of(text, language),
        terms=tuple(terms),
        title_terms=len(title_terms),
        organisation=organisation,
        countries=frozenset(countries),
        website=website_key(website),
    )


def _telling(text: str) -> list[str]:
    return [word for word in raw_words(text) if not is_stop_word(fold(word))]


def _numbers(words: Iterable[str]) -> Iterator[str]:
    for word in map(fold, words):
        if word in ORDINALS:
            yield ORDINALS[word]
        elif (word.isdigit() and not YEAR.fullmatch(word)) or ROMAN.fullmatch(word):
            yield word


def passages_of(text: str, language: str) -> tuple[int, ...]:
    """Return the smallest keys of the text's passages, in order; none for a text of fewer words than a passage has."""
    words = analyse(text, language).split()
    runs = zip(*(words[start:] for start in range(PASSAGE)), strict=False)
    return tuple(nsmallest(PASSAGES, {crc32(" ".join(run).encode()) for run in runs}))


def website_key(address: str) -> str:
    """Return host and path without what two ways of writing one address differ in."""
    parts = urlsplit(address.strip().lower()) if address else None
    return f"{parts.netloc.removeprefix('www.')}{parts.path.rstrip('/')}" if parts else ""


def terms_of(text: str, language: str, lexicon: Lexicon) -> Iterator[Term]:
    """Yield the words of a text that mean something, in their order, as English where the lexicon knows them.

    Of several words that are one term the term is taken. Words that the lexicon does not know are left out, for they
    cannot be compared with those of another language.
    """
    for run in _runs(text):
        if is_cjk(run[0]):
            yield from _of_characters("".join(map(fold, run)), lexicon)
        else:
            yield from _of_words(run, language, lexicon)


def _runs(text: str) -> Iterator[list[str]]:
    """Yield the words of a text, those in scripts without blanks apart."""
    run: list[str] = []
    for word in raw_words(text):
        if is_cjk(word):
            if run:
                yield run
            yield [word]
            run = []
        else:
            run.append(word)
    if run:
        yield run


def _of_words(words: Sequence[str], language: str, lexicon: Lexicon) -> Iterator[Term]:
    keys = [stems([word], language) for word in words]
    if language == "en" or language not in lexicon.terms:
        known = lexicon.words["en"]
        yield from ((key,) for word, key in zip(words, keys, strict=True) if key in known and _means(word))
        return
    at = 0
    while at < len(keys):
        size, meanings = _longest(keys, at, " ", LONGEST_TERM, language, lexicon)
        yield from meanings
        at += size


def _of_characters(run: str, lexicon: Lexicon) -> Iterator[Term]:
    at = 0
    while at < len(run):
        size, meanings = _longest(run, at, "", LONGEST_RUN, "zh", lexicon)
        yield from meanings
        at += size


def _longest(
    keys: Sequence[str], at: int, glue: str, longest: int, language: str, lexicon: Lexicon
) -> tuple[int, list[Term]]:
    """Return the size of the longest known term that begins here, and what it means; 1 and nothing without one."""
    for size in range(min(longest, len(keys) - at), 0, -1):
        if meanings := in_english(glue.join(keys[at : at + size]), language, lexicon):
            return size, meanings
    return 1, []


def in_english(key: str, language: str, lexicon: Lexicon) -> list[Term]:
    """Return a term word by word: what each English word of its commonest meaning may be in its others."""
    english = [each.words for each in lexicon.equivalents(language, key) if each.language == "en"]
    if not english:
        return []
    said = [tuple(stems(_telling(words), "en").split()) for words in english[:MEANINGS]]
    singles = tuple(dict.fromkeys(words[0] for words in said if len(words) == 1))
    if len(said[0]) == 1:
        return [singles]
    return [(word,) for word in said[0]]


def _means(word: str) -> bool:
    return not word.isdigit() and len(word) > 1 and not is_stop_word(fold(word))
