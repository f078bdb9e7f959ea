"""The desk's place in Wagtail's menu and on its first page."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.admin.ui.sidebar import LinkMenuItem

from cms.core.templatetags.numbers import number
from cms.desk.queries import count_waiting_for, waiting, waiting_for
from cms.desk.rows import rows_of

SHOWN = 5


def how_many(count: int) -> str:
    if not count:
        return _("Nothing waits for you")
    return ngettext("%(count)s page waits for you", "%(count)s pages wait for you", count) % {
        "count": number(count)
    }


def how_many_in_short(count: int) -> str:
    """Return the same for the menu, which is narrow."""
    if not count:
        return _("What is waiting")
    return ngettext("%(count)s waits for you", "%(count)s wait for you", count) % {"count": number(count)}


class WaitingMenuItem(MenuItem):
    """Says how many pages wait for the person who looks."""

    def render_component(self, request: HttpRequest) -> LinkMenuItem:
        label = how_many_in_short(count_waiting_for(request.user))
        return LinkMenuItem(self.name, label, self.url, icon_name=self.icon_name, classname=self.classname)


class WaitingPanel(Component):
    """The pages that have waited longest for the person who looks."""

    name = "desk_waiting"
    template_name = "desk/waiting_panel.html"
    order = 100

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        user = parent_context["request"].user
        longest = waiting(waiting_for(user)).select_related("locale").order_by("since")[:SHOWN]
        return {"heading": how_many(count_waiting_for(user)), "rows": rows_of(longest)}
