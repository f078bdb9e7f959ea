"""What a translator does on the page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from cms.accounts.models import User
from cms.desk.moves import TAKE
from cms.moderation.enums import Move
from cms.moderation.exceptions import InvalidMove
from cms.moderation.permissions import can, moves_of, require, writes
from cms.records.translating import Written, has_lost_words, segments_to_translate, write_translation
from cms.translation_desk.assistance.checks import Severity
from cms.translation_desk.page.models import SegmentComment
from cms.translation_desk.page.rows import rows_of
from cms.translations.models import TranslatedPage
from cms.translations.values import typed
from cms.translations.versions import source_of


@dataclass(frozen=True, slots=True)
class Typed:
    """Words for a segment, and those that stood there when the translator began to type."""

    written: Written
    seen: str
    comment: str = ""
    """What is to be said to the others about it."""

    @property
    def text(self) -> tuple[str, str]:
        """Path and text of the segment."""
        return self.written.path, self.written.source

    @property
    def says_something(self) -> bool:
        return self.written.confirmed or typed(self.written.target) != typed(self.seen)


@transaction.atomic
def save_words(
    *, translation: TranslatedPage, words: Sequence[Typed], by: User, of_next: bool = False
) -> list[Typed]:
    """Save a draft with these words, as write_translation does; return those that it does not have.

    They are those where somebody else wrote other words meanwhile, and those whose text the original has lost without
    having it rewritten.

    Where nothing is said, words are left out that the original has no place for any more. What the public sees does not
    change. Raises as write_translation does.
    """
    said = [each for each in words if each.says_something]
    if not said:
        if can(Move.EDIT, by, translation) and has_lost_words(translation):
            write_translation(translation=translation, written=[], by=by, same_sitting=True, of_next=of_next)
        return []
    translation = type(translation).objects.select_for_update().get(pk=translation.pk)
    require(Move.EDIT, by, translation)
    held: dict[tuple[str, str], list[str]] = defaultdict(list)
    source = source_of(by, translation, of_next=of_next)
    for found in segments_to_translate(translation, source=source):
        held[found.segment.path, found.segment.text].append(found.target)
    contradicted = [each for each in said if _is_contradicted(each, held)]
    written = [each.written for each in said if each not in contradicted]
    if written:
        write_translation(translation=translation, written=written, by=by, same_sitting=True, of_next=of_next)
    late = [each for each in said if each.text not in held]
    return contradicted + (_without_place(translation, late, source) if late else [])


def _is_contradicted(each: Typed, held: Mapping[tuple[str, str], Sequence[str]]) -> bool:
    """Whether other words than those that were seen stand there, or one of equal texts is there no more."""
    if each.text not in held:
        return False
    there = held[each.text][each.written.occurrence - 1 :][:1]
    return not there or typed(there[0]) not in (typed(each.seen), typed(each.written.target))


def _without_place(translation: TranslatedPage, late: Sequence[Typed], source: TranslatedPage) -> list[Typed]:
    page = type(translation).objects.get(pk=translation.pk)
    held = segments_to_translate(page, source=source)
    placed = {(pair.path, pair.source) for found in held for pair in found.pairs}
    return [each for each in late if each.written.target.strip() and each.text not in placed]


@transaction.atomic
def comment(*, translation: TranslatedPage, words: Sequence[Typed], by: User) -> int:
    """Keep what is said about segments; return how many comments were made.

    Whoever sees the page unpublished may speak: its writers, its reviewers and moderators. Raises PermissionDenied.
    """
    said = [each for each in words if each.comment.strip()]
    if said and not writes(by, translation):
        raise PermissionDenied(_("You cannot comment on this translation."))
    rows = [
        SegmentComment(
            page=translation, path=each.written.path, source=each.written.source, text=each.comment, by=by
        )
        for each in said
    ]
    return len(SegmentComment.objects.bulk_create(rows))


def hand_in(*, translation: TranslatedPage, by: User, of_next: bool = False) -> Move:
    """Hand the latest draft in for review, checked against the public text or the next; return the move that was made.

    Raises PermissionDenied, or InvalidMove where there is nothing to hand in or a check blocks.
    """
    possible = moves_of(by, translation)
    move = next((move for move in (Move.SUBMIT, Move.RESUBMIT) if move in possible), None)
    if move is None:
        require(Move.SUBMIT, by, translation)
        raise InvalidMove(_("There is nothing to hand in."))
    rows = rows_of(translation, source_of(by, translation, of_next=of_next))
    blocked = [row for row in rows if any(p.severity == Severity.BLOCKS for p in row.problems)]
    if blocked:
        raise InvalidMove(
            _("Mend what is marked in red first: %(first)s") % {"first": blocked[0].problems[0].message}
        )
    TAKE[move](translation, by, {})
    return move
