"""Where search shows in Wagtail's admin."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.base import ViewSetGroup
from wagtail.admin.widgets.button import Button
from wagtail.models import Page

from cms.accounts.models import User
from cms.moderation.registry import is_moderated
from search import registry
from search.admin.permissions import can_look_after_index
from search.admin.views import IndexReportView
from search.editorial.menu import SearchEditingGroup
from search.editorial.permissions import edits_search
from search.editorial.why_view import WhyView


class IndexReportMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return can_look_after_index(request.user)


@hooks.register("register_admin_urls")
def register_admin_urls() -> list[URLPattern]:
    return [
        path("reports/search/", IndexReportView.as_view(), name="search_index_report"),
        path(
            "reports/search/results/",
            IndexReportView.as_view(results_only=True),
            name="search_index_report_results",
        ),
        path("search/why/", WhyView.as_view(), name="search_why"),
    ]


@hooks.register("register_reports_menu_item")
def register_index_report() -> MenuItem:
    return IndexReportMenuItem(
        _("Search index"), reverse("search_index_report"), name="search-index", icon_name="search", order=1100
    )


@hooks.register("register_admin_viewset")
def register_search_editing() -> ViewSetGroup:
    return SearchEditingGroup()


@hooks.register("register_page_header_buttons")
def register_why_button(page: Page, user: User, next_url: str | None, view_name: str) -> Iterator[Button]:
    """On a record's own pages in the admin: how search finds it."""
    if is_moderated(page) and edits_search(user) and (ids := registry.ids_for(page.specific)):
        url = f"{reverse('search_why')}?{urlencode({'record': min(ids)})}"
        yield Button(_("How search finds it"), url, icon_name="search", priority=16)
