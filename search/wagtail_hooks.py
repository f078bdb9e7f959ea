"""Where search shows in Wagtail's admin."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.base import ViewSet

from search.admin.permissions import can_look_after_index
from search.admin.views import IndexReportView
from search.editorial.viewsets import empty_question_viewset, pinned_result_viewset


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
    ]


@hooks.register("register_reports_menu_item")
def register_index_report() -> MenuItem:
    return IndexReportMenuItem(
        _("Search"), reverse("search_index_report"), name="search-index", icon_name="search", order=1100
    )


@hooks.register("register_admin_viewset")
def register_editorial() -> list[ViewSet]:
    return [pinned_result_viewset, empty_question_viewset]
