"""The queue in the admin's menu, and its entries in the log of a page."""

from __future__ import annotations

from functools import partial

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.log_actions import LogActionRegistry, LogFormatter
from wagtail.models import PageLogEntry

from cms.translation_desk.queue.enums import LogAction
from cms.translation_desk.queue.queries import languages_of


class QueueMenuItem(MenuItem):
    """For those who translate into a language."""

    def is_shown(self, request: HttpRequest) -> bool:
        return bool(languages_of(request.user))


def queue_menu_item() -> MenuItem:
    return QueueMenuItem(
        _("Translations"),
        reverse("translation_queue"),
        name="translations",
        icon_name="wagtail-localize-language",
        order=15,
    )


class LanguageFormatter(LogFormatter):
    """Says what was done, and for which language in the place of a comment."""

    def __init__(self, action: LogAction) -> None:
        self.label = self.message = action.label

    def format_comment(self, log_entry: PageLogEntry) -> str:
        data = log_entry.data
        parts = (dict(settings.LANGUAGES).get(data.get("language"), ""), data.get("person"), data.get("note"))
        return " · ".join(filter(None, parts))


def register_log_entries(actions: LogActionRegistry) -> None:
    for action in LogAction:
        actions.register_action(action.value)(partial(LanguageFormatter, action))
