"""Which country is meant, in whatever spelling and in any of the six languages.

Spellings are compared as sets of words, so that "Korea (Rep. of)", "Korea, Republic of" and "Republic
of Korea" are one. What an editor entered as an alias of a country is tried first.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from babel.core import get_global

from cms.taxonomy import snapshot
from cms.taxonomy.data_files import (
    LANGUAGES,
    cldr_name,
    country_codes,
    country_spellings,
    country_text,
    country_words,
)
from cms.taxonomy.enums import Vocabulary
from cms.taxonomy.folding import fold

Key = frozenset[str]

_LONGEST_NAME = 3
"""Pieces between commas that one name may have."""


def resolve_country(text: str) -> str | None:
    """Return the alpha-2 code of the one country that `text` names, or None.

    Understands names in six languages, alpha-2 and alpha-3 codes, official long forms, former names and aliases.
    A bare "Korea" is None, "Congo" is CG as the United Nations have it.
    """
    folded = fold(text)
    alias = snapshot.current().aliases.get(Vocabulary.COUNTRY, {}).get(folded)
    if alias or not folded:
        return alias
    return _by_code(folded.upper()) or _by_words(folded)


def resolve_countries(text: str) -> tuple[list[str], list[str]]:
    """Return the codes of all countries named in `text`, each once and in order, and the parts nobody understood.

    Parts are separated by slash, semicolon, bar, line end, comma or "and". A part that means no country but the whole
    world is among the second; see `is_international`.
    """
    codes, unresolved = [], []
    for part, code in _parts(text):
        if code is None:
            unresolved.append(part)
        elif code not in codes:
            codes.append(code)
    return codes, unresolved


def is_international(text: str) -> bool:
    """Say whether `text` stands for the world instead of a country: "INTERNATIONAL", "Global", "全球"."""
    return fold(text) in _words().international


def _by_code(code: str) -> str | None:
    if len(code) == 2:
        return code if code in _known_codes() else None
    return _alpha3().get(code)


def _by_words(folded: str) -> str | None:
    key = _key(folded)
    if code := _spellings().get(key):
        return code
    bare = key - _words().styles
    return None if bare <= _words().ambiguous else _spellings().get(bare)


def _key(folded: str) -> Key:
    words = frozenset(_words().synonyms.get(word, word) for word in folded.split())
    return (words - _words().fillers) or words


@dataclass(frozen=True, slots=True)
class _Words:
    synonyms: Mapping[str, str]
    fillers: Key
    styles: Key
    """Say what kind of state it is and may be left out: "Republic", "Kingdom"."""
    ambiguous: Key
    """Names that mean two countries once "Democratic" or "People's" is left out."""
    international: frozenset[str]


@cache
def _words() -> _Words:
    words = country_words()
    return _Words(
        synonyms=words["synonyms"],
        fillers=frozenset(words["fillers"].split()),
        styles=frozenset(" ".join(words["styles"]).split()),
        ambiguous=frozenset(words["ambiguous"].split()),
        international=frozenset(fold(word) for word in words["international"]),
    )


@cache
def _known_codes() -> frozenset[str]:
    return frozenset(country_codes())


@cache
def _alpha3() -> dict[str, str]:
    aliases = get_global("territory_aliases")
    known = _known_codes()
    return {code: to[0] for code, to in aliases.items() if len(code) == 3 and len(to) == 1 and to[0] in known}


@cache
def _spellings() -> dict[Key, str]:
    """Return words -> code. The United Nations' names come first and keep a spelling that two countries share."""
    table: dict[Key, str] = {}
    for code, name in _names():
        table.setdefault(_key(fold(name)), code)
    return table


def _names() -> Iterator[tuple[str, str]]:
    for code in country_codes():
        for language in LANGUAGES:
            text = country_text(code, language)
            yield from ((code, name) for name in (text.label, text.short) if name)
    for code, names in country_spellings().items():
        yield from ((code, name) for name in names)
    for code in country_codes():
        yield from ((code, cldr_name(code, language)) for language in LANGUAGES)


def _parts(text: str) -> Iterator[tuple[str, str | None]]:
    """Yield every part of a list of countries with its code, if it has one."""
    for piece in _split(r"[/;|\n]+", text):
        if code := resolve_country(piece):
            yield piece, code
        else:
            yield from _between_commas(_split(r"[,،、，]+", piece))


def _between_commas(pieces: list[str]) -> Iterator[tuple[str, str | None]]:
    """Yield names, preferring "Korea, Republic of" to two pieces."""
    while pieces:
        for size in range(min(_LONGEST_NAME, len(pieces)), 0, -1):
            name = ", ".join(pieces[:size])
            if code := resolve_country(name):
                yield name, code
                break
        else:
            yield from _between_ands(pieces[0])
        pieces = pieces[size:]


def _between_ands(piece: str) -> Iterator[tuple[str, str | None]]:
    found = [(name, resolve_country(name)) for name in _split(r"\s+(?:and|et|y|e|и|و|&)\s+", piece)]
    return iter(found) if any(code for _, code in found) else iter([(piece, None)])


def _split(pattern: str, text: str) -> list[str]:
    return [piece for piece in (raw.strip() for raw in re.split(pattern, text)) if piece]
