"""The list's entries in the log of a page, and its preference among those of an account."""

from __future__ import annotations

import datetime as dt
from functools import partial

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.views.account import BaseSettingsPanel, notifications_tab
from wagtail.log_actions import LogActionRegistry, LogFormatter
from wagtail.models import PageLogEntry

from cms.core.templatetags.dates import long_date
from cms.desk.models import DigestPreference
from cms.desk.waiting.enums import LogAction
from cms.desk.waiting.forms import RhythmForm
from cms.desk.waiting.queries import people_who_decide


class HandlingFormatter(LogFormatter):
    """Says what was done, and with whom or until when in the place of a comment."""

    def __init__(self, action: LogAction) -> None:
        self.label = self.message = action.label

    def format_comment(self, log_entry: PageLogEntry) -> str:
        if day := log_entry.data.get("due"):
            return long_date(dt.date.fromisoformat(day))
        if log_entry.action == LogAction.DUE:
            return _("no date")
        return log_entry.data.get("person", "")


def register_log_entries(actions: LogActionRegistry) -> None:
    for action in LogAction:
        actions.register_action(action.value)(partial(HandlingFormatter, action))


class DigestPanel(BaseSettingsPanel):
    """How often the person is told what waits."""

    name = "desk"
    title = gettext_lazy("What waits for a decision")
    help_text = gettext_lazy("What has waited too long is told to moderators and administrators in any case.")
    tab = notifications_tab
    order = 200
    form_class = RhythmForm

    def is_active(self) -> bool:
        return people_who_decide().filter(pk=self.user.pk).exists()

    def get_form(self) -> RhythmForm:
        row = DigestPreference.objects.filter(person=self.user).first() or DigestPreference(person=self.user)
        data = self.request.POST if self.request.method == "POST" else None
        return RhythmForm(data, instance=row, prefix=self.name)
