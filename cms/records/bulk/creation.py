"""Making many records at once, with every invariant of the single path."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from wagtail.models import Revision

from cms.accounts.models import User
from cms.records.bulk.documents import documents_of_new
from cms.records.bulk.log import insert_entries
from cms.records.bulk.publication import assigned_relations, publish
from cms.records.bulk.references import insert_references
from cms.records.bulk.review import start_reviews
from cms.records.bulk.revisions import content_of, insert_revisions, point_to_latest
from cms.records.bulk.rows import by_model, insert_pages
from cms.records.bulk.tree import place
from cms.records.bulk.values import Moments, NewPage, TargetState
from cms.records.ids import new_record_ids
from cms.translations.summaries import refresh


def create_pages(new: Sequence[NewPage], *, state: TargetState, by: User) -> list[Revision]:
    """Write new records, entries or translations below their parents and return their first revisions.

    Leaves the same rows as add_child, save_revision and submit or a publication would: pages, relations, children,
    revision, references, log, review, publication history, outbox (a test compares them all). The caller validates;
    the database's constraints hold. A page without owner, slug or record id is given one. `state` published is the
    operator's exception, see bulk.publication. No signal and no mail is sent. Call it with a few hundred pages at a
    time: other processes write between two transactions.
    """
    if not new:
        return []
    with transaction.atomic():
        return _create(new, state, by)


def _create(new: Sequence[NewPage], state: TargetState, by: User) -> list[Revision]:
    moments = Moments.now()
    _prepare(new, by=by)
    place(new)
    pages = [each.page for each in new]
    insert_pages(pages)
    revisions = insert_revisions(pages, [content_of(page) for page in pages], by=by, at=moments.revised)
    point_to_latest(pages, revisions, at=moments.revised)
    insert_references(pages)
    _log_creation(new, state=state, by=by, moments=moments)
    _decide(new, revisions, state=state, by=by, moments=moments)
    return revisions


def _prepare(new: Sequence[NewPage], *, by: User) -> None:
    """Give each page its owner and public id, and the standing of a draft."""
    ids = new_record_ids(len(new))
    for each, record_id in zip(new, ids, strict=True):
        page = each.page
        page.live = False
        page.has_unpublished_changes = True
        page.owner_id = page.owner_id or by.pk
        if not page.is_translation:
            page.record_id = page.record_id or page.legacy_id or record_id


def _log_creation(new: Sequence[NewPage], *, state: TargetState, by: User, moments: Moments) -> None:
    """Write who made the pages; the file's name stands there unless the publication's entry has it."""
    published = state == TargetState.PUBLISHED
    insert_entries(
        "wagtail.create",
        [each.page for each in new],
        by=by,
        at=moments.created,
        data=[{} if published else each.log_data for each in new],
        revisions=[None] * len(new),
    )


def _decide(
    new: Sequence[NewPage], revisions: Sequence[Revision], *, state: TargetState, by: User, moments: Moments
) -> None:
    pages = [each.page for each in new]
    if state == TargetState.REVIEW:
        start_reviews(pages, [each.parent for each in new], revisions, by=by, moments=moments)
    elif state == TargetState.PUBLISHED:
        publish(
            pages,
            revisions,
            by=by,
            at=moments.decided,
            data=[each.log_data for each in new],
            relations={page.pk: assigned_relations(page) for page in pages},
            documents=documents_of_new(pages),
        )
    if state != TargetState.PUBLISHED:
        for model, group in by_model(pages).items():
            refresh(model, {page.translation_key for page in group})
