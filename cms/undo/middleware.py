"""Where the doors of Wagtail's admin are ours."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from wagtail.admin.auth import require_admin_access

from cms.core.headers import ADMIN
from cms.undo.doors import DOORS, Answer


class UndoMiddleware:
    """Answers what would destroy something in Wagtail's admin by the page that says what it takes along."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: dict[str, Any]) -> Any:
        match = request.resolver_match
        door = DOORS.get(match.view_name) if match and request.path_info.startswith(ADMIN) else None
        return opened(request, door, view, kwargs) if door else None


@never_cache
@require_admin_access
def opened(request: HttpRequest, door: Answer, view: Any, kwargs: dict[str, Any]) -> HttpResponse:
    """Answer as the admin does, by the door or, where that has nothing to say, by Wagtail's own view."""
    response: HttpResponse = door(request, kwargs) or view(request, **kwargs)
    return response
