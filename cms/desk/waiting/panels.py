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
    """Says what was done, and with whom or until when."""

    def __init__(self, action: LogAction) -> None:
        self.label = action.label

    def format_message(self, log_entry: PageLogEntry) -> str:
        day, person = log_entry.data.get("due"), log_entry.data.get("person", "")
        if log_entry.action == LogAction.DUE:
            return _due_on(dt.date.fromisoformat(day)) if day else _("Date of the review taken away")
        if log_entry.action == LogAction.ASSIGN:
            return _("Review assigned to %(person)s") % {"person": person}
        if log_entry.action == LogAction.RELEASE and person != log_entry.user_display_name:
            return _("Review that %(person)s had returned to the pool") % {"person": person}
        return str(self.label)


def _due_on(day: dt.date) -> str:
    return _("Review due on %(day)s") % {"day": long_date(day)}


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
