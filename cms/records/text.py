"""Plain text of rich text, for search, exports, summaries and comparisons."""

import html
import re

BLOCK_END = re.compile(r"</(?:p|li|h[1-6]|blockquote|tr)>|<br\s*/?>", re.IGNORECASE)
TAG = re.compile(r"<[^>]*>")
BLANKS = re.compile(r"\s+")


def plain(rich_text: str) -> str:
    """Return the words of cleaned rich text without markup, blocks parted by a blank."""
    if "<" not in rich_text and "&" not in rich_text:
        return rich_text.strip()
    text = TAG.sub("", BLOCK_END.sub(" ", rich_text))
    return BLANKS.sub(" ", html.unescape(text)).strip()


def lines(rich_text: str) -> str:
    """Return the text of cleaned rich text without markup, a line for each block."""
    return html.unescape(TAG.sub("", BLOCK_END.sub("\n", rich_text))).strip()


def shorten(text: str, length: int) -> str:
    """Return the beginning of a text up to a word's end, with an ellipsis when something is left out."""
    if len(text) <= length:
        return text
    cut = text[:length]
    return (cut.rsplit(" ", 1)[0] if " " in cut[length // 2 :] else cut).rstrip(" ,;:.–-") + "…"
