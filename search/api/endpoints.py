"""The public JSON API: the same questions and the same service as the search page."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import conditional_page
from ninja import NinjaAPI
from ninja.decorators import decorate_view
from ninja.errors import ValidationError

from search import labels, params, registry, service
from search.api import presentation
from search.api.problems import problem
from search.api.schemas import (
    LANGUAGE_PARAMETER,
    SEARCH_PARAMETERS,
    Problem,
    ProjectDetail,
    ProjectList,
    Suggestions,
)
from search.engines.base import EngineUnavailable, StaleCursor
from search.offers import offers
from search.params import Ignored

api = NinjaAPI(
    title="WSIS Stocktaking",
    version="1",
    description="Read-only access to the public repository of projects and prize entries.",
    urls_namespace="api-v1",
    docs_url=None,
)
DEFAULT_LANGUAGE = "en"


class UnreadableParameters(Exception):
    """The question cannot be answered as asked; carries what is to blame."""

    def __init__(self, *ignored: Ignored) -> None:
        super().__init__(*(one.parameter for one in ignored))
        self.ignored = ignored


@api.get(
    "/projects/",
    response={200: ProjectList, 400: Problem, 503: Problem},
    openapi_extra={"parameters": SEARCH_PARAMETERS},
    summary="Search and browse the repository",
)
@decorate_view(conditional_page)
def search_projects(request: HttpRequest) -> dict[str, Any]:
    language = language_of(request)
    with translation.override(language):
        parsed = params.parse(request.GET, language)
        if parsed.ignored:
            raise UnreadableParameters(*parsed.ignored)
        result = service.search(parsed.request)
        if parsed.request.offset and not result.hits:
            raise UnreadableParameters(Ignored("page", request.GET["page"], _("there are not so many pages")))
        slugs = [count.key for count in result.facets.get("organisation", ())[: presentation.LONGEST_FACET]]
        words = labels.load(language, slugs)
        return presentation.project_list(parsed.request, result, words, request.build_absolute_uri, language)


@api.get(
    "/projects/{id}/",
    response={200: ProjectDetail, 400: Problem, 404: Problem},
    openapi_extra={"parameters": [LANGUAGE_PARAMETER]},
    summary="One record with all its published languages",
)
@decorate_view(conditional_page)
def show_project(request: HttpRequest, id: str) -> HttpResponse | dict[str, Any]:
    """Answers from the database, so it is never behind and needs no engine."""
    language = language_of(request)
    with translation.override(language):
        document = registry.build([id]).get(id)
        if document is None:
            return problem(404, _("There is no public record with this id."))
        record = registry.detail(id, language) or {}
        return presentation.project_detail(document, language, record, request.build_absolute_uri)


@api.get(
    "/suggest/",
    response={200: Suggestions, 400: Problem, 503: Problem},
    openapi_extra={"parameters": [SEARCH_PARAMETERS[0], LANGUAGE_PARAMETER]},
    summary="What begins with the words being typed: values to narrow by, organisations, records",
)
def suggest_projects(request: HttpRequest) -> dict[str, Any]:
    language = language_of(request)
    prefix = params.clean_text(request.GET.get("q", ""))[: params.TEXT_LENGTH]
    with translation.override(language):
        found = offers(prefix, language)
        return {"results": [presentation.offer(one, request.build_absolute_uri) for one in found]}


def language_of(request: HttpRequest) -> str:
    """Return the language asked for by `lang`, English by default whatever the client's own settings."""
    asked = request.GET.get("lang", DEFAULT_LANGUAGE)
    if asked not in dict(settings.LANGUAGES):
        codes = ", ".join(dict(settings.LANGUAGES))
        reason = _("the languages are %(codes)s") % {"codes": codes}
        raise UnreadableParameters(Ignored("lang", params.clean_text(asked)[:40], reason))
    return asked


@api.exception_handler(UnreadableParameters)
def refuse(request: HttpRequest, error: UnreadableParameters) -> HttpResponse:
    first = error.ignored[0]
    detail = _("The parameter %(parameter)s cannot be read: %(reason)s.")
    return problem(
        400,
        detail % {"parameter": first.parameter, "reason": first.reason},
        parameter=first.parameter,
        errors=[
            {"parameter": one.parameter, "value": one.value, "reason": one.reason} for one in error.ignored
        ],
    )


@api.exception_handler(StaleCursor)
def refuse_cursor(request: HttpRequest, error: StaleCursor) -> HttpResponse:
    return refuse(
        request,
        UnreadableParameters(Ignored("cursor", "", _("the list has changed since; start again without it"))),
    )


@api.exception_handler(EngineUnavailable)
def rest(request: HttpRequest, error: EngineUnavailable) -> HttpResponse:
    response = problem(503, _("Search is resting. Records are still to be had one by one, by their id."))
    response["Retry-After"] = "30"
    return response


@api.exception_handler(ValidationError)
def refuse_form(request: HttpRequest, error: ValidationError) -> HttpResponse:
    return problem(400, _("The request cannot be read."), errors=error.errors)
