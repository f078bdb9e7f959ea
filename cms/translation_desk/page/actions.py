"""What a translator does on the page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from cms.accounts.models import User
from cms.desk.moves import TAKE
from cms.moderation.enums import Move
from cms.moderation.exceptions import InvalidMove
from cms.moderation.permissions import moves_of, require, writes
from cms.records.models import RecordPage
from cms.records.translating import Written, segments_to_translate, write_translation
from cms.translation_desk.assistance.checks import Severity
from cms.translation_desk.page.models import SegmentComment
from cms.translation_desk.page.rows import rows_of
from cms.translations.values import normal


@dataclass(frozen=True, slots=True)
class Typed:
    """Words for a segment, and those that stood there when the translator began to type."""

    written: Written
    seen: str
    comment: str = ""
    """What is to be said to the others about it."""

    @property
    def says_something(self) -> bool:
        return self.written.confirmed or normal(self.written.target) != normal(self.seen)


@transaction.atomic
def save_words(*, translation: RecordPage, typed: Sequence[Typed], by: User) -> list[Typed]:
    """Save a draft with these words; return those not saved, because somebody else wrote other words there meanwhile.

    What the public sees does not change. Raises as write_translation does.
    """
    said = [each for each in typed if each.says_something]
    if not said:
        return []
    translation = type(translation).objects.select_for_update().get(pk=translation.pk)
    require(Move.EDIT, by, translation)
    held: dict[tuple[str, str], set[str]] = defaultdict(set)
    for found in segments_to_translate(translation):
        held[found.segment.path, found.segment.text].add(normal(found.target))
    contradicted = [each for each in said if _is_contradicted(each, held)]
    written = [each.written for each in said if each not in contradicted]
    if written:
        write_translation(translation=translation, written=written, by=by, same_sitting=True)
    return contradicted


@transaction.atomic
def comment(*, translation: RecordPage, typed: Sequence[Typed], by: User) -> int:
    """Keep what is said about segments; return how many comments were made.

    Whoever sees the page unpublished may speak: its writers, its reviewers and moderators. Raises PermissionDenied.
    """
    said = [each for each in typed if each.comment.strip()]
    if said and not writes(by, translation):
        raise PermissionDenied(_("You cannot comment on this translation."))
    rows = [
        SegmentComment(
            page=translation, path=each.written.path, source=each.written.source, text=each.comment, by=by
        )
        for each in said
    ]
    return len(SegmentComment.objects.bulk_create(rows))


def _is_contradicted(typed: Typed, held: dict[tuple[str, str], set[str]]) -> bool:
    there = held.get((typed.written.path, typed.written.source))
    return there is not None and there.isdisjoint({normal(typed.seen), normal(typed.written.target)})


def hand_in(*, translation: RecordPage, by: User) -> Move:
    """Hand the latest draft in for review; return the move that was made.

    Raises PermissionDenied, or InvalidMove where there is nothing to hand in or a check blocks.
    """
    possible = moves_of(by, translation)
    move = next((move for move in (Move.SUBMIT, Move.RESUBMIT) if move in possible), None)
    if move is None:
        require(Move.SUBMIT, by, translation)
        raise InvalidMove(_("There is nothing to hand in."))
    blocked = [
        row for row in rows_of(translation) if any(p.severity == Severity.BLOCKS for p in row.problems)
    ]
    if blocked:
        raise InvalidMove(
            _("Mend what is marked in red first: %(first)s") % {"first": blocked[0].problems[0].message}
        )
    TAKE[move](translation, by, {})
    return move
