"""Where Wagtail serves a record's page."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from wagtail import hooks
from wagtail.models import Page

from cms.records.models import RecordPage
from cms.records.views import serve_as_of
from search.days import is_asked

Serve = Callable[[Page, HttpRequest, Any, Any], HttpResponse]


@hooks.register("on_serve_page", order=1)
def show_the_past(serve: Serve) -> Serve:
    """Show the page as of the day that is asked for, once Wagtail's own hook has checked who may read it."""

    def serve_asked(page: Page, request: HttpRequest, args: Any, kwargs: Any) -> HttpResponse:
        if isinstance(page, RecordPage) and is_asked(request.GET):
            return serve_as_of(page, request)
        return serve(page, request, args, kwargs)

    return serve_asked
