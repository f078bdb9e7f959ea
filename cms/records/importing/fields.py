"""How each field of a line is cleaned: a value goes in as the file has it, and comes out fit for JSON and the page.

A cleaner raises Unusable when the value cannot be kept, so the line is rejected; it notes what is not kept of a value
that is not worth a rejection.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from functools import cache, partial
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email

from cms.records.enums import ProjectStatus
from cms.records.ids import ID_PATTERN
from cms.records.importing import text as texts
from cms.records.importing.dates import parse_day
from cms.records.importing.languages import language_code
from cms.records.importing.values import Unusable
from cms.taxonomy.countries import is_international, resolve_countries, resolve_country
from cms.taxonomy.enums import Vocabulary
from cms.taxonomy.folding import fold
from cms.taxonomy.queries import labels, number, term_ids

AddNote = Callable[[str], None]
Cleaner = Callable[[Any, AddNote], Any]
"""Value and a way to add a note -> cleaned value; None for one that says nothing after all."""

NOTHING = frozenset(
    {"n/a", "na", "none", "null", "nil", "-", "--", "—", ".", "tbd", "not available", "unknown"}
)
ACTION_LINE = re.compile(r"(?:al\s*)?[cс]?\s*(\d{1,2})(?:[\s:.,_–-]+(e-?\s?[a-z]+))?", re.IGNORECASE)
"""C1, c7-e-health, “C7: e-health”; the C may be a Cyrillic one, as on old pages."""
SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
PLAIN_ADDRESS = re.compile(r"https?://(?:[a-z0-9]+\.)+[a-z]{2,10}(?:/[\w.~%!$&'()*+,;=:@/?#-]*)?", re.ASCII)
"""What most addresses look like, told twenty times faster than by the validator."""
WEB_ADDRESS = URLValidator(schemes=["http", "https"])
LONGEST_TEXT = 100_000
"""In characters, tags included; the longest of real files has 8,000. Cleaning takes time that grows with its square."""
LIST_BREAK = re.compile(r"[;|\n]")
STATUSES: Mapping[str, str] = {
    **{value: value for value in ProjectStatus.values},
    **dict.fromkeys(("pipeline", "proposed", "approved", "not started"), ProjectStatus.PLANNED),
    **dict.fromkeys(("active", "in progress", "implementation", "running", "open"), ProjectStatus.ONGOING),
    **dict.fromkeys(("closed", "finished", "complete", "done"), ProjectStatus.COMPLETED),
    **dict.fromkeys(("dropped", "cancelled", "canceled", "stopped", "ended early"), ProjectStatus.ENDED),
}


def as_text(value: Any) -> str:
    """Return a scalar as text; 123.0, as spreadsheets have it, is 123. Raises Unusable for what is no scalar."""
    if isinstance(value, str):
        if len(value) > LONGEST_TEXT:
            raise Unusable(f"has {len(value)} characters; no text may have more than {LONGEST_TEXT:,}")
        return value
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, (bool, list, dict)):
        raise Unusable("must be text")
    return str(value)


def line_of_text(value: Any, note: AddNote, *, longest: int | None = None) -> str | None:
    """Plain text in one line. Raises Unusable when it is longer than its field."""
    cleaned = texts.plain(as_text(value))
    _note_damage(cleaned, note)
    if longest is not None and len(cleaned) > longest:
        raise Unusable(f"has {len(cleaned)} characters; the field holds {longest}")
    return cleaned or None


def up_to(longest: int) -> Cleaner:
    return partial(line_of_text, longest=longest)


def rich_text(value: Any, note: AddNote) -> str | None:
    cleaned = texts.rich(as_text(value))
    _note_damage(cleaned, note)
    return cleaned or None


def name(value: Any, note: AddNote, *, longest: int = 255) -> str | None:
    """The name of an institution or person; “n/a” is none."""
    cleaned = line_of_text(value, note, longest=longest)
    return cleaned if cleaned and fold(cleaned) and not _says_nothing(cleaned) else None


def names(value: Any, note: AddNote) -> list[str]:
    return _each(value, lambda part: name(part, note))


def keywords(value: Any, note: AddNote) -> str | None:
    return ", ".join(_each(value, lambda part: line_of_text(part, note))) or None


def day(value: Any, note: AddNote, *, last: bool = False) -> str | None:
    if isinstance(value, (list, dict, bool)):
        raise Unusable("must be a date")
    if isinstance(value, str) and _says_nothing(value):
        return None
    return parse_day(value, last=last).isoformat()


def address(value: Any, note: AddNote, *, longest: int) -> str | None:
    """An address on the web, http:// added where it has none. What is no address is noted and left out."""
    cleaned = texts.plain(as_text(value))
    if not cleaned or _says_nothing(cleaned):
        return None
    url = cleaned.replace(" ", "%20") if SCHEME.match(cleaned) else f"http://{cleaned}"
    if len(url) > longest:
        raise Unusable(f"has {len(url)} characters; the field holds {longest}")
    if not _is_address(url):
        note(f"“{cleaned[:500]}” is not an address on the web; left out")
        return None
    return url


def _is_address(url: str) -> bool:
    if PLAIN_ADDRESS.fullmatch(url):
        return True
    try:
        WEB_ADDRESS(url)
    except ValidationError:
        return False
    return True


def email(value: Any, note: AddNote) -> str | None:
    cleaned = texts.plain(as_text(value))
    try:
        validate_email(cleaned)
    except ValidationError:
        note(f"“{cleaned[:200]}” is not an e-mail address; left out")
        return None
    return cleaned


def legacy_id(value: Any, note: AddNote) -> str | None:
    cleaned = line_of_text(value, note)
    if cleaned and not re.fullmatch(ID_PATTERN, cleaned):
        raise Unusable(f"“{cleaned[:50]}” is not an id of 6 to 20 digits")
    return cleaned


def countries(value: Any, note: AddNote) -> list[str]:
    """Alpha-2 codes, from codes or names in any spelling. A name nobody knows is noted and left out."""
    found = []
    for part in value if isinstance(value, list) else [value]:
        text = texts.plain(as_text(part))
        code = resolve_country(text)
        codes, unknown = ([code], []) if code else resolve_countries(text)
        found += codes
        for word in unknown:
            if not is_international(word) and not _says_nothing(word):
                note(f"“{word[:100]}” is no country we know; left out")
    return list(dict.fromkeys(found))


def goals(value: Any, note: AddNote) -> list[int]:
    """Numbers of Sustainable Development Goals; target 3.4 counts as goal 3."""
    return sorted(set(_each(value, _goal, breaks=re.compile(r"[;|,\n]"))))


def _goal(value: Any) -> int:
    match = re.fullmatch(
        r"(?:sdg|goal)?[\s#-]*(\d{1,2})(?:\.\w{1,2})?", as_text(value).strip(), re.IGNORECASE
    )
    if match is None or not 1 <= int(match[1]) <= 17:
        raise Unusable(f"“{as_text(value)[:50]}” is not a goal from 1 to 17")
    return int(match[1])


def action_lines(value: Any, note: AddNote) -> list[str]:
    return list(dict.fromkeys(_each(value, _action_line, breaks=re.compile(r"[;|,\n]"))))


def _action_line(value: Any) -> str:
    text = texts.plain(as_text(value))
    known = term_ids(Vocabulary.ACTION_LINE)
    if text.lower() in known:
        return text.lower()
    match = ACTION_LINE.fullmatch(text)
    part = match and match[2] and "e-" + re.sub(r"^e-?\s?", "", match[2].lower())
    code = f"c{int(match[1])}" + (f"-{part}" if part else "") if match else f"c7-{text.lower()}"
    if code not in known:
        raise Unusable(f"“{text[:50]}” is not an Action Line from C1 to C11")
    return code


def category(value: Any, note: AddNote) -> str:
    """The Action Line of a prize category from 1 to 18."""
    code = _categories().get(as_text(value).strip())
    if code is None:
        raise Unusable(f"“{as_text(value)[:50]}” is not a category from 1 to 18")
    return code


@cache
def _categories() -> Mapping[str, str]:
    codes = term_ids(Vocabulary.ACTION_LINE)
    return {str(n): code for code in codes if (n := number(Vocabulary.ACTION_LINE, code)) is not None}


def one_of(vocabulary: Vocabulary) -> Cleaner:
    """A term, by its code or its label in any language."""

    def clean(value: Any, note: AddNote) -> str | None:
        text = texts.plain(as_text(value))
        return _term(vocabulary, text) if not _says_nothing(text) else None

    return clean


def some_of(vocabulary: Vocabulary) -> Cleaner:
    def clean(value: Any, note: AddNote) -> list[str]:
        return list(dict.fromkeys(_each(value, lambda part: _term(vocabulary, texts.plain(as_text(part))))))

    return clean


def _term(vocabulary: Vocabulary, text: str) -> str:
    code = _spellings(vocabulary).get(fold(text))
    if code is None:
        raise Unusable(f"“{text[:50]}” is not one of: {', '.join(term_ids(vocabulary))}")
    return code


@cache
def _spellings(vocabulary: Vocabulary) -> Mapping[str, str]:
    from_labels = {
        fold(words.label): code
        for language, _name in settings.LANGUAGES
        for code, words in labels(vocabulary, language).items()
    }
    return from_labels | {fold(code): code for code in term_ids(vocabulary)}


def choice(spellings: Mapping[str, str]) -> Cleaner:
    """A value of a closed list, by the words files use for it."""

    def clean(value: Any, note: AddNote) -> str | None:
        text = texts.plain(as_text(value)).lower()
        if _says_nothing(text):
            return None
        if text not in spellings:
            raise Unusable(f"“{text[:50]}” is not one of: {', '.join(sorted(set(spellings.values())))}")
        return str(spellings[text])

    return clean


def language(value: Any, note: AddNote) -> str | None:
    text = texts.plain(as_text(value))
    code = language_code(text)
    if code is None and not _says_nothing(text):
        note(f"“{text[:50]}” is no language we know; left out")
    return code


def _each(value: Any, clean: Callable[[Any], Any], *, breaks: re.Pattern[str] = LIST_BREAK) -> list[Any]:
    """Clean the parts of a list, or of a text with semicolons, bars or line ends between them."""
    parts: Iterable[Any] = value if isinstance(value, list) else [value]
    pieces = (piece for part in parts for piece in (breaks.split(part) if isinstance(part, str) else [part]))
    cleaned = (clean(piece) for piece in pieces if not (isinstance(piece, str) and not piece.strip()))
    return list(dict.fromkeys(each for each in cleaned if each))


def _says_nothing(text: str) -> bool:
    return text.strip().lower() in NOTHING or not text.strip()


def _note_damage(text: str, note: AddNote) -> None:
    if texts.is_damaged(text):
        note("holds characters that were lost before the file was written (U+FFFD)")
