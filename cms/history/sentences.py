"""Entries of Wagtail's page log in words: what kind of event each is."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import PageLogEntry

from cms.core.direction import isolated
from cms.desk.waiting.enums import LogAction as Handling
from cms.history.enums import Kind
from cms.moderation.enums import OF_MERGES, LogAction
from cms.moderation.permissions import WRITING_ACTIONS

OWN: dict[str, Any] = {
    "wagtail.create": gettext_lazy("First version written"),
    "wagtail.edit": gettext_lazy("New version written"),
}
"""What is called by other words here than in the log."""

REPEATED = frozenset({"wagtail.publish", "wagtail.unpublish"})
"""The publication history of a record tells these itself."""
SILENT = frozenset({"wagtail.workflow.cancel"})
"""Beside every decision that ends a review."""
OF_THE_REVIEW = frozenset({LogAction.START, "wagtail.workflow.resume", *Handling})


def kind_of(entry: PageLogEntry) -> Kind:
    action = entry.action
    if action in OF_MERGES or "merged_into" in entry.data:
        return Kind.MERGE
    if action == "wagtail.rename":  # Wagtail notes it when the words become public.
        return Kind.PUBLICATION
    if action in WRITING_ACTIONS:
        return Kind.WORDS
    if action == LogAction.IMPORT:
        return Kind.IMPORT
    if action in REPEATED:
        return Kind.PUBLICATION
    if action in OF_THE_REVIEW:
        return Kind.REVIEW
    return Kind.TRANSLATION if action.startswith("translation") else Kind.DECISION


def sentence_of(entry: PageLogEntry) -> str:
    """Say what happened, in the language that is active: here or in the words that its package has registered."""
    if (sentence := OWN.get(entry.action)) is not None:
        return str(sentence)
    return str(entry.message) if entry.formatter else _("Another entry")


def brought_back(entry: PageLogEntry) -> str:
    """Say which version became the newest draft again."""
    if not (written := entry.data.get("revision", {}).get("created")):
        return _("Earlier version brought back as a draft")
    at = timezone.localtime(dt.datetime.fromisoformat(written))
    date = formats.date_format(at, "DATETIME_FORMAT")
    return _("Version of %(date)s brought back as a draft") % {"date": date}


def renamed(entry: PageLogEntry) -> str:
    titles = {name: isolated(title) for name, title in entry.data.get("title", {}).items()}
    return _("Title changed from “%(old)s” to “%(new)s”") % titles if titles else _("Title changed")


def reason_of(entry: PageLogEntry) -> str:
    """Say why: the words of whoever decided or, of an import, its file and line."""
    if entry.action == LogAction.IMPORT and (name := entry.data.get("file")):
        return _("File %(file)s, line %(line)s") % {"file": name, "line": entry.data.get("line", "–")}
    return str(entry.comment or "")
