"""Words of the form `country:KE` in what somebody typed: they narrow the search as the facet of that name does."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from cms.taxonomy import queries
from cms.taxonomy.enums import Vocabulary
from search.labels import FACET_LABELS, WORDS
from search.schema import BY_NAME, Field

Keys = Callable[[str, str], str]
"""Returns the key that a value of a field is written as; empty when it is not well-formed."""

PIECE = re.compile(r'"[^"]*"?|\S+')
SHORTHAND = re.compile(r"(?P<name>\w+)[:：](?P<value>[^\s:：]+)")


def read(text: str, language: str, key_of: Keys) -> tuple[str, dict[str, frozenset[str]]]:
    """Return the text without its shorthands, and the filters they stand for.

    The field is named as in the address or as the page calls it, its value by its key or by its one-word label. What
    names no field or no value stays ordinary text, as does everything in quotation marks: nothing typed is an error.
    """
    if ":" not in text and "：" not in text:
        return text, {}
    names = field_names()
    words: list[str] = []
    filters: dict[str, frozenset[str]] = {}
    for piece in PIECE.findall(text):
        if found := _filter(piece, names, language, key_of):
            name, key = found
            filters[name] = filters.get(name, frozenset()) | {key}
        else:
            words.append(piece)
    return " ".join(words), filters


def unknown_values(text: str) -> Iterator[tuple[str, str, str]]:
    """Yield what read() left in its text of a field with a value that is none: as named, the value, and the field."""
    if ":" not in text and "：" not in text:
        return
    names = field_names()
    for piece in PIECE.findall(text):
        if (written := SHORTHAND.fullmatch(piece)) and (field := names.get(written["name"].casefold())):
            yield written["name"], written["value"], field.name


def field_names() -> Mapping[str, Field]:
    """Return the fields by name, and by what they are called in the active language where that is one word."""
    called = {str(FACET_LABELS[name]).casefold(): field for name, field in BY_NAME.items()}
    return called | BY_NAME


def _filter(piece: str, names: Mapping[str, Field], language: str, key_of: Keys) -> tuple[str, str] | None:
    written = SHORTHAND.fullmatch(piece)
    field = names.get(written["name"].casefold()) if written else None
    if written is None or field is None:
        return None
    key = key_of(field.name, written["value"])
    if key and is_known(field, key, language):
        return field.name, key
    return next(((field.name, key) for key in _called(field, written["value"], language)), None)


def is_known(field: Field, key: str, language: str) -> bool:
    """Whether there is such a value; where the values are open, one of the right form is enough."""
    if field.vocabulary:
        return key in queries.labels(Vocabulary(field.vocabulary), language)
    return key in WORDS.get(field.name, (key,))


def _called(field: Field, value: str, language: str) -> Iterator[str]:
    """Yield the keys of the values that are called this in the reader's language."""
    wanted = value.casefold()
    if field.vocabulary:
        for key, term in queries.labels(Vocabulary(field.vocabulary), language).items():
            if wanted in (term.label.casefold(), term.short.casefold()):
                yield key
    for key, word in WORDS.get(field.name, {}).items():
        if str(word).casefold() == wanted:
            yield key
