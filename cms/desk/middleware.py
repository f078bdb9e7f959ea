"""Addresses of Wagtail's admin that name any page or image to anybody there, held to what the person may read."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from wagtail.admin.auth import permission_denied
from wagtail.models import Page

from cms.accounts.models import User
from cms.accounts.permissions import has_staff_role, may_enter_admin
from cms.core import media
from cms.core.headers import ADMIN
from cms.core.models import CustomImage
from cms.core.plain_numbers import ALL
from cms.desk.queries import sees_all, without_drafts_of_others

PAGE_PARAMETERS = ("page_id", "page_pk", "page_to_move_id", "parent_page_id", "destination_id")
PAGES_BY_QUERY = frozenset({"wagtailadmin_choose_page_chosen_multiple"})
"""Addresses that get pages as `id=`, which PlainNumbersMiddleware holds to plain numbers."""
SEARCH = "wagtailadmin_pages:search"
LOGS = frozenset({"wagtailadmin_pages:history", "wagtailadmin_pages:history_results"})
"""Whole logs of a page, with what is for the staff."""
LISTS_OF_EVERYTHING = frozenset(
    f"wagtailadmin_pages:{name}" for name in ("type_use", "type_use_results", "search", "search_results")
)
REPORTS = "wagtailadmin_reports"
IMAGE = "wagtailimages_chooser:select_format"


class DiscretionMiddleware:
    """Refuses addresses below /admin/ that would show what the person does not see on the desk.

    Each view of Wagtail asks for the permission its action needs; some show a title before they ask, or never ask.
    The desk's own addresses answer for themselves. Wagtail's search of all pages gives way to the desk's, and its log
    of a page, for authors, to the one that tells what they may know.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: dict[str, Any]) -> Any:
        if not request.path_info.startswith(ADMIN) or not may_enter_admin(request.user):
            return None
        match = request.resolver_match
        if match and match.view_name in LOGS and not has_staff_role(request.user):
            return redirect("desk_page", kwargs["page_id"])
        if not is_hidden(request, kwargs):
            return None
        if match and match.view_name == SEARCH:
            return redirect(f"{reverse('desk_records')}?{urlencode({'q': request.GET.get('q', '')})}")
        return permission_denied(request)


def is_hidden(request: HttpRequest, parameters: dict[str, Any]) -> bool:
    match, user = request.resolver_match, request.user
    if match is None or match.view_name.startswith("desk_") or sees_all(user):
        return False
    if REPORTS in match.namespaces or match.view_name in LISTS_OF_EVERYTHING:
        return True
    if match.view_name == IMAGE:
        return not any(
            media.may_use(user, image) for image in CustomImage.objects.filter(pk=parameters["image_id"])
        )
    asked = set(asked_pages(request, match.view_name, parameters))
    return bool(asked) and hides_one_of(asked, user)


def asked_pages(request: HttpRequest, view_name: str, parameters: dict[str, Any]) -> Iterator[int]:
    yield from (int(parameters[name]) for name in PAGE_PARAMETERS if name in parameters)
    if view_name in PAGES_BY_QUERY:
        yield from (int(pk) for pk in request.GET.getlist("id") if pk != ALL)


def hides_one_of(pks: set[int], user: User) -> bool:
    asked = Page.objects.filter(pk__in=pks)
    return asked.exclude(pk__in=without_drafts_of_others(asked, user).values("pk")).exists()
