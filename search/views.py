"""The search page of the repository. StocktakingIndexPage.serve calls search_page()."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import conditional_page
from wagtail.models import Page

from cms.core.reader import reader_language
from search import budget, facets, labels, presentation, service
from search.engines.base import EngineUnavailable, StaleCursor
from search.page import Link, SearchPage
from search.params import Ignored, ParsedQuery, encode, first_page, parse
from search.types import SearchRequest, SearchResult

TEMPLATE = "search/search_page.html"


@conditional_page
@budget.spending()
def search_page(request: HttpRequest, page: Page) -> TemplateResponse:
    """Answer the query string on an index page; while the engine does not answer, offer browsing with status 503."""
    parsed = parse(request.GET, reader_language())
    try:
        shown, status = answer_page(parsed), 200
    except EngineUnavailable:
        shown, status = presentation.resting_page(parsed.request, browse_links(request, page)), 503
    context = page.get_context(request) | {"search": shown}
    response = TemplateResponse(request, TEMPLATE, context, status=status)
    if status == 503:
        response["Retry-After"] = "30"
    return response


def answer_page(parsed: ParsedQuery) -> SearchPage:
    answer = find(parsed)
    words = labels.load(
        answer.request.language, facets.named_organisations(answer.request, answer.result, parsed.expanded)
    )
    return presentation.search_page(
        answer.request,
        answer.result,
        words,
        ignored=(*parsed.ignored, *answer.ignored),
        expanded=parsed.expanded,
        loosened=() if answer.result.count else service.loosen(answer.request),
        exports=(
            Link(_("JSON"), f"{reverse('api-v1:search_projects')}?{encode(first_page(answer.request))}"),
        ),
    )


@dataclass(frozen=True, slots=True)
class Answer:
    request: SearchRequest
    result: SearchResult
    ignored: tuple[Ignored, ...] = ()


def find(parsed: ParsedQuery) -> Answer:
    """Search; a page past the end or a cursor that leads nowhere is left out and said so, the first page shown."""
    request = parsed.request
    try:
        result = service.search(request)
    except StaleCursor:
        return restart(request, Ignored("cursor", "", _("the list has changed since; this is its beginning")))
    if request.offset and not result.hits:
        number = str(request.offset // request.size + 1)
        return restart(request, Ignored("page", number, _("there are not so many pages")))
    return Answer(request, result)


def restart(request: SearchRequest, ignored: Ignored) -> Answer:
    beginning = first_page(request)
    return Answer(beginning, service.search(beginning), (ignored,))


def browse_links(request: HttpRequest, page: Page) -> tuple[Link, ...]:
    """Return the public pages below this one: the way through the repository that needs the database alone."""
    children = page.get_children().live().public().order_by("-slug")
    return tuple(Link(child.title, child.get_url(request)) for child in children)
