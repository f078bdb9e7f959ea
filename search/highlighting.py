"""What of a record is shown for a question: its language, its marked title, its best passage."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping, Sequence, Set
from itertools import pairwise

from search.analysis import Span, analyse, find, raw_words
from search.questions import Question, Reading
from search.types import DocumentText

_PASSAGE = 180
_BEFORE = 30
"""Characters shown before the first marked word of a passage."""
_READ_AT_MOST = 20_000
_BLANKS = re.compile(r"\s+")


def best_language(texts: Mapping[str, DocumentText], reader: str, question: Question) -> str:
    """Return the reader's language when its text has all the words, else the one that holds most of them.

    Without words: the reader's where there is one, else the original's.
    """
    languages = sorted(texts, key=lambda language: language != reader)
    if len(languages) == 1 or not question.required:
        return languages[0]
    return max(languages, key=lambda language: _held(texts[language], language, question))


def _held(text: DocumentText, language: str, question: Question) -> int:
    whole = f"{text.title} {text.summary} {text.body[:_READ_AT_MOST]}"
    present = frozenset(analyse(whole, language).split())
    return sum(clause.in_tokens(present) for clause in question.required)


def mark_title(title: str, language: str, wanted: Set[Reading]) -> str:
    """Return the whole title as escaped HTML with the wanted words marked."""
    return _marked(title, 0, len(title), _answers(title, language, wanted))


def mark_passage(text: DocumentText, language: str, wanted: Set[Reading]) -> str:
    """Return the passage of summary and body with most of the wanted words, as escaped HTML with them marked.

    When none is there: the beginning.
    """
    whole = passage_source(text)
    spans = _answers(whole, language, wanted) if wanted else []
    if not spans:
        return beginning(text)
    start = _word_start(whole, max(0, min(_best_start(spans) - _BEFORE, len(whole) - _PASSAGE)))
    end = _word_end(whole, start + _PASSAGE)
    inside = [span for span in spans if span.start >= start and span.end <= end]
    return _with_dots(_marked(whole, start, end, inside), start > 0, end < len(whole))


def beginning(text: DocumentText) -> str:
    """Return how the summary (or else the body) begins, as escaped HTML."""
    words = text.summary or text.body
    end = _word_end(words, _PASSAGE)
    return _with_dots(_marked(words, 0, end, ()), False, end < len(words))


def passage_source(text: DocumentText) -> str:
    """Return summary and body as one text; a summary that repeats the body's beginning is left out."""
    body = text.body[:_READ_AT_MOST]
    return body if body.startswith(text.summary) else f"{text.summary}\n{body}"


def _answers(text: str, language: str, wanted: Set[Reading]) -> list[Span]:
    """Return where the wanted readings stand, in order; a part of one of several tokens alone is none."""
    spans = find(text, language, frozenset(token for reading in wanted for token in reading))
    whole = [reading for reading in wanted if len(reading) > 1]
    if not whole:
        return spans
    kept = {span for span in spans if (span.token,) in wanted}
    kept.update(span for reading in whole for run in _runs(text, spans, reading) for span in run)
    return sorted(kept)


def _runs(text: str, spans: Sequence[Span], reading: Reading) -> Iterator[Sequence[Span]]:
    """Yield where these tokens follow each other with no other word between."""
    for at in range(len(spans) - len(reading) + 1):
        run = spans[at : at + len(reading)]
        between = (text[one.end : other.start] for one, other in pairwise(run))
        if tuple(span.token for span in run) == reading and not any(map(raw_words, between)):
            yield run


def _best_start(spans: Sequence[Span]) -> int:
    """Return where the passage with most different wanted words begins, the earliest among equals."""
    best, most = spans[0].start, (0, 0)
    for at, first in enumerate(spans):
        inside = _until(spans, at, first.start + _PASSAGE - _BEFORE)
        worth = (len(set(inside)), len(inside))
        if worth > most:
            best, most = first.start, worth
    return best


def _until(spans: Sequence[Span], at: int, end: int) -> list[str]:
    tokens = []
    for span in spans[at:]:
        if span.end > end:
            break
        tokens.append(span.token)
    return tokens


def _word_start(text: str, at: int) -> int:
    """Return the first beginning of a word at or after a place, or the place itself in a text without blanks."""
    if at == 0:
        return 0
    blank = text.find(" ", at, at + _BEFORE)
    return at if blank < 0 else blank + 1


def _word_end(text: str, at: int) -> int:
    """Return the last end of a word before a place, or the place itself in a text without blanks."""
    if at >= len(text):
        return len(text)
    blank = text.rfind(" ", at - _BEFORE, at + 1)
    return at if blank < 0 else blank


def _marked(text: str, start: int, end: int, spans: Sequence[Span]) -> str:
    """Return text[start:end] as escaped HTML with the spans marked, overlapping ones as one."""
    parts, at = [], start
    for first, last in _merged(spans):
        parts += [html.escape(text[at:first]), "<mark>", html.escape(text[first:last]), "</mark>"]
        at = last
    parts.append(html.escape(text[at:end]))
    return _BLANKS.sub(" ", "".join(parts)).strip()


def _merged(spans: Sequence[Span]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for span in spans:
        if merged and span.start < merged[-1][1]:
            merged[-1] = (merged[-1][0], span.end)
        else:
            merged.append((span.start, span.end))
    return merged


def _with_dots(passage: str, before: bool, after: bool) -> str:
    return f"{'… ' if before else ''}{passage}{' …' if after else ''}"
