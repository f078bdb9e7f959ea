"""The public JSON API: the same questions and the same service as the search page."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import NinjaAPI
from ninja.decorators import decorate_view

from cms.moderation.queries import merged_into
from search import labels, params, registry, service
from search.api import files, presentation
from search.api.description import (
    DAY_PARAMETER,
    DESCRIPTION,
    LANGUAGE_PARAMETER,
    ONCE,
    PREFIX_PARAMETER,
    SEARCH_PARAMETERS,
    described,
)
from search.api.entrance import DEFAULT_LANGUAGE, entrance
from search.api.problems import problem
from search.api.schemas import Problem, ProjectDetail, ProjectList, Suggestions
from search.days import PARAMETER, UnreadableDay, asked_day
from search.editorial import questions
from search.engines.base import EngineUnavailable, StaleCursor
from search.offers import offers
from search.params import Ignored
from search.refusals import cursor_ignored
from search.types import SearchRequest, SearchResult

LONGEST_ID = 64
REFUSALS = dict.fromkeys((400, 406, 429, 500), Problem)
SUGGESTIONS = 5
"""How many times as often somebody who types may ask."""


class PublicApi(NinjaAPI):
    """Describes itself as it answers."""

    def get_openapi_schema(self, **kwargs: Any) -> dict[str, Any]:  # type: ignore[override]  # a plain dict serves
        document = described(super().get_openapi_schema(**kwargs))
        return {**document, "paths": document["paths"] | files.paths()}


api = PublicApi(
    title="WSIS Stocktaking",
    version="1",
    description=DESCRIPTION,
    urls_namespace="api-v1",
    docs_url=None,
)


class UnreadableParameters(Exception):
    """The question cannot be answered as asked; carries what is to blame."""

    def __init__(self, *ignored: Ignored) -> None:
        super().__init__(*(one.parameter for one in ignored))
        self.ignored = ignored


@api.get(
    "/projects/",
    response={200: ProjectList, **REFUSALS, 503: Problem},
    openapi_extra={"parameters": SEARCH_PARAMETERS},
    operation_id="search_projects",
    summary="Search and browse the repository",
)
@decorate_view(entrance("records"))
def search_projects(request: HttpRequest) -> dict[str, Any]:
    """One page of the records that answer, with the counts of every facet. Without `q` all records, newest first."""
    language = language_of(request)
    parsed = params.parse(request.GET, language)
    if parsed.ignored:
        raise UnreadableParameters(*parsed.ignored)
    result = answer(parsed.request)
    if parsed.request.offset and not result.hits:
        raise UnreadableParameters(Ignored("page", request.GET["page"], _("there are not so many pages")))
    slugs = [count.key for count in result.facets.get("organisation", ())]
    words = labels.load(language, slugs)
    return presentation.project_list(parsed.request, result, words, request.build_absolute_uri, language)


def answer(question: SearchRequest) -> SearchResult:
    result = service.search(question)
    questions.note(question, result)
    return result


def day_of(request: HttpRequest) -> dt.date | None:
    """Return the day that is asked for, if one is; refuse what is none."""
    try:
        return asked_day(request.GET)
    except UnreadableDay as refusal:
        raise UnreadableParameters(
            Ignored(PARAMETER, params.clean_text(request.GET[PARAMETER])[:40], str(refusal))
        ) from refusal


@api.get(
    "/projects/{id}/",
    response={200: ProjectDetail, **REFUSALS, 404: Problem, 410: Problem},
    openapi_extra={"parameters": [LANGUAGE_PARAMETER, DAY_PARAMETER]},
    operation_id="show_project",
    summary="One record with all its published languages",
)
@decorate_view(entrance("records"))
def show_project(request: HttpRequest, id: str) -> HttpResponse | dict[str, Any]:
    """By its public id. Answers while search rests, and is never behind."""
    language = language_of(request)
    day = day_of(request)
    document = registry.build([id], day).get(id) if is_well_formed(id) else None
    if document is None:
        page = registry.page(id) if is_well_formed(id) and not day else None
        if kept := merged_into(page) if page else None:
            merged = getattr(kept, "record_id", "")
            return problem(410, _("This record was merged into another."), merged_into=merged)
        return problem(404, _("There is no public record with this id."))
    record = registry.detail(id, language, day) or {}
    return presentation.project_detail(document, language, record, request.build_absolute_uri, day)


@api.get(
    "/suggest/",
    response={200: Suggestions, **REFUSALS, 503: Problem},
    openapi_extra={"parameters": [PREFIX_PARAMETER, LANGUAGE_PARAMETER]},
    operation_id="suggest",
    summary="What begins with the words being typed: values to narrow by, organisations, records",
)
@decorate_view(entrance("suggestions", share=SUGGESTIONS))
def suggest_projects(request: HttpRequest) -> dict[str, Any]:
    """At most eight. Only the first 500 characters count."""
    language = language_of(request)
    prefix = params.clean_text(request.GET.get("q", ""))[: params.TEXT_LENGTH]
    found = offers(prefix, language)
    return {"results": [presentation.offer(one, request.build_absolute_uri) for one in found]}


def language_of(request: HttpRequest) -> str:
    """Return the language asked for by `lang`; refuse one that is not ours, and any parameter asked for twice."""
    if repeated := [name for name in request.GET if name in ONCE and len(request.GET.getlist(name)) > 1]:
        raise UnreadableParameters(*(Ignored(name, "", _("it takes one value")) for name in repeated))
    asked = request.GET.get("lang", DEFAULT_LANGUAGE)
    if asked not in dict(settings.LANGUAGES):
        codes = ", ".join(dict(settings.LANGUAGES))
        reason = _("the languages are %(codes)s") % {"codes": codes}
        raise UnreadableParameters(Ignored("lang", params.clean_text(asked)[:40], reason))
    return asked


def is_well_formed(id: str) -> bool:
    """Whether this could be an id: a database may refuse to look for anything else."""
    return len(id) <= LONGEST_ID and id.isprintable()


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
    return refuse(request, UnreadableParameters(cursor_ignored(error)))


@api.exception_handler(EngineUnavailable)
def rest(request: HttpRequest, error: EngineUnavailable) -> HttpResponse:
    response = problem(503, _("Search is resting. Records are still to be had one by one, by their id."))
    response["Retry-After"] = "30"
    return response
