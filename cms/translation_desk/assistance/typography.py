"""What can be seen of a translation's letters and signs: its end, its blanks, its script, its direction marks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from cms.translation_desk.assistance.problem import Kind, Problem, blocks, warns
from cms.translations.values import HAN

CLOSING = "\\s\"'\u2019\u201d\u00bb\u203a)\uff09\\]\u3011\u300b\u300d\u300f\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069"
ENDS = {
    "\u2026": re.compile(rf"(?:\.\.\.|\u2026)[{CLOSING}]*\Z"),
    "?": re.compile(rf"[?\uff1f\u061f][!\uff01]?[{CLOSING}]*\Z"),
    "!": re.compile(rf"[!\uff01][{CLOSING}]*\Z"),
    ":": re.compile(rf"[:\uff1a][{CLOSING}]*\Z"),
    ";": re.compile(rf"[;\uff1b\u061b][{CLOSING}]*\Z"),
    ".": re.compile(rf"[.\u3002\uff0e\uff61\u06d4][{CLOSING}]*\Z"),
}
"""What a text ends with, whatever the script, by the sign of English."""
OWN_SIGNS = {
    "ar": {"?": "\u061f", ";": "\u061b"},
    "zh": {
        "\u2026": "\u2026\u2026",
        "?": "\uff1f",
        "!": "\uff01",
        ":": "\uff1a",
        ";": "\uff1b",
        ".": "\u3002",
    },
}
CLOSED_BY = {
    **dict.fromkeys("\u202a\u202b\u202d\u202e", "\u202c"),
    **dict.fromkeys("\u2066\u2067\u2068", "\u2069"),
}
"""Marks that begin a stretch of another direction, and the mark that ends it."""
DIRECTION_MARK = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
TWO_BLANKS = re.compile(r"(?<!\S)(\S*+)[^\S\n]{2,}(\S*)")
SCRIPTS = {
    "Latin": "A-Za-z\u00aa\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u1e00-\u1eff",
    "Cyrillic": "\u0400-\u052f",
    "Arabic": "\u0620-\u065f\u066e-\u06d3\u06d5-\u06dc\u06fa-\u06ff\u0750-\u077f\u08a0-\u08ff",
    "Han": HAN,
}
SCRIPT_OF = {"ru": "Cyrillic", "ar": "Arabic", "zh": "Han"}
WRITTEN_IN = {name: re.compile(rf"[{letters}]+") for name, letters in SCRIPTS.items()}
MIXED = re.compile(
    "(?<![^\\W\\d_])(?=[{Latin}]++[{Cyrillic}]|[{Cyrillic}]++[{Latin}])[{Latin}{Cyrillic}]+".format(**SCRIPTS)
)
"""A word with look-alike letters of the other alphabet."""
ENOUGH_WORDS = 3


def end(source: str, target: str, language: str) -> Iterator[Problem]:
    """A sign that ends the source has to end the translation too."""
    theirs, ours = _end(source), _end(target)
    if theirs and theirs != ours:
        message = _(
            "The original ends with “%(sign)s”. End the translation with “%(own)s”, or check its end."
        )
        yield warns(
            Kind.PUNCTUATION, message, sign=theirs, own=OWN_SIGNS.get(language, {}).get(theirs, theirs)
        )


def _end(text: str) -> str:
    return next((sign for sign, pattern in ENDS.items() if pattern.search(text)), "")


def direction(target: str) -> Iterator[Problem]:
    """Invisible marks come in pairs, and a text without Arabic needs none."""
    if not _is_balanced(target):
        yield blocks(
            Kind.DIRECTION,
            _(
                "An invisible mark begins or ends another writing direction without its counterpart. Delete it."
            ),
        )
    elif DIRECTION_MARK.search(target) and not WRITTEN_IN["Arabic"].search(target):
        message = _(
            "There is an invisible mark for a writing direction, which nothing here needs. Delete it."
        )
        yield warns(Kind.DIRECTION, message)


def _is_balanced(text: str) -> bool:
    waiting: list[str] = []
    for mark in DIRECTION_MARK.findall(text):
        if mark in CLOSED_BY:
            waiting.append(CLOSED_BY[mark])
        elif mark in CLOSED_BY.values() and (not waiting or waiting.pop() != mark):
            return False
    return not waiting


def blanks(target: str) -> Iterator[Problem]:
    if match := TWO_BLANKS.search(target.strip()):
        message = _("There are two blanks between “%(before)s” and “%(after)s”. Delete one.")
        yield warns(Kind.BLANKS, message, before=match[1], after=match[2])


def script(source: str, target: str, language: str) -> Iterator[Problem]:
    """Letters of a script that neither the language nor the source has, and a text without its language's own."""
    own = SCRIPT_OF.get(language, "Latin")
    strange = [
        word
        for name, pattern in WRITTEN_IN.items()
        if name not in (own, "Latin")
        for word in pattern.findall(target)
        if word not in source
    ]
    if strange := strange or MIXED.findall(target):
        message = _(
            "These letters belong to another script: %(found)s. Type them in the script of this language."
        )
        yield warns(Kind.SCRIPT, message, found=", ".join(dict.fromkeys(strange)))
    elif not WRITTEN_IN[own].search(target) and len(_words(target) - _words(source)) >= ENOUGH_WORDS:
        message = _("No word is in the script of this language. Translate the text, or check its language.")
        yield warns(Kind.SCRIPT, message)


def _words(text: str) -> set[str]:
    return set(re.findall(r"[^\W\d_]{2,}", text))
