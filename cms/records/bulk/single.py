"""The single path, one page after another as the admin goes it: what the bulk path is compared with and measured by."""

from __future__ import annotations

from collections.abc import Sequence

from cms.accounts.models import User
from cms.moderation import actions
from cms.moderation.enums import LogAction
from cms.moderation.publication import decided
from cms.records.bulk.values import NewPage, TargetState


def create_singly(new: Sequence[NewPage], *, state: TargetState, by: User) -> None:
    """Do what creation.create_pages does, by add_child, save_revision and a submission or an operator's publication."""
    for each in new:
        page = each.page
        page.owner = by
        page.live, page.has_unpublished_changes = False, True
        each.parent.specific.add_child(instance=page)
        revision = page.save_revision(user=by)
        if state == TargetState.REVIEW:
            actions.submit(page=page, by=by)
        elif state == TargetState.PUBLISHED:
            with decided(by=by):
                revision.publish(user=by, skip_permission_checks=True, log_action=LogAction.IMPORT.value)
