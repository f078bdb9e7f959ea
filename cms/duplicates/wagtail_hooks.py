"""The entries about duplicates in the log of a page."""

from __future__ import annotations

from wagtail import hooks
from wagtail.log_actions import LogActionRegistry, LogFormatter
from wagtail.models import PageLogEntry

from cms.duplicates.enums import LogAction


class DistinctionFormatter(LogFormatter):
    """Says of which record, in the place of a comment."""

    label = message = LogAction.DISTINGUISH.label

    def format_comment(self, log_entry: PageLogEntry) -> str:
        return log_entry.data.get("record_id", "")


@hooks.register("register_log_actions")
def register_log_actions(actions: LogActionRegistry) -> None:
    actions.register_action(LogAction.DISTINGUISH.value)(DistinctionFormatter)
