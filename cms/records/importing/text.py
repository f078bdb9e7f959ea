"""Text from elsewhere made fit to be kept: decoded rightly, without control characters, in our own few HTML tags."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

import ftfy
import nh3

CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202d\u202e\ufeff\ufff9-\ufffb]")
"""Never meant to be read; among them the marks that turn a line's direction round."""
SURROGATES = re.compile(r"[\ud800-\udfff]")
LOST = "\ufffd"
BLANKS = re.compile(r"\s+")
DEEPEST = 20
"""How many layers of empty tags are taken off; thousands of them are no text but an attack."""

TAG_NAMES = (
    "a abbr address article aside b blockquote br center code dd del div dl dt em font footer h1 h2 h3 h4 h5 h6 header "
    "hr html body head i iframe img ins li link main meta nav o:p ol p pre s script section small span strike strong "
    "style sub sup table tbody td tfoot th thead title tr tt u ul"
).split()
_NAMES = "|".join(TAG_NAMES)
TAG = re.compile(rf"</?(?:{_NAMES})(?:\s[^<>]*)?/?>", re.IGNORECASE)
NO_TAG = re.compile(rf"<(?!/?(?:{_NAMES})(?:\s[^<>]*)?/?>|!--)", re.IGNORECASE)
"""A bracket that opens no tag: “< 5 %”, “<info@example.org>”."""

OUR_NAMES = {
    "strong": "b",
    "em": "i",
    **dict.fromkeys(("h1", "h2", "h4", "h5", "h6"), "h3"),
    **dict.fromkeys(
        "address article aside blockquote center dd div dl dt footer header main nav pre section table tr".split(),
        "p",
    ),
}
RENAMED = re.compile(rf"<(/?)({'|'.join(OUR_NAMES)})(?:\s[^<>]*)?/?>", re.IGNORECASE)
CELL_END = re.compile(r"</t[dh]\s*>", re.IGNORECASE)
WORD_END = re.compile(r"(<br\s*/?>|</?(?:p|div|li|ul|ol|td|th|tr|h[1-6])\b[^<>]*>)", re.IGNORECASE)
ALLOWED = {"p", "br", "b", "i", "ol", "ul", "li", "a", "h3"}
DEAD_LINK = re.compile(r"<a>(.*?)</a>", re.DOTALL)
BLOCK = re.compile(r"<(/?)(p|ul|ol|h3)>")
EMPTY_BLOCK = re.compile(r"<(p|h3|li|ul|ol|b|i)>(?:\s|<br>)*</\1>")
PARAGRAPH_BREAK = re.compile(r"(?:\s*<br>){2,}\s*")
EDGE_BREAK = re.compile(r"(<(?:p|li|h3)>)(?:\s|<br>)+|(?:\s|<br>)+(</(?:p|li|h3)>)")

FIXES = ftfy.TextFixerConfig(
    unescape_html=False,
    fix_latin_ligatures=False,
    fix_character_width=False,
    uncurl_quotes=False,
    remove_control_chars=False,
    normalization="NFC",
)
"""Repair decoding only: full-width letters and ligatures are somebody's spelling."""


def repaired(text: str) -> str:
    """Return the text decoded as it was meant, without control characters; lines end with \\n.

    What cannot be known any more stands as U+FFFD; see is_damaged.
    """
    if not text.isascii():
        text = SURROGATES.sub(LOST, ftfy.fix_text(text, FIXES))
    elif "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return CONTROL.sub("", text) if CONTROL.search(text) else text


def printable(text: str) -> str:
    """Return the text as a file and a terminal can take it, otherwise as it is."""
    return CONTROL.sub(LOST, SURROGATES.sub(LOST, text))


def is_damaged(text: str) -> bool:
    """Whether characters were lost before the text reached us."""
    return LOST in text


def plain(text: str) -> str:
    """Return one line of plain text: no tags, no entities, single blanks."""
    text = repaired(text)
    for _again in range(2):  # an entity may hide a tag
        if "<" in text and TAG.search(text):
            text = nh3.clean(NO_TAG.sub("&lt;", _spaced(text)), tags=set())
        if "&" in text:
            text = html.unescape(text)
    return BLANKS.sub(" ", CONTROL.sub("", text)).strip()


def rich(text: str) -> str:
    """Return the text in the tags of our rich text: paragraphs, lists, links, bold, italic, one level of heading."""
    text = repaired(text).strip()
    if not _has_tags(text) and "&" in text:
        text = html.unescape(text)
    return _from_html(text) if _has_tags(text) else paragraphs(text)


def paragraphs(text: str) -> str:
    """Return plain text as paragraphs, parted where a line is left empty."""
    blocks = (block.strip() for block in re.split(r"\n\s*\n", CONTROL.sub("", text)))
    return "".join(
        f"<p>{html.escape(block, quote=False).replace(chr(10), '<br/>')}</p>" for block in blocks if block
    )


def _has_tags(text: str) -> bool:
    return "<" in text and TAG.search(text) is not None


def _spaced(text: str) -> str:
    """Put a blank where a tag ends a line or a cell, so that words do not run together."""
    return WORD_END.sub(r" \1 ", text)


def _from_html(text: str) -> str:
    text = NO_TAG.sub("&lt;", CELL_END.sub(" ", text))
    text = RENAMED.sub(lambda match: f"<{match[1]}{OUR_NAMES[match[2].lower()]}>", text)
    clean = nh3.clean(
        text,
        tags=ALLOWED,
        attributes={"a": {"href"}},
        url_schemes={"http", "https", "mailto"},
        link_rel=None,
    )
    clean = DEAD_LINK.sub(r"\1", CONTROL.sub("", clean.replace("&nbsp;", " ")))
    return _tidied("".join(_blocks(clean)))


def _blocks(clean: str) -> Iterator[str]:
    """Yield the blocks of well-formed HTML; what stands loose between them becomes paragraphs."""
    depth, start = 0, 0
    for match in BLOCK.finditer(clean):
        if match[1]:
            depth -= 1
            if depth == 0:
                yield clean[start : match.end()]
                start = match.end()
        else:
            if depth == 0:
                yield _loose(clean[start : match.start()])
                start = match.start()
            depth += 1
    yield _loose(clean[start:])


def _loose(text: str) -> str:
    return f"<p>{text.strip()}</p>" if text.strip() else ""


def _tidied(blocks: str) -> str:
    """Part paragraphs at double line breaks and drop what is empty."""
    blocks = PARAGRAPH_BREAK.sub("</p><p>", blocks) if "<li>" not in blocks else blocks
    for _layer in range(DEEPEST):
        previous, blocks = blocks, EMPTY_BLOCK.sub("", EDGE_BREAK.sub(r"\1\2", blocks))
        if previous == blocks:
            break
    return blocks.replace("<br>", "<br/>").strip()
