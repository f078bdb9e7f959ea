"""Addresses: the API and the health checks outside the languages, and what stands beside the search page in each."""

from django.http import HttpRequest, HttpResponse
from django.urls import path, re_path

from search.api.endpoints import api
from search.api.problems import detail_of, problem
from search.exports.views import export
from search.feeds import feed
from search.health import healthz, readyz
from search.views import charts_page


def no_such_address(request: HttpRequest, **kwargs: str) -> HttpResponse:
    return problem(404, detail_of(404))


urlpatterns = [
    path("api/v1/", api.urls),
    # Only with a slash at its end: what lacks one is sent to the address that has it.
    re_path(r"^api/(?:.*/)?$", no_such_address),
    path("healthz", healthz, name="healthz"),
    path("readyz", readyz, name="readyz"),
]

language_urlpatterns = [
    path("stocktaking/charts/", charts_page, name="search_charts"),
    re_path(r"^stocktaking/export\.(?P<format>csv|xlsx|json)$", export, name="search_export"),
    re_path(r"^stocktaking/feed\.(?P<format>atom|json)$", feed, name="search_feed"),
]
