"""The segments of a page, and a translation's words put together from those that translate them.

wagtail-localize takes the texts out and puts them back; it is asked for nothing else here and writes nothing.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING, Any

from bs4 import BeautifulSoup, ParserRejectedMarkup
from bs4.element import PageElement, PreformattedString
from django.utils.translation import gettext as _
from wagtail.models import Page
from wagtail_localize.segments.extract import extract_segments
from wagtail_localize.segments.ingest import ingest_segments
from wagtail_localize.segments.types import BaseValue, StringSegmentValue, TemplateSegmentValue
from wagtail_localize.strings import StringValue, validate_translation_links

from cms.translations.values import Pair, Segment, count_words, normal, words

if TYPE_CHECKING:
    from cms.translations.models import TranslatedPage

ADDRESS = "slug"
"""Page addresses are no words: each language's page has its own from the start."""
EMPTY_BLOCK = re.compile(r"<(p|li|ul|ol|h[1-6]|blockquote)\b[^>]*>\s*</\1>")
UNCLOSED = re.compile(r"<[a-zA-Z/!?][^<>]*(?=<|\Z)")
"""A tag without its end, for which the parser looks through all the rest of a text again and again."""
MOST_MARKS = 30
"""Accents on one letter, as in Unicode's stream-safe text: thousands take minutes to put in order."""
SHOWN = 50
"""Letters of refused markup in a message."""


@dataclass(frozen=True, slots=True)
class Text:
    """A text of a page as wagtail-localize found it, and the segment it is, if it has words."""

    value: StringSegmentValue
    segment: Segment | None


def segments_of(page: Page) -> list[Segment]:
    """Return the segments of a page's translated fields in the order of its fields."""
    return [text.segment for text in _texts(_values(page)) if text.segment]


def size_of(page: TranslatedPage) -> int:
    """Return how many words the plain and rich texts of a page's translated fields have, for ranking.

    The segments are not taken out, which costs far more.
    """
    names = {policy.field_name for policy in page.override_translatable_fields if policy.is_translated(page)}
    texts = (getattr(page, name) for name in names - {ADDRESS})
    return sum(count_words(text.replace("><", "> <")) for text in texts if isinstance(text, str))


def _values(page: Page) -> list[BaseValue]:
    return [value for value in extract_segments(page) if value.path != ADDRESS]


def _texts(values: Sequence[BaseValue]) -> Iterator[Text]:
    blocks = {value.path for value in values if isinstance(value, TemplateSegmentValue)}
    for value in values:
        if isinstance(value, StringSegmentValue):
            text = normal(value.string.data)
            segment = Segment(value.path, text, value.path in blocks) if words(text) else None
            yield Text(value, segment)


def write_words(translation: Page, original: Page, targets: Iterable[str]) -> None:
    """Set the translated fields of a page, unsaved, to the original's structure with these words.

    `targets` has one for each of segments_of(original), in that order. A segment whose target is empty is left out, so
    a translation never shows words of the original.
    """
    values = _values(original)
    waiting = iter(targets)
    written = [value for value in values if isinstance(value, TemplateSegmentValue)]
    for text in _texts(values):
        target = next(waiting) if text.segment else text.value.string.data
        written.append(_translated(text.value, target))
    for field in {field_of(value.path) for value in written}:
        setattr(translation, field, "")
    ingest_segments(original, translation, original.locale, translation.locale, written)
    for field in {value.path for value in values if isinstance(value, TemplateSegmentValue)}:
        setattr(translation, field, _without_empty_blocks(getattr(translation, field)))


def _translated(value: StringSegmentValue, target: str) -> StringSegmentValue:
    """Return the value in other words; links that the original no longer has become plain text."""
    attrs = value.attrs or {}
    soup = BeautifulSoup(target, "html.parser")
    for element in soup.find_all(id=True):
        if element["id"] not in attrs:
            element.unwrap()
    return StringSegmentValue(value.path, StringValue(str(soup)), attrs=attrs, order=value.order)


def _without_empty_blocks(html: str) -> str:
    shorter = EMPTY_BLOCK.sub("", html)
    return shorter if shorter == html else _without_empty_blocks(shorter)


def require_fitting(source: str, target: str) -> None:
    """Raise ValueError, in the language that is active, for markup that the source's text does not have."""
    require_inline(target)
    validate_translation_links(source, target)


def require_inline(text: str) -> None:
    """Raise ValueError, in the language that is active, for what is no text and no inline tag.

    Comments and the like too: browsers end some of them earlier than the parser does, and read on in tags.
    """
    require_closed(text)
    if any(is_mark and len(list(run)) > MOST_MARKS for is_mark, run in groupby(text, _is_mark)):
        raise ValueError(_("The text holds a character that cannot be stored."))
    try:
        StringValue.from_translated_html(text)
        strange = [
            each.output_ready()
            for each in BeautifulSoup(text, "html.parser").descendants
            if _is_no_text(each)
        ]
    except (ParserRejectedMarkup, RecursionError):
        strange = [text[:SHOWN]]
    if strange:
        found = ", ".join(dict.fromkeys(strange))
        raise ValueError(_("The original has no such markup: %(found)s. Take it out.") % {"found": found})


def require_closed(text: str) -> None:
    """Raise ValueError, in the language that is active, for a tag that has no end; asked before a text is parsed."""
    if found := UNCLOSED.search(text):
        message = _("Of this markup the beginning or the end is missing: %(found)s. Write both.")
        raise ValueError(message % {"found": found[0][:SHOWN]})


def _is_mark(letter: str) -> bool:
    return unicodedata.combining(letter) != 0


def _is_no_text(element: PageElement) -> bool:
    """Whether it is a comment, a declaration, an instruction or a section of data."""
    return isinstance(element, PreformattedString)


def pairs_after(
    translation: TranslatedPage, original: Page, fields: Collection[str], by: int | None
) -> list[dict[str, Any]]:
    """Return what `pairs` is to hold after these fields of a translation were rewritten as a whole, by this person."""
    kept = [pair for pair in translation.pairs if field_of(pair["path"]) not in fields]
    written = [pair for pair in pairs_by_position(original, translation) if field_of(pair.path) in fields]
    return kept + [asdict(replace(pair, by=by)) for pair in written]


def field_of(path: str) -> str:
    return path.split(".")[0]


def pairs_by_position(original: Page, translation: Page) -> list[Pair]:
    """Return pairs for words that were translated field by field: the first block stands for the first, and so on.

    Blocks beyond the last one of the original belong to that one.
    """
    blocks: dict[str, list[str]] = {}
    for segment in segments_of(translation):
        blocks.setdefault(segment.path, []).append(segment.text)
    pairs, counts = [], _counts(segments_of(original))
    seen: dict[str, int] = {}
    for segment in segments_of(original):
        number = seen.get(segment.path, 0)
        seen[segment.path] = number + 1
        found = blocks.get(segment.path, [])
        last = number + 1 == counts[segment.path]
        target = " ".join(found[number:] if last else found[number : number + 1])
        if target:
            pairs.append(Pair(segment.path, segment.text, target))
    return pairs


def _counts(segments: Sequence[Segment]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for segment in segments:
        counts[segment.path] = counts.get(segment.path, 0) + 1
    return counts
