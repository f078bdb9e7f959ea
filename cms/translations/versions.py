"""The text of an original that waits beside the public one, and translations made of it before it is public."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, TypeVar

from django.utils.translation import gettext as _

from cms.accounts.models import User
from cms.moderation.enums import UNDER_REVIEW, PageState
from cms.moderation.permissions import may_read_unpublished, writes
from cms.moderation.queries import publications_of
from cms.moderation.states import state_of
from cms.translations.segments import segments_of
from cms.translations.values import Pair, Segment, normal

if TYPE_CHECKING:
    from cms.translations.models import TranslatedPage

PageT = TypeVar("PageT", bound="TranslatedPage")
Text = tuple[str, str]
"""A path, and the text there."""

MAY_BECOME_PUBLIC = frozenset(
    {
        PageState.PUBLISHED_CHANGES_IN_DRAFT,
        PageState.PUBLISHED_CHANGES_IN_REVIEW,
        PageState.PUBLISHED_CHANGES_REQUESTED,
    }
)
"""Not a change that was rejected."""


def waiting_version(original: PageT) -> PageT | None:
    """Return the newest text of a public original where it has other segments and may become public; else None."""
    if not (original.live and original.has_unpublished_changes):
        return None
    if state_of(original) not in MAY_BECOME_PUBLIC:
        return None
    newest: PageT = original.get_latest_revision_as_object()
    return newest if segments_of(newest) != segments_of(original) else None


def version_to_translate(user: User, translation: PageT) -> PageT | None:
    """Return the version of the original that waits, for whoever may translate it before it is public; else None.

    What is handed in is read by all who write the translation, a draft by those who may read the original's drafts.
    """
    original = translation.original
    newest = waiting_version(original)
    if newest is None or may_read_unpublished(user, original):
        return newest
    is_handed_in = state_of(original) in UNDER_REVIEW
    return newest if is_handed_in and writes(user, translation) else None


def source_of(user: User, translation: PageT, *, of_next: bool) -> PageT:
    """Return the text of the original that is translated: the public one or, `of_next`, the one that waits.

    That only for whom it is, and where there is one; so words that arrive after it became public find their place.
    """
    version = version_to_translate(user, translation) if of_next else None
    return version or translation.original


def texts(segments: Iterable[Segment]) -> set[Text]:
    return {(segment.path, segment.text) for segment in segments}


def text_of(pair: Pair) -> Text:
    """Return what the pair translates."""
    return pair.path, normal(pair.source)


def untimely(translation: TranslatedPage) -> str:
    """Say why the newest words of a translation cannot be public yet, beside the original as it is in public.

    They may be for texts that the original has, for those that they stand for in public already, and for texts that
    the original had in public before: such words are out of date. Empty when they are.
    """
    original = translation.original
    known = texts(segments_of(original))
    if translation.live:
        known |= {text_of(pair) for pair in translation.translated_pairs()}
    newest = translation.get_latest_revision_as_object()
    strange = {text_of(pair) for pair in newest.translated_pairs()} - known
    if not strange:
        return ""
    title = translation.get_admin_display_title()
    if strange & texts(segments_of(original.get_latest_revision_as_object())):
        return _(
            "“%(title)s” has words for a text of the original that is not public yet. "
            "Publish both together, on the page “All languages” of the original."
        ) % {"title": title}
    if strange <= _once_public(original):
        return ""
    return _(
        "“%(title)s” has words for a text of the original that never became public. "
        "Fit them to the public text first."
    ) % {"title": title}


def _once_public(original: TranslatedPage) -> set[Text]:
    versions = (entry.revision.as_object() for entry in publications_of(original))
    return set().union(*(texts(segments_of(version)) for version in versions))
