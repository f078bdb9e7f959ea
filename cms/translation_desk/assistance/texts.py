"""The text of a segment as a reader sees it."""

import html
import unicodedata

from cms.translations.values import LINE_BREAK, TAG


def plain_text(text: str, line_break: str = " ") -> str:
    """Return HTML with inline markup as plain text in NFC."""
    return unicodedata.normalize("NFC", html.unescape(TAG.sub("", LINE_BREAK.sub(line_break, text))))
