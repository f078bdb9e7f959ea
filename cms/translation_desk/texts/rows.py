"""What the page of a group shows of each text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString

from cms.accounts.models import User
from cms.translation_desk.assistance.checks import Problem
from cms.translation_desk.texts.enums import TextState
from cms.translation_desk.texts.permissions import can_decide, written_by
from cms.translation_desk.texts.queries import TextStanding
from cms.translation_desk.texts.sources import TextSource
from cms.translation_desk.texts.values import marked_words


@dataclass(frozen=True, slots=True)
class TextRow:
    """A text, what is proposed for it, and what this person can do about it."""

    held: TextStanding
    heading: str
    """Names the row of the table where its fields begin."""
    label: str
    original_marked: SafeString
    """The original, with what changed since the words were made."""
    words_marked: SafeString
    """The words, with what differs from what readers get."""
    problems: tuple[Problem, ...]
    longest: int | None
    has_lines: bool
    waits: bool
    """Handed in: nobody writes in it."""
    is_mine_to_decide: bool

    @property
    def can_be_confirmed(self) -> bool:
        """Whether the words may be right as they stand although there is something to do."""
        return self.held.is_to_do and bool(self.held.words.strip())


def rows_of(held: Sequence[TextStanding], source: TextSource, language: str, user: User) -> list[TextRow]:
    """Return a row for each text, in their order; one query, to know what the person wrote."""
    written = written_by(user, language)
    keys = [each.text.key for each in held]
    return [
        _row(each, source, language, user, heads=before != each.text.key, written=written)
        for before, each in zip(["", *keys], held, strict=False)
    ]


def _row(
    held: TextStanding, source: TextSource, language: str, user: User, *, heads: bool, written: set[int]
) -> TextRow:
    text, proposal = held.text, held.proposal
    waits = held.state == TextState.IN_REVIEW
    return TextRow(
        held=held,
        heading=source.heading(text.key) if heads else "",
        label=source.field_label(text.field),
        original_marked=marked_words(held.source_words, text.original),
        words_marked=marked_words(text.target or held.words, held.words),
        problems=tuple(source.problems(text, held.words, language)) if proposal else (),
        longest=source.longest(text.field),
        has_lines=source.has_lines(text.field),
        waits=waits,
        is_mine_to_decide=waits
        and proposal is not None
        and can_decide(user, proposal, wrote_it=proposal.pk in written),
    )
