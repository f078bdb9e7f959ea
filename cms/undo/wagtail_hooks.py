"""Where what was deleted shows in Wagtail's admin."""

from __future__ import annotations

from functools import partial

from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.log_actions import LogActionRegistry, LogFormatter
from wagtail.models import PageLogEntry

from cms.undo.enums import LogAction


class ReasonFormatter(LogFormatter):
    """Says that something was deleted or brought back, and why in the place of a comment."""

    def __init__(self, action: LogAction) -> None:
        self.label = self.message = action.label

    def format_comment(self, log_entry: PageLogEntry) -> str:
        return log_entry.data.get("reason", "")


@hooks.register("register_admin_urls")
def register_admin_urls() -> list[URLPattern | URLResolver]:
    return [path("deleted/", include("cms.undo.urls"))]


@hooks.register("register_admin_menu_item")
def register_menu_item() -> MenuItem:
    return MenuItem(_("Deleted"), reverse("undo"), name="deleted", icon_name="bin", order=900)


@hooks.register("register_log_actions", order=1)
def register_log_actions(actions: LogActionRegistry) -> None:
    """After Wagtail, whose own words for a deletion say nothing of the reason."""
    for action in LogAction:
        actions.register_action(action.value)(partial(ReasonFormatter, action))
