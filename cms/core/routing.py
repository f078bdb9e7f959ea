"""Finding the page at an address without walking down the tree to it."""

from __future__ import annotations

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.http import Http404, HttpRequest, HttpResponse
from wagtail.models import Page
from wagtail.url_routing import RouteResult
from wagtail.views import serve


def serve_page(request: HttpRequest, path: str) -> HttpResponse:
    """Answer with the page at an address as Wagtail's own view does, its hooks included.

    Wagtail sends two queries for each level of the tree; the page's route() is asked here as it would be there.
    Where no page stands, Wagtail looks for itself.
    """
    page = page_at(request.path_info)
    if page is not None:
        request._wagtail_route_for_request = route(page, request)  # type: ignore[attr-defined]  # where Wagtail keeps it
    response: HttpResponse = serve(request, path)
    return response


def page_at(address: str) -> Page | None:
    """Return the page, live or not, in two queries: the home of a language has its code as slug, so url_path is it.

    A page class names in `served_with` the foreign keys that its own page shows.
    """
    slug = address.rstrip("/").rpartition("/")[2]
    # The slug has an index, the whole path has none.
    found = Page.objects.filter(slug=slug, url_path=address).values_list("pk", "content_type_id").first()
    if found is None:
        return None
    model: Any = ContentType.objects.get_for_id(found[1]).model_class() or Page
    page: Page = model.objects.select_related(*getattr(model, "served_with", ())).get(pk=found[0])
    return page


def route(page: Page, request: HttpRequest) -> RouteResult | None:
    try:
        result: RouteResult = page.route(request, [])
    except Http404:
        return None
    return result
