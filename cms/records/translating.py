"""Making and changing a page's translation: words only, as a draft that somebody else reviews."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Locale, Page, Revision

from cms.accounts.enums import Role
from cms.accounts.models import User
from cms.accounts.permissions import has_role, reviews
from cms.moderation.enums import Move
from cms.moderation.exceptions import InvalidMove
from cms.moderation.permissions import require
from cms.records.slugs import numbered, slug_for
from cms.translations.models import TranslatedPage
from cms.translations.segments import (
    pairs_by_position,
    require_fitting,
    require_inline,
    segments_of,
    write_words,
)
from cms.translations.states import Found, find, with_occurrence
from cms.translations.summaries import trivial_edits
from cms.translations.values import Origin, Pair, normal, typed
from cms.translations.versions import source_of, text_of, texts, waiting_version

SITTING = dt.timedelta(minutes=30)
"""A pause as long as this begins another version."""


def can_translate(user: User, language: str) -> bool:
    """Whether the person writes translations into this language."""
    is_known = language in dict(settings.LANGUAGES)
    return is_known and (has_role(user, Role.TRANSLATOR, language) or reviews(user, language))


@transaction.atomic
def start_translation(
    *, original: TranslatedPage, language: str, by: User, words: Mapping[str, str]
) -> TranslatedPage:
    """Make a draft page in this language with these words; words left out stay empty. What is public does not change.

    Without a title it is filed under the original's, which translates nothing. Raises PermissionDenied, or InvalidMove
    when the record is in this language already.
    """
    if not can_translate(by, language):
        raise PermissionDenied(_("You do not translate into this language."))
    locale = Locale.objects.get(language_code=language)
    if original.is_translation or original.get_translations(inclusive=True).filter(locale=locale).exists():
        raise InvalidMove(_("“%(title)s” is in this language already.") % {"title": original.title})
    page = translation_page(original, locale, by, words)
    page.title = page.title or original.title
    parent = _place_of(original, locale)
    page.slug = numbered(slug_for(page.title), set(parent.get_children().values_list("slug", flat=True)))
    parent.add_child(instance=page)
    page.save_revision(user=by, log_action=True)
    return page


def _place_of(original: TranslatedPage, locale: Locale) -> Page:
    """Return the page below which the translation stands. Raises InvalidMove where that is not translated itself."""
    above = original.get_parent()
    place: Page | None = above.get_translation_or_none(locale)
    if place is None:
        raise InvalidMove(
            _("“%(above)s”, below which “%(title)s” stands, is not in this language yet.")
            % {"above": above.title, "title": original.title}
        )
    return place


def translation_page(
    original: TranslatedPage, locale: Locale, by: User, words: Mapping[str, str]
) -> TranslatedPage:
    """Return the unsaved draft page of a translation."""
    unknown = words.keys() - set(original.words)
    if unknown:
        raise ValueError(f"Not words of the page: {', '.join(sorted(unknown))}.")
    page = type(original)(
        **words,
        is_translation_page=True,
        translation_key=original.translation_key,
        locale=locale,
        owner=by,
        live=False,
        has_unpublished_changes=True,
    )
    page.pairs = [asdict(replace(pair, by=by.pk)) for pair in pairs_by_position(original, page)]
    return page


@dataclass(frozen=True, slots=True)
class Written:
    """What a translator says of one segment."""

    path: str
    source: str
    """The text of the original that the translator saw."""
    target: str
    confirmed: bool = False
    """The words are right for this text although they were not changed."""
    origin: str = Origin.PERSON
    occurrence: int = 1
    """Its number among the segments of this path that have the same text."""


def segments_to_translate(
    translation: TranslatedPage, of: TranslatedPage | None = None, source: TranslatedPage | None = None
) -> list[Found]:
    """Return the segments of a version of the original, each with what a version of the translation has for it.

    They are the public original, and the latest draft of the translation, where none is given.
    """
    version = of or translation.get_latest_revision_as_object()
    edits = trivial_edits([translation.translation_key])[translation.translation_key]
    return find(segments_of(source or translation.original), version.translated_pairs(), edits)


def has_lost_words(translation: TranslatedPage) -> bool:
    """Whether the latest draft has words without a place in the original, public or waiting: a save leaves them out."""
    original = translation.original
    pairs = translation.get_latest_revision_as_object().translated_pairs()
    edits = trivial_edits([translation.translation_key])[translation.translation_key]
    versions = [version for version in (original, waiting_version(original)) if version is not None]
    held = [found for version in versions for found in find(segments_of(version), pairs, edits)]
    return bool(_left_over(pairs, held, []))


@transaction.atomic
def write_translation(
    *,
    translation: TranslatedPage,
    written: Sequence[Written],
    by: User,
    same_sitting: bool = False,
    of_next: bool = False,
) -> Revision:
    """Save a draft of the translation with these words. What the public sees does not change.

    They are for the public text of the original or, `of_next`, for the one that waits. In the `same_sitting` the
    person's own latest draft is saved over, or every pause in typing would be a version.

    A segment that is not mentioned, or whose words are left as they were without being confirmed, keeps what it had: it
    goes on being out of date, or a machine's. Of equal texts those without words get the words of the next one: pairs
    do not say where they stand. Words for a text that the original has lost meanwhile are kept for the segment that it
    was rewritten to, if there is one. Raises PermissionDenied, InvalidMove, or ValueError for markup that the text of
    the original does not have.
    """
    translation = type(translation).objects.select_for_update().get(pk=translation.pk)
    require(Move.EDIT, by, translation)
    draft = translation.get_latest_revision_as_object()
    now = segments_of(source_of(by, translation, of_next=of_next))
    edits = trivial_edits([translation.translation_key])[translation.translation_key]
    before = draft.translated_pairs()
    held = find(now, before, edits)
    version, pairs = _with_both_versions(
        translation.original, _with_written(held, written, by), _left_over(before, held, written)
    )
    found = find(segments_of(version), pairs, edits)
    # Words that find no place are in no text that a reviewer reads, so they are not published with it either.
    placed = {id(pair) for each in found for pair in each.pairs}
    draft.pairs = [asdict(pair) for pair in pairs if id(pair) in placed]
    write_words(draft, version, _targets(found))
    draft.title = draft.title or translation.title
    sitting = _sitting_of(by, translation) if same_sitting else None
    return draft.save_revision(user=by, log_action=True, overwrite_revision=sitting)


def _sitting_of(user: User, translation: TranslatedPage) -> Revision | None:
    """Return the latest draft if it is this person's, a while old at most, and was never under review.

    That it was never public is save_revision's to see to.
    """
    latest = translation.latest_revision
    if latest is None or latest.user_id != user.pk:
        return None
    is_recent = timezone.now() - latest.created_at < SITTING
    return latest if is_recent and not latest.task_states.exists() else None


def _with_written(held: Sequence[Found], written: Sequence[Written], by: User) -> list[Pair]:
    """Return the pairs of the next draft, in the order of the original's segments."""
    waiting = {(each.path, each.source, each.occurrence): each for each in written}
    pairs: list[Pair] = []
    empty: Counter[tuple[str, str]] = Counter()
    for occurrence, found in with_occurrence(held):
        text = (found.segment.path, found.segment.text)
        said = waiting.pop((*text, occurrence), None)
        if said is None or (typed(said.target) == typed(found.target) and not said.confirmed):
            pairs += _not_yet(pairs, found.pairs)
            empty[text] += not found.has_words
        elif said.target.strip():
            require_fitting(found.segment.text, said.target)
            pairs += [_pair(said, by, found.pairs) for _each in range(1 + empty.pop(text, 0))]
    known = {(found.segment.path, found.segment.text) for found in held}
    late = [
        _late(each, by) for text, each in waiting.items() if each.target.strip() and text[:2] not in known
    ]
    replaced = {(pair.path, pair.source) for pair in late}
    return [pair for pair in pairs if (pair.path, pair.source) not in replaced] + late


def _left_over(pairs: Sequence[Pair], held: Sequence[Found], written: Sequence[Written]) -> list[Pair]:
    """Return those that no segment holds, and for whose text nothing was written."""
    taken = [pair for found in held for pair in found.pairs]
    said = {(each.path, normal(each.source)) for each in written}
    return [pair for pair in _not_yet(taken, pairs) if text_of(pair) not in said]


def _with_both_versions(
    original: TranslatedPage, pairs: list[Pair], left_over: Sequence[Pair]
) -> tuple[TranslatedPage, list[Pair]]:
    """Return for which version of the original a draft with these words is put together, and its pairs.

    It is the version that waits as soon as words are for that alone. Of what is left over, words for a text of either
    version stay, so that work on the one takes nothing from the other.
    """
    waiting = waiting_version(original)
    if waiting is None:
        return original, pairs
    public, coming = texts(segments_of(original)), texts(segments_of(waiting))
    pairs = pairs + [pair for pair in left_over if text_of(pair) in public | coming]
    is_ahead = any(text_of(pair) in coming - public for pair in pairs)
    return waiting if is_ahead else original, pairs


def _pair(written: Written, by: User, before: Sequence[Pair] = ()) -> Pair:
    """Return the words as a pair; a machine's that stood there before show in its origin."""
    origin = written.origin
    if origin == Origin.PERSON and any(pair.origin != Origin.PERSON for pair in before):
        origin = Origin.READ
    return Pair(written.path, written.source, typed(written.target), origin, by.pk)


def _late(written: Written, by: User) -> Pair:
    """Return words for a text that is lost; links that the newer text does not have become plain text later."""
    require_inline(written.target)
    return _pair(written, by)


def _not_yet(taken: Sequence[Pair], pairs: Sequence[Pair]) -> list[Pair]:
    """Return those that are not taken; equal ones may stand for equal paragraphs."""
    return [pair for pair in pairs if not any(pair is other for other in taken)]


def _targets(found: Sequence[Found]) -> list[str]:
    """Return the words for each segment, in order; a block that was split stands in the first of its parts."""
    targets: list[str] = []
    shown: list[Pair] = []
    for each in found:
        pairs = _not_yet(shown, each.pairs)
        shown += pairs
        targets.append(" ".join(pair.target for pair in pairs))
    return targets
