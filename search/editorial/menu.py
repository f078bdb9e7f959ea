"""The editors' part of search in the admin's menu."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.base import ViewSetGroup

from search.editorial.lexicon_viewsets import glossary_viewset, synonym_viewset
from search.editorial.permissions import edits_search
from search.editorial.viewsets import empty_question_viewset, pinned_result_viewset


class WhyMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return edits_search(request.user)


class SearchEditingGroup(ViewSetGroup):
    menu_label = _("Search tuning")
    menu_name = "search-editing"
    menu_icon = "search"
    menu_order = 320
    items = (glossary_viewset, synonym_viewset, pinned_result_viewset, empty_question_viewset)

    def get_submenu_items(self) -> list[MenuItem]:
        why = WhyMenuItem(_("Why is this here?"), reverse("search_why"), icon_name="help", order=100)
        return [*super().get_submenu_items(), why]
