"""Addresses outside the languages: the API and the health checks."""

from django.http import HttpRequest, HttpResponse
from django.urls import path, re_path

from search.api.endpoints import api
from search.api.problems import detail_of, problem
from search.health import healthz, readyz


def no_such_address(request: HttpRequest, **kwargs: str) -> HttpResponse:
    return problem(404, detail_of(404))


urlpatterns = [
    path("api/v1/", api.urls),
    # Only with a slash at its end: what lacks one is sent to the address that has it.
    re_path(r"^api/(?:.*/)?$", no_such_address),
    path("healthz", healthz, name="healthz"),
    path("readyz", readyz, name="readyz"),
]
