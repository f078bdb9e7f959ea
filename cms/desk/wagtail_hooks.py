"""Where the desk shows in Wagtail's admin."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Q, QuerySet
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
from cms.desk.panels import WaitingMenuItem, WaitingPanel
from cms.desk.queries import desk_pages
from cms.moderation.registry import is_moderated, moderated_content_type_ids

MISLEADING = (UserObjectsInWorkflowModerationPanel, WorkflowObjectsToModeratePanel)
"""Wagtail's panels on workflows: they know neither the languages of a reviewer nor four eyes."""


@hooks.register("register_admin_urls")
def register_admin_urls() -> list[URLPattern | URLResolver]:
    return [path("desk/", include("cms.desk.urls"))]


@hooks.register("register_admin_menu_item")
def register_waiting_menu_item() -> MenuItem:
    return WaitingMenuItem(_("What waits"), reverse("desk_waiting"), name="desk", icon_name="tasks", order=10)


@hooks.register("register_admin_menu_item")
def register_records_menu_item() -> MenuItem:
    return MenuItem(_("Records"), reverse("desk_records"), name="records", icon_name="list-ul", order=20)


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


def without_drafts_of_others(pages: QuerySet[Page], user: User) -> QuerySet[Page]:
    """Leave out unpublished moderated pages that the person does not see on the desk."""
    open_to_all = Q(live=True) | ~Q(content_type__in=moderated_content_type_ids())
    return pages.filter(open_to_all | Q(pk__in=_pks(desk_pages(user))))


def _pks(pages: QuerySet[Page]) -> Any:
    return pages.order_by().values("pk")
