"""New revisions of many records at once.

Public ones are public in their new words at once, unless a colleague's work stands between.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any

from django.db import transaction
from wagtail.models import Page, Revision

from cms.accounts.models import User
from cms.moderation.enums import LogAction, PageState
from cms.moderation.publication import decided
from cms.moderation.states import state_of
from cms.records.bulk.documents import documents_of
from cms.records.bulk.log import insert_entries
from cms.records.bulk.publication import publish, stored_relations
from cms.records.bulk.references import replace_references
from cms.records.bulk.review import start_reviews
from cms.records.bulk.revisions import insert_revisions, point_to_latest
from cms.records.bulk.rows import by_model, replace_relations
from cms.records.bulk.values import ChangedPage, Moments, TargetState
from cms.records.models import RecordPage

STANDING = (
    "live",
    "has_unpublished_changes",
    "first_published_at",
    "last_published_at",
    "live_revision",
    "latest_revision",
    "latest_revision_created_at",
    "draft_title",
)
"""What a revision says of the page's standing at the moment it was saved."""


class Road(Enum):
    """What happens to a page beyond its new revision."""

    REVISE = auto()
    SUBMIT = auto()
    RESUBMIT = auto()
    PUBLISH = auto()
    PUBLISH_DRAFT = auto()


ROADS: Mapping[tuple[PageState, TargetState], Road] = {
    (PageState.DRAFT, TargetState.REVIEW): Road.SUBMIT,
    (PageState.PUBLISHED, TargetState.REVIEW): Road.SUBMIT,
    (PageState.CHANGES_REQUESTED, TargetState.REVIEW): Road.RESUBMIT,
    (PageState.PUBLISHED, TargetState.PUBLISHED): Road.PUBLISH,
    (PageState.DRAFT, TargetState.PUBLISHED): Road.PUBLISH_DRAFT,
    (PageState.IN_REVIEW, TargetState.PUBLISHED): Road.PUBLISH_DRAFT,
    (PageState.CHANGES_REQUESTED, TargetState.PUBLISHED): Road.PUBLISH_DRAFT,
}
"""Everything else is REVISE: what was closed stays closed, and a colleague's working copy is not published."""


@dataclass(frozen=True, slots=True)
class Revised:
    """A changed page with its new revision."""

    change: ChangedPage
    revision: Revision

    @property
    def page(self) -> RecordPage:
        return self.change.page


def update_pages(changes: Sequence[ChangedPage], *, state: TargetState, by: User) -> list[Revision]:
    """Write a new revision of each page and take it as far towards the state as ROADS says; return the revisions.

    The new revision is the latest one with the changed values on top. A page that was public without a newer draft is
    published in bulk; one that never was, by Wagtail's own publishing. The caller holds the rows: their pages were read
    in this transaction. `state` published is the operator's exception, see bulk.publication.
    """
    if not changes:
        return []
    with transaction.atomic():
        return _update(changes, state, by)


def _update(changes: Sequence[ChangedPage], state: TargetState, by: User) -> list[Revision]:
    moments = Moments.now()
    roads = [ROADS.get((state_of(change.page), state), Road.REVISE) for change in changes]
    revisions = _revise(changes, by=by, at=moments.revised)
    groups: dict[Road, list[Revised]] = defaultdict(list)
    for road, change, revision in zip(roads, changes, revisions, strict=True):
        groups[road].append(Revised(change, revision))
    for road, members in groups.items():
        HANDLERS[road](members, by, moments)
    return revisions


def _revise(changes: Sequence[ChangedPage], *, by: User, at: dt.datetime) -> list[Revision]:
    pages = [change.page for change in changes]
    latest = Revision.objects.in_bulk([page.latest_revision_id for page in pages])
    contents = [_patched(latest[change.page.latest_revision_id].content, change) for change in changes]
    revisions = insert_revisions(pages, contents, by=by, at=at)
    point_to_latest(pages, revisions, at=at)
    return revisions


def _patched(content: Mapping[str, Any], change: ChangedPage) -> dict[str, Any]:
    page = change.page
    standing = {name: getattr(page, page._meta.get_field(name).attname) for name in STANDING}
    relations = {name: [other.pk for other in others] for name, others in change.relations.items()}
    return {**content, **standing, **change.values, **relations}


def _keep_digests(members: Iterable[Revised]) -> None:
    """A draft's row keeps its words, but knows which state of the source its latest revision holds."""
    for model, pages in by_model(each.page for each in members).items():
        digests = {each.page.pk: each.change.values.get("source_digest") for each in members}
        for page in pages:
            page.source_digest = digests[page.pk] or page.source_digest
        model.objects.bulk_update(pages, ["source_digest"])


def _log_edit(members: Sequence[Revised], by: User, at: dt.datetime, *, with_data: bool) -> None:
    insert_entries(
        "wagtail.edit",
        [each.page for each in members],
        by=by,
        at=at,
        data=[each.change.log_data if with_data else {} for each in members],
        revisions=[each.revision for each in members],
    )


def _leave_as_draft(members: Sequence[Revised], by: User, moments: Moments) -> None:
    _set_draft_titles(members)
    _keep_digests(members)
    _log_edit(members, by, moments.revised, with_data=True)


def _set_draft_titles(members: Sequence[Revised]) -> None:
    rows = [Page(pk=each.page.pk, draft_title=each.page.draft_title) for each in members]
    Page.objects.bulk_update(rows, ["draft_title"])  # type: ignore[misc]  # Wagtail has no types: an abstract page to mypy


def _submit(members: Sequence[Revised], by: User, moments: Moments) -> None:
    _leave_as_draft(members, by, moments)
    pages = [each.page for each in members]
    start_reviews(pages, pages, [each.revision for each in members], by=by, moments=moments)


def _resubmit(members: Sequence[Revised], by: User, moments: Moments) -> None:
    """Answer what a moderator asked for: the review that waits for the author ends, and a new one begins."""
    for each in members:
        each.page.current_workflow_state.cancel(user=by)
    _submit(members, by, moments)


def _publish(members: Sequence[Revised], by: User, moments: Moments) -> None:
    """Write the changed fields into the rows of public pages and publish them."""
    pages = [each.page for each in members]
    renamed = _renamed(members)
    for each in members:
        _write_row(each)
    for model, group in by_model(pages).items():
        wanted = {each.page.pk: each.change.relations for each in members if type(each.page) is model}
        replace_relations(model, wanted)
        replace_references(group)
    _log_edit(members, by, moments.revised, with_data=False)
    _log_renaming(members, renamed, by, moments.decided)
    publish(
        pages,
        [each.revision for each in members],
        by=by,
        at=moments.decided,
        data=[{**each.change.log_data, **renamed.get(each.page.pk, {})} for each in members],
        relations=stored_relations(pages),
        documents=documents_of(pages),
    )


def _write_row(member: Revised) -> None:
    page, values = member.page, dict(member.change.values)
    attributes = {page._meta.get_field(name).attname: value for name, value in values.items()}
    for attname, value in attributes.items():
        setattr(page, attname, value)
    type(page).objects.filter(pk=page.pk).update(draft_title=page.title, **attributes)


def _renamed(members: Iterable[Revised]) -> dict[int, dict[str, Any]]:
    """Return what Wagtail logs of a page whose public title changes."""
    titles = {each.page.pk: (each.page.title, each.change.values.get("title")) for each in members}
    return {
        pk: {"title": {"old": old, "new": new}} for pk, (old, new) in titles.items() if new and new != old
    }


def _log_renaming(
    members: Iterable[Revised], renamed: Mapping[int, Mapping[str, Any]], by: User, at: dt.datetime
) -> None:
    changed = [each for each in members if each.page.pk in renamed]
    insert_entries(
        "wagtail.rename",
        [each.page for each in changed],
        by=by,
        at=at,
        data=[renamed[each.page.pk] for each in changed],
        revisions=[each.revision for each in changed],
        content_changed=False,
    )


def _publish_draft(members: Sequence[Revised], by: User, moments: Moments) -> None:
    """Publish what never was public by Wagtail's own way, which brings relations and children from the revision."""
    _leave_as_draft(members, by, moments)
    for each in members:
        if (workflow_state := each.page.current_workflow_state) is not None:
            workflow_state.cancel(user=by)
        with decided(by=by):
            each.revision.publish(user=by, skip_permission_checks=True, log_action=False)
    insert_entries(
        LogAction.IMPORT,
        [each.page for each in members],
        by=by,
        at=moments.decided,
        data=[each.change.log_data for each in members],
        revisions=[each.revision for each in members],
    )


Handler = Callable[[Sequence[Revised], User, Moments], None]
HANDLERS: Mapping[Road, Handler] = {
    Road.REVISE: _leave_as_draft,
    Road.SUBMIT: _submit,
    Road.RESUBMIT: _resubmit,
    Road.PUBLISH: _publish,
    Road.PUBLISH_DRAFT: _publish_draft,
}
