"""Entries of Wagtail's page log, many in one statement."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from wagtail.log_actions import get_active_log_context
from wagtail.models import PageLogEntry, Revision

from cms.accounts.models import User
from cms.records.models import RecordPage


def insert_entries(
    action: str,
    pages: Sequence[RecordPage],
    *,
    by: User,
    at: dt.datetime,
    data: Sequence[Mapping[str, Any]],
    revisions: Sequence[Revision | None],
    content_changed: bool = True,
) -> None:
    """Write the same action for every page, with its own data and revision."""
    uuid = get_active_log_context().uuid
    PageLogEntry.objects.bulk_create(
        PageLogEntry(
            page_id=page.pk,
            content_type_id=page.content_type_id,
            label=page.get_admin_display_title(),
            action=action,
            timestamp=at,
            user=by,
            uuid=uuid,
            data=dict(details),
            revision=revision,
            content_changed=content_changed,
        )
        for page, details, revision in zip(pages, data, revisions, strict=True)
    )
