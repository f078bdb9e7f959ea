"""What the logs of two records say of one being merged into the other."""

from __future__ import annotations

from django.utils.translation import gettext as _
from wagtail.models import PageLogEntry

from cms.core.direction import isolated
from cms.moderation.enums import MERGED_HERE, UNMERGED


def merge_words(entry: PageLogEntry) -> str:
    """Say what was merged into what, in the language that is active; empty of an entry about something else."""
    title, record_id = entry.data.get("title", ""), entry.data.get("record_id", "")
    name = _("“%(title)s” (%(id)s)") % {"title": isolated(title), "id": record_id} if title else record_id
    if "merged_into" in entry.data:
        return _("Merged into %(record)s") % {"record": name}
    if entry.action == MERGED_HERE[0]:
        return _("%(record)s was merged into it") % {"record": name}
    if entry.action == UNMERGED[0]:
        return _("%(record)s is on its own again") % {"record": name}
    return ""
