"""What open dictionaries say, read from the files in which they are given away: dictd and CC-CEDICT."""

from __future__ import annotations

import gzip
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

CODES = {"eng": "en", "fra": "fr", "spa": "es", "rus": "ru", "ara": "ar"}
"""Language codes in the names of FreeDict's files -> ours."""
OTHER_NAMES = {"mueller7": ("en", "ru")}
"""Dictionaries whose names do not tell their languages."""
LONGEST_SENSE = 40
"""Characters; what is longer explains instead of translating."""


@dataclass(frozen=True, slots=True)
class Sense:
    """One translation of a headword; the first is the commonest."""

    headword: str
    words: str
    place: int


@dataclass(frozen=True, slots=True)
class Source:
    """A dictionary that was found."""

    name: str
    path: Path
    languages: tuple[str, str]
    """Of the headwords and of what they mean."""


class NotADictionary(Exception):
    """The file is none that can be read; the message says why."""


def open_source(path: Path) -> Source:
    """Return the dictionary in a file: an .index of dictd, or CC-CEDICT as text. Raises NotADictionary."""
    if path.suffix == ".index":
        if not _data_of(path).exists():
            raise NotADictionary(f"{_data_of(path).name} is missing")
        name = _name_of(path.stem)
        return Source(name, path, _languages_of(name))
    if "cedict" in path.name and path.name.endswith((".txt", ".txt.gz", ".u8")):
        return Source("cc-cedict", path, ("zh", "en"))
    raise NotADictionary("neither an .index of dictd nor CC-CEDICT")


def title_and_licence(source: Source) -> tuple[str, str]:
    """Return the dictionary's name and licence in its own words; empty where it does not tell."""
    if source.name == "cc-cedict":
        return "CC-CEDICT", _first(r"License:\s*\n?#?\s*(.+)", _head(source.path))
    text = "\n".join(words for name, words in _dictd(source.path) if name.startswith("00"))
    title = _first(r"^ *([A-Z].*Dictionary) *$", text) or source.name
    return title, _first(r"terms of the ((?:GNU|Creative)[^\n]*(?:\n +[^\n]+)?)", text) or _first(
        r"(Please redistribute[^.]*\.)", text
    )


def senses(source: Source) -> Iterator[Sense]:
    """Yield what the dictionary says, headword by headword."""
    if source.name == "cc-cedict":
        return _cedict(source.path)
    read = _mueller if source.name.startswith("mueller") else _freedict
    return (
        Sense(headword, words, place)
        for headword, text in _dictd(source.path)
        if not headword.startswith("00")
        for place, words in enumerate(read(text))
    )


def _name_of(stem: str) -> str:
    """Return the name of a dictionary whose file may be from Debian, "freedict-fra-eng", or FreeDict, "fra-eng"."""
    return f"freedict-{stem}" if re.fullmatch(r"\w{3}-\w{3}", stem) else stem


def _languages_of(name: str) -> tuple[str, str]:
    if name in OTHER_NAMES:
        return OTHER_NAMES[name]
    found = re.fullmatch(r"freedict-(\w{3})-(\w{3})", name)
    if not found or not {found[1], found[2]} <= CODES.keys() or "eng" not in found.groups():
        raise NotADictionary("not between English and French, Spanish, Russian or Arabic")
    return CODES[found[1]], CODES[found[2]]


def _first(pattern: str, text: str) -> str:
    found = re.search(pattern, text, re.MULTILINE)
    return " ".join(found[1].split()) if found else ""


_DIGITS = {
    digit: value
    for value, digit in enumerate("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
}


def _dictd(index: Path) -> Iterator[tuple[str, str]]:
    """Yield headword and article of a dictionary of dictd; its index counts bytes in base 64."""
    path = _data_of(index)
    data = gzip.decompress(path.read_bytes()) if path.suffix == ".dz" else path.read_bytes()
    for line in index.read_text(encoding="utf-8", errors="replace").splitlines():
        headword, _tab, place = line.partition("\t")
        start, _tab, length = place.partition("\t")
        if length:
            at = _number(start)
            yield headword, data[at : at + _number(length)].decode("utf-8", "replace")


def _data_of(index: Path) -> Path:
    packed = index.with_suffix(".dict.dz")
    return packed if packed.exists() else index.with_suffix(".dict")


def _number(digits: str) -> int:
    value = 0
    for digit in digits.strip():
        value = value * 64 + _DIGITS[digit]
    return value


_NOTES = re.compile(r"/[^/\n]*/|<[^>\n]*>|\[[^\]]*\]|\([^)]*\)|_[^\W\d_]+\.?")
"""Pronunciation, word class, subject, explanation."""
_BETWEEN_SENSES = re.compile(r"[;,\n]|\d+[.)]")


def _freedict(text: str) -> Iterator[str]:
    _headword, _newline, body = text.partition("\n")
    return _told_apart(_BETWEEN_SENSES, _NOTES.sub("", body))


_LETTERED = re.compile(r"[;,:=]|\d+[.)>]|\b[а-я]\)|\b[IVX]+\b|~")


def _mueller(text: str) -> Iterator[str]:
    """Yield Russian words; examples and cross-references hold Latin letters and are left out."""
    body = " ".join(text.partition("\n")[2].split())
    parts = _told_apart(_LETTERED, _NOTES.sub("", body))
    return (part for part in parts if not re.search("[a-zA-Z]", part))


def _told_apart(between: re.Pattern[str], text: str) -> Iterator[str]:
    for part in between.split(text):
        words = part.strip(" .…!?*")
        if words and len(words) <= LONGEST_SENSE:
            yield words


_EXPLAINED = re.compile(r"\([^)]*\)|\[[^\]]*\]")
_CEDICT_LINE = re.compile(r"(\S+) (\S+) \[[^\]]*\] /(.*)/")
_ABOUT_WORDS = re.compile(r"^(?:variant|old variant|abbr|surname|see|also written|used in|CL:|erhua)\b")
"""Senses that speak of the word itself."""


def _cedict(path: Path) -> Iterator[Sense]:
    for line in _lines(path):
        if found := _CEDICT_LINE.match(line):
            yield from _cedict_senses(found[2], found[3])


def _cedict_senses(headword: str, text: str) -> Iterator[Sense]:
    parts = re.split(r"[/;,]", _EXPLAINED.sub("", text))
    kept = [part.strip() for part in parts if part.strip() and not _ABOUT_WORDS.match(part.strip())]
    for place, words in enumerate(kept):
        if len(words) <= LONGEST_SENSE:
            yield Sense(headword, words, place)


def _lines(path: Path) -> Iterator[str]:
    with gzip.open(path) if path.suffix == ".gz" else path.open("rb") as file:
        yield from io.TextIOWrapper(file, encoding="utf-8")


def _head(path: Path) -> str:
    return "\n".join(line for line, _count in zip(_lines(path), range(40), strict=False))
