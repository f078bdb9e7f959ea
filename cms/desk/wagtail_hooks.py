"""Where the desk shows in Wagtail's admin."""

from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.admin.views.home import UserObjectsInWorkflowModerationPanel, WorkflowObjectsToModeratePanel
from wagtail.admin.widgets.button import Button
from wagtail.models import Page

from cms.accounts.models import User
from cms.desk.api import DocumentsEndpoint, ImagesEndpoint, PagesEndpoint
from cms.desk.bulk_actions import DISCREET
from cms.desk.panels import WaitingMenuItem, WaitingPanel
from cms.desk.queries import sees_all, without_drafts_of_others
from cms.desk.reports.permissions import reads_report
from cms.desk.waiting import panels as waiting
from cms.moderation.registry import is_moderated

OWN_REPORT = "desk-"
"""How the names of our items in the menu of reports begin: they tell what the person sees."""
MISLEADING = (UserObjectsInWorkflowModerationPanel, WorkflowObjectsToModeratePanel)
"""Wagtail's panels on workflows: they know neither the languages of a reviewer nor four eyes."""


@hooks.register("register_admin_urls")
def register_admin_urls() -> list[URLPattern | URLResolver]:
    return [path("desk/", include("cms.desk.urls"))]


@hooks.register("register_admin_menu_item")
def register_waiting_menu_item() -> MenuItem:
    # An address without a query: Wagtail marks the entry whose address begins that of the page.
    return WaitingMenuItem(_("What is waiting"), reverse("desk"), name="desk", icon_name="tasks", order=10)


@hooks.register("register_admin_menu_item")
def register_records_menu_item() -> MenuItem:
    return MenuItem(_("Records"), reverse("desk_records"), name="records", icon_name="list-ul", order=20)


@hooks.register("register_reports_menu_item")
def register_report_menu_item() -> MenuItem:
    return MenuItem(
        _("Report on decisions"),
        reverse("desk_report"),
        name=f"{OWN_REPORT}decisions",
        icon_name="tasks",
        order=10,
    )


@hooks.register("construct_homepage_panels")
def put_the_desk_first(request: HttpRequest, panels: list[Component]) -> None:
    panels[:] = [WaitingPanel(), *(panel for panel in panels if not isinstance(panel, MISLEADING))]


@hooks.register("register_page_header_buttons")
def register_header_button(page: Page, user: User, next_url: str | None, view_name: str) -> Iterator[Button]:
    yield from _desk_button(page)


@hooks.register("register_page_listing_more_buttons")
def register_listing_button(page: Page, user: User, next_url: str | None = None) -> Iterator[Button]:
    yield from _desk_button(page)


def _desk_button(page: Page) -> Iterator[Button]:
    if is_moderated(page):
        url = reverse("desk_page", args=[page.pk])
        yield Button(_("Review and history"), url, icon_name="tasks", priority=15)


@hooks.register("construct_explorer_page_queryset")
def hide_drafts_of_others_in_the_explorer(
    parent_page: Page, pages: QuerySet[Page], request: HttpRequest
) -> QuerySet[Page]:
    return without_drafts_of_others(pages, request.user)


@hooks.register("construct_page_chooser_queryset")
def hide_drafts_of_others_in_the_chooser(pages: QuerySet[Page], request: HttpRequest) -> QuerySet[Page]:
    return without_drafts_of_others(pages, request.user)


@hooks.register("construct_reports_menu")
def hide_reports_on_everything(request: HttpRequest, menu_items: list[MenuItem]) -> None:
    """Wagtail's reports name every page; see middleware.py."""
    if not sees_all(request.user):
        own = OWN_REPORT if reads_report(request.user) else None
        menu_items[:] = [item for item in menu_items if own and item.name.startswith(own)]


@hooks.register("construct_admin_api", order=1)
def replace_endpoints(router: Any) -> None:
    """Put ours in the place of Wagtail's, which are registered by then."""
    router.register_endpoint("pages", PagesEndpoint)
    router.register_endpoint("images", ImagesEndpoint)
    router.register_endpoint("documents", DocumentsEndpoint)


hooks.register("register_log_actions", waiting.register_log_entries)
hooks.register("register_account_settings_panel", waiting.DigestPanel)
for bulk_action in DISCREET:
    hooks.register("register_bulk_action", bulk_action, order=1)
