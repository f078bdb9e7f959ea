"""Wagtail reads this while it collects hooks; wagtail-localize's are registered by then (localize.py imports them)."""

from functools import partial

from wagtail import hooks
from wagtail.log_actions import LogActionRegistry

from cms.moderation.wagtail_hooks import DecisionFormatter
from cms.translations.enums import LogAction
from cms.translations.localize import close_localize

close_localize()


@hooks.register("register_log_actions")
def register_log_actions(actions: LogActionRegistry) -> None:
    for action in LogAction:
        actions.register_action(action.value)(partial(DecisionFormatter, action))
