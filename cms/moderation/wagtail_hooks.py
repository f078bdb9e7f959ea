"""What Wagtail's admin shows of moderation: our entries in its log."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.log_actions import LogActionRegistry

from cms.moderation.enums import LogAction

OURS = (
    LogAction.IMPORT,
    LogAction.REJECT,
    LogAction.WITHDRAW,
    LogAction.UNPUBLISH,
    LogAction.ARCHIVE,
    LogAction.RESTORE,
    LogAction.REOPEN,
)


@hooks.register("register_log_actions")
def register_log_actions(actions: LogActionRegistry) -> None:
    for action in OURS:
        actions.register_action(action.value, action.label, _message(action))


def _message(action: LogAction) -> Any:
    def message(data: dict[str, Any]) -> str:
        reason = data.get("reason")
        return _("%(action)s: %(reason)s") % {"action": action.label, "reason": reason} if reason else action.label

    return message
