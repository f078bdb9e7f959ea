"""What the decision page says of records that are probably the same as the one it is about."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _
from wagtail.models import Page

from cms.accounts.models import User
from cms.accounts.queries import language_of
from cms.desk.queries import readable_pages
from cms.desk.rows import Row, rows_of
from cms.duplicates.queries import Duplicate, probable_duplicates
from cms.duplicates.sentences import sentence_of
from cms.moderation.enums import Move
from cms.moderation.permissions import moderates
from cms.moderation.queries import merged_into
from cms.records.models import RecordPage
from cms.records.queries import is_original


@dataclass(frozen=True, slots=True)
class DuplicateRow:
    """One other record, why it is probably the same, and what an author would be told."""

    row: Row
    reasons: tuple[str, ...]
    words: str
    may_be_kept: bool
    """Whether the page can be merged into it."""


@dataclass(frozen=True, slots=True)
class Duplicates:
    """The panel: its rows, and what the person may do about them."""

    rows: tuple[DuplicateRow, ...]
    may_distinguish: bool
    may_reject: bool
    may_merge: bool


def duplicates_of(page: Page, *, reader: User, moves: list[Move]) -> Duplicates | None:
    """Return what the panel shows to whoever decides; None for others, and for what is no original record.

    Records are named only to who may read them: public ones, and those on the person's desk.
    """
    if not is_original(page) or not moderates(reader, page):
        return None
    likely = probable_duplicates(page, readable_pages(reader))
    found = [each for each in likely if not is_merged(each.page, page)]
    rows = rows_of([each.page for each in found])
    return Duplicates(
        rows=tuple(_row(page, row, each) for row, each in zip(rows, found, strict=True)),
        may_distinguish=True,
        may_reject=Move.REJECT in moves,
        may_merge=Move.ARCHIVE in moves,
    )


def is_merged(other: Page, page: Page) -> bool:
    """Whether one of the two was merged into the other: nobody is asked again."""
    return merged_into(other) == page or merged_into(page) == other


def _row(page: RecordPage, row: Row, found: Duplicate) -> DuplicateRow:
    reasons = tuple(map(sentence_of, found.likeness.reasons))
    may_be_kept = found.page.live and type(found.page) is type(page)
    return DuplicateRow(row, reasons, words_to_author(page, found.page), may_be_kept)


def words_to_author(page: RecordPage, other: RecordPage) -> str:
    """Return what the author is told of a duplicate, in their language.

    A record that is not public is named to nobody but its own author.
    """
    with translation.override(page.locale.language_code), translation.override(language_of(page.owner)):
        if other.live:
            link = f"{settings.WAGTAILADMIN_BASE_URL}/id/{other.record_id}"
            return _("This is in the repository already: “%(title)s”, %(link)s") % {
                "title": other.title,
                "link": link,
            }
        if other.owner_id is not None and other.owner_id == page.owner_id:
            return _("You have handed this in before: “%(title)s”") % {
                "title": other.get_admin_display_title()
            }
        return _("This was handed in before, and is with us already.")
