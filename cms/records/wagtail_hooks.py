"""Where Wagtail serves a record's page."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from wagtail import hooks
from wagtail.models import Page

from cms.records.models import RecordPage
from cms.records.views import lead_to, serve_as_of, serve_marked, successor_of
from search.days import is_asked

Serve = Callable[[Page, HttpRequest, Any, Any], HttpResponse]


@hooks.register("on_serve_page", order=1)
def show_the_past(serve: Serve) -> Serve:
    """Show the page as of the day that is asked for, once Wagtail's own hook has checked who may read it.

    An archived record that was merged into another leads there.

    A page whose own view reads the day says so: `reads_days`.
    """

    def serve_asked(page: Page, request: HttpRequest, args: Any, kwargs: Any) -> HttpResponse:
        if not is_asked(request.GET) or getattr(page, "reads_days", False):
            kept = successor_of(page)
            return lead_to(kept) if kept else serve(page, request, args, kwargs)
        if isinstance(page, RecordPage):
            return serve_as_of(request, page)
        return serve_marked(request, lambda: serve(page, request, args, kwargs))

    return serve_asked
