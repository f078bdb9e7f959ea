"""HTML with inline markup, taken apart into text and tags."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import Literal

from bs4 import BeautifulSoup
from django.utils.translation import gettext as _

from cms.translations.segments import require_closed, require_fitting

DEEPEST = 40
"""Tags within tags; more is an attack on those who read them by recursion."""
LONGEST = 100_000
"""Characters of one text."""
VOID = frozenset({"br", "img", "hr", "wbr"})


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of text, unescaped, or a tag as it is written."""

    kind: Literal["text", "open", "close", "alone"]
    written: str
    tag: str = ""


def canonical(html: str) -> str:
    """Return the one way in which the site writes this HTML: every tag closed, no entity but &amp; &lt; &gt;."""
    return str(BeautifulSoup(html, "html.parser"))


def parts_of(html: str) -> list[Part]:
    """Return the parts in their order. Raises ValueError, in the language that is active, for unbalanced tags."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    if reader.opened:
        raise ValueError(_("The tag <%(tag)s> is not closed.") % {"tag": reader.opened[-1]})
    return reader.parts


def require_usable(source: str, target: str) -> None:
    """Raise ValueError, in the language that is active, for a target that cannot stand for the source."""
    if max(len(source), len(target)) > LONGEST:
        raise ValueError(_("The text has more than %(number)d characters.") % {"number": LONGEST})
    if any(letter == "\0" or "\ud800" <= letter <= "\udfff" for letter in target):
        raise ValueError(_("The text holds a character that cannot be stored."))
    require_closed(target)
    parts_of(target)
    require_fitting(source, target)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[Part] = []
        self.opened: list[str] = []

    def handle_data(self, data: str) -> None:
        self.parts.append(Part("text", data))

    def handle_starttag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        written = self.get_starttag_text() or f"<{tag}>"
        if tag in VOID:
            self.parts.append(Part("alone", written, tag))
            return
        if len(self.opened) == DEEPEST:
            raise ValueError(_("More than %(number)d tags stand within each other.") % {"number": DEEPEST})
        self.opened.append(tag)
        self.parts.append(Part("open", written, tag))

    def handle_startendtag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        self.parts.append(Part("alone", self.get_starttag_text() or f"<{tag}/>", tag))

    def handle_endtag(self, tag: str) -> None:
        if not self.opened or self.opened.pop() != tag:
            raise ValueError(_("The tag </%(tag)s> closes none that is open.") % {"tag": tag})
        self.parts.append(Part("close", f"</{tag}>", tag))

    def handle_comment(self, data: str) -> None:
        self.parts.append(Part("alone", f"<!--{data}-->"))
