"""Where the history shows in Wagtail's admin."""

from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets.button import Button, HeaderButton
from wagtail.log_actions import LogActionRegistry
from wagtail.models import Page

from cms.accounts.models import User
from cms.desk.wagtail_hooks import OWN_REPORT
from cms.history.sentences import brought_back, renamed
from cms.moderation.registry import is_moderated

ICON = "history"


@hooks.register("register_admin_urls")
def register_admin_urls() -> list[URLPattern | URLResolver]:
    return [path("history/", include("cms.history.urls"))]


@hooks.register("register_reports_menu_item")
def register_changes_menu_item() -> MenuItem:
    return MenuItem(
        _("Report on changes"),
        reverse("history_changes"),
        name=f"{OWN_REPORT}changes",
        icon_name=ICON,
        order=11,
    )


@hooks.register("register_page_header_buttons")
def register_header_button(page: Page, user: User, next_url: str | None, view_name: str) -> Iterator[Button]:
    """Beside Wagtail's own, which is of this page alone and does not tell why."""
    if is_moderated(page):
        url = reverse("history", args=[page.pk])
        yield Button(_("History in all languages"), url, icon_name=ICON, priority=16)


@hooks.register("register_desk_page_buttons")
def register_desk_button(page: Page, user: User) -> Iterator[HeaderButton]:
    yield HeaderButton(_("History"), url=reverse("history", args=[page.pk]), icon_name=ICON)


@hooks.register("register_log_actions", order=1)
def put_wagtails_entries_in_words(actions: LogActionRegistry) -> None:
    """After Wagtail's own, which name a version by its number."""
    actions.formatters["wagtail.revert"].format_message = brought_back
    actions.formatters["wagtail.rename"].format_message = renamed
