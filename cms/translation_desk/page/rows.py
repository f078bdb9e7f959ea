"""What the translator's page shows of each segment."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.text import capfirst

from cms.records.translating import segments_to_translate
from cms.translation_desk.assistance.checks import Problem, problems
from cms.translation_desk.assistance.differences import marked
from cms.translation_desk.assistance.terms import term_problems, terms_in
from cms.translation_desk.page.models import SegmentComment
from cms.translations.alignment import Kind
from cms.translations.models import TranslatedPage
from cms.translations.segments import field_of
from cms.translations.states import Found, with_occurrence
from cms.translations.values import Origin, SegmentState, words

TO_DO = frozenset({SegmentState.MISSING, SegmentState.STALE, SegmentState.MACHINE})


@dataclass(frozen=True, slots=True)
class Row:
    """A segment of the original and what the latest draft has for it."""

    number: int
    occurrence: int
    """As in Written."""
    label: str
    """The name of its field, where the field begins."""
    path: str
    source: str
    source_marked: SafeString
    """The source, with what changed since it was translated."""
    public: str
    """What readers see for it now."""
    target: str
    target_marked: SafeString
    """The target, with what differs from what readers see."""
    state: SegmentState
    problems: tuple[Problem, ...]
    size: int
    """Words of the source."""
    comments: tuple[SegmentComment, ...]

    @property
    def is_to_do(self) -> bool:
        return self.state in TO_DO


@dataclass(frozen=True, slots=True)
class Progress:
    """How much of a translation is done, in segments and in words of the original."""

    segments: int
    segments_done: int
    words: int
    words_done: int


def rows_of(translation: TranslatedPage, source: TranslatedPage | None = None) -> list[Row]:
    """Return a row for each segment of the original, in its order: of the public one, or the version that is given."""
    held = segments_to_translate(translation, source=source)
    return list(_rows(translation, held, public_words(translation, source)))


def public_words(translation: TranslatedPage, source: TranslatedPage | None = None) -> list[str]:
    """Return the words that readers see for each segment, none for a translation that is not public."""
    if not translation.live:
        return []
    return [found.target for found in segments_to_translate(translation, of=translation, source=source)]


def _rows(translation: TranslatedPage, held: Sequence[Found], public: Sequence[str]) -> Iterator[Row]:
    language = translation.locale.language_code
    source_language = translation.original.original_language
    comments: dict[tuple[str, str], list[SegmentComment]] = defaultdict(list)
    for comment in SegmentComment.objects.filter(page=translation.pk).select_related("by"):
        comments[comment.path, comment.source].append(comment)
    field = ""
    for number, (occurrence, found) in enumerate(with_occurrence(held)):
        segment, shown = found.segment, public[number] if public else ""
        name = field_of(segment.path)
        label = "" if name == field else capfirst(translation._meta.get_field(name).verbose_name)
        field = name
        yield Row(
            number=number,
            occurrence=occurrence,
            label=label,
            path=segment.path,
            source=segment.text,
            source_marked=_changed(found),
            public=shown,
            target=found.target,
            target_marked=marked(shown or found.target, found.target),
            state=state_of_draft(found),
            problems=_problems(found, source_language, language),
            size=len(words(segment.text)),
            comments=tuple(comments[segment.path, segment.text]),
        )


def _problems(found: Found, source_language: str, language: str) -> tuple[Problem, ...]:
    source, target = found.segment.text, found.target
    if not found.has_words:
        return ()
    terms = terms_in(source, source_language, language, target)
    return (*problems(source, target, source_language, language), *term_problems(terms))


def _changed(found: Found) -> SafeString:
    is_changed = found.kind is Kind.CHANGED and found.has_words
    before = " ".join(pair.source for pair in found.pairs) if is_changed else found.segment.text
    return marked(before, found.segment.text)


def state_of_draft(found: Found) -> SegmentState:
    """Return how far the draft is with a segment: current, stale, machine or missing."""
    if not found.has_words:
        return SegmentState.MISSING
    if found.kind is not Kind.KEPT:
        return SegmentState.STALE
    machine = any(pair.origin == Origin.MACHINE for pair in found.pairs)
    return SegmentState.MACHINE if machine else SegmentState.CURRENT


def progress_of(rows: Sequence[Row]) -> Progress:
    done = [row for row in rows if not row.is_to_do]
    return Progress(len(rows), len(done), sum(row.size for row in rows), sum(row.size for row in done))
