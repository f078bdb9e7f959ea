"""HTML tags as the inline codes of XLIFF 2.0 and back, without loss.

A pair of tags is a <pc>, a tag that stands alone a <ph>; the original data of their unit says how each was written.
"""

from __future__ import annotations

import html
import re
from collections import defaultdict
from collections.abc import Mapping
from xml.etree.ElementTree import Element, SubElement

from django.utils.translation import gettext as _

from cms.translation_desk.files.inline import parts_of

CONTROL = re.compile("([\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff])")
"""What XML cannot hold."""
LINK = "a"
LONGEST = 100
"""Characters of a tag. A code may stand in a file two hundred thousand times, whatever length its data has."""


class Codes:
    """The codes of one unit. A target's code that is written as one of the source has the same id."""

    def __init__(self) -> None:
        self.data: dict[str, str] = {}
        """How a tag is written -> the id of that text."""
        self.count = 0
        self.ids: dict[str, list[str]] = defaultdict(list)
        """How a tag is written -> the ids of the source's codes; those that the target has not used yet."""

    def add(self, element: Element, text: str) -> None:
        """Fill <source> first, then <target>."""
        above = [element]
        for part in parts_of(text):
            if part.kind == "text":
                append_text(above[-1], part.written)
            elif part.kind == "close":
                above.pop()
            else:
                above.append(self._code(above[-1], part.kind == "open", part.written, part.tag))
                if part.kind == "alone":
                    above.pop()
        if element.tag == "source":
            self._offer_ids(element)

    def _code(self, parent: Element, paired: bool, written: str, tag: str) -> Element:
        values = {"id": self._id(written), "type": "link" if tag == LINK else "fmt"}
        if not paired:
            return SubElement(parent, "ph", {**values, "dataRef": self._data(written)})
        ends = {"dataRefStart": self._data(written), "dataRefEnd": self._data(f"</{tag}>")}
        return SubElement(parent, "pc", {**values, **ends})

    def _id(self, written: str) -> str:
        if self.ids[written]:
            return self.ids[written].pop(0)
        self.count += 1
        return str(self.count)

    def _data(self, written: str) -> str:
        return self.data.setdefault(written, f"d{len(self.data) + 1}")

    def _offer_ids(self, source: Element) -> None:
        names = {name: written for written, name in self.data.items()}
        for code in source.iter():
            if reference := code.get("dataRefStart") or code.get("dataRef"):
                self.ids[names[reference]].append(code.get("id", ""))


def append_text(element: Element, text: str) -> None:
    """Add text behind what the element holds already; characters that XML cannot hold become <cp>."""
    for number, piece in enumerate(CONTROL.split(text)):
        if number % 2:
            SubElement(element, "cp", hex=f"{ord(piece):04X}")
        elif len(element):
            element[-1].tail = (element[-1].tail or "") + piece
        else:
            element.text = (element.text or "") + piece


def without_controls(text: str) -> str:
    return CONTROL.sub("\ufffd", text)


def html_of(element: Element, data: Mapping[str, str], *, raw: bool = False) -> str:
    """Return what an element with inline codes says as HTML; `raw` text is HTML already.

    Raises ValueError, in the language that is active, for a code that does not say how it was written.
    """
    escaped = (lambda text: text) if raw else (lambda text: html.escape(text, quote=False))
    written = [escaped(element.text or "")]
    for child in element:
        written += [_html_of_code(child, data), escaped(child.tail or "")]
    return "".join(written)


def _html_of_code(code: Element, data: Mapping[str, str]) -> str:
    if code.tag == "cp":
        return html.escape(_character(code.get("hex", "")), quote=False)
    if code.tag in ("sm", "em"):
        return ""
    if code.tag == "mrk":
        return html_of(code, data)
    if code.tag == "pc":
        start, end = (_written(code, name, data) for name in ("dataRefStart", "dataRefEnd"))
        return start + html_of(code, data) + end
    if code.tag in ("ph", "sc", "ec"):
        return _written(code, "dataRef", data)
    raise ValueError(_("<%(tag)s> is no inline element of XLIFF.") % {"tag": code.tag})


def _written(code: Element, name: str, data: Mapping[str, str]) -> str:
    written = data.get(code.get(name, ""))
    if written is None or len(written) > LONGEST:
        raise ValueError(
            _("The code %(id)s does not say which tag it is.") % {"id": code.get("id") or code.tag}
        )
    return written


def _character(hexadecimal: str) -> str:
    try:
        return chr(int(hexadecimal, 16))
    except (ValueError, OverflowError):
        raise ValueError(_("“%(hex)s” is no character.") % {"hex": hexadecimal}) from None
