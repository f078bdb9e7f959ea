"""A fingerprint of what a reader of a revision sees, to bind an approval to the text that was read."""

import hashlib
import json

from wagtail.models import Revision

BOOKKEEPING = frozenset(
    {
        "pk",
        "path",
        "depth",
        "numchild",
        "url_path",
        "live",
        "has_unpublished_changes",
        "latest_revision",
        "latest_revision_created_at",
        "live_revision",
        "first_published_at",
        "last_published_at",
        "go_live_at",
        "expire_at",
        "expired",
        "locked",
        "locked_at",
        "locked_by",
        "draft_title",
        "wagtail_admin_comments",
    }
)
"""Keys of a revision that change without a change of content."""


def content_digest(revision: Revision) -> str:
    """Return 64 hexadecimal digits that are equal exactly when the content is, whatever revision holds it."""
    content = {key: value for key, value in revision.content.items() if key not in BOOKKEEPING}
    text = json.dumps(content, sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(text.encode()).hexdigest()
