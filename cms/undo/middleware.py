"""Where the doors of Wagtail's admin are ours."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from wagtail.admin.auth import permission_denied

from cms.accounts.permissions import may_enter_admin
from cms.core.headers import ADMIN
from cms.undo.doors import DOORS


class UndoMiddleware:
    """Answers what would destroy something in Wagtail's admin by the page that says what it takes along."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: dict[str, Any]) -> Any:
        match = request.resolver_match
        if not request.path_info.startswith(ADMIN) or match is None or not may_enter_admin(request.user):
            return None
        answer = DOORS.get(match.view_name)
        if answer is None:
            return None
        try:
            return answer(request, kwargs)
        except PermissionDenied:
            return permission_denied(request)
