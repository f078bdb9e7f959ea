"""Entries of Wagtail's page log in words: what kind of event each is, and who is told of it."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import PageLogEntry

from cms.history.enums import Kind
from cms.moderation.enums import BROUGHT_BACK, REVIEW_STEPS, LogAction
from cms.moderation.permissions import WRITING_ACTIONS
from cms.undo.enums import LogAction as Undo

SENTENCES: dict[str, Any] = {
    "wagtail.create": gettext_lazy("First version written"),
    "wagtail.edit": gettext_lazy("New version written"),
    "wagtail.revert": gettext_lazy("Earlier version brought back as a draft"),
    **REVIEW_STEPS,
    BROUGHT_BACK[0]: BROUGHT_BACK[1],
} | {action.value: action.label for action in (*LogAction, *Undo)}
"""What authors are told as well; every other entry is for the staff, in the words that its package has registered."""

REPEATED = frozenset({"wagtail.publish", "wagtail.unpublish"})
"""The publication history of a record tells these itself."""
SILENT = frozenset({"wagtail.workflow.cancel"})
"""Beside every decision that ends a review."""


def kind_of(action: str) -> Kind:
    if action in WRITING_ACTIONS:
        return Kind.WORDS
    if action == LogAction.IMPORT:
        return Kind.IMPORT
    if action in REPEATED:
        return Kind.PUBLICATION
    return Kind.TRANSLATION if action.startswith("translation") else Kind.DECISION


def sentence_of(entry: PageLogEntry) -> str:
    """Say what happened, in the language that is active."""
    if (sentence := SENTENCES.get(entry.action)) is not None:
        return str(sentence)
    return str(entry.message) if entry.formatter else _("Another entry")


def reason_of(entry: PageLogEntry) -> str:
    """Say why: the words of whoever decided or, of an import, its file and line."""
    if entry.action == LogAction.IMPORT and (name := entry.data.get("file")):
        return _("File %(file)s, line %(line)s") % {"file": name, "line": entry.data.get("line", "–")}
    return str(entry.comment or "")
