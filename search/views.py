"""The search page of the repository, and its charts. StocktakingIndexPage.serve calls search_page()."""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.http import conditional_page, require_safe
from wagtail.models import Page

from cms.core import navigation
from cms.core.reader import reader_language
from search import budget, charts, facets, labels, outlets, presentation, registry, service
from search.editorial import questions
from search.editorial.why_view import why_address
from search.engines.base import EngineUnavailable, StaleCursor
from search.labels import Labels
from search.page import Chart, Link, SearchPage
from search.params import Ignored, ParsedQuery, first_page, parse
from search.refusals import cursor_ignored
from search.types import SearchRequest, SearchResult

TEMPLATE = "search/search_page.html"
CHARTS_TEMPLATE = "search/charts_page.html"


@conditional_page
@budget.shared()
def search_page(request: HttpRequest, page: Page) -> TemplateResponse:
    """Answer the query string on an index page; while the engine does not answer, offer browsing with status 503."""
    parsed = parse(request.GET, reader_language())
    context = page.get_context(request)
    try:
        context |= {"search": answer_page(parsed), "why_url": why_address(request, parsed.request)}
        response = TemplateResponse(request, TEMPLATE, context)
        return private(response) if context["why_url"] else response
    except EngineUnavailable:
        resting = presentation.resting_page(parsed.request, browse_links(request, page))
        return unavailable(TemplateResponse(request, TEMPLATE, context | {"search": resting}))


def private(response: TemplateResponse) -> TemplateResponse:
    """Return the answer as one that nobody keeps for others: it leads editors to its explanations."""
    patch_cache_control(response, private=True)
    return response


def answer_page(parsed: ParsedQuery) -> SearchPage:
    answer = find(parsed)
    return page_of(answer, parsed, words_of(answer, parsed))


def words_of(answer: Answer, parsed: ParsedQuery) -> Labels:
    named = facets.named_organisations(answer.request, answer.result, parsed.expanded)
    return labels.load(answer.request.language, named)


def page_of(answer: Answer, parsed: ParsedQuery, words: Labels) -> SearchPage:
    return presentation.search_page(
        answer.request,
        answer.result,
        words,
        ignored=(*parsed.ignored, *answer.ignored),
        expanded=parsed.expanded,
        loosened=() if answer.result.count else service.loosen(answer.request),
        outlets=outlets.outlets(answer.request, answer.result),
        badges={} if answer.request.as_of else registry.badges([hit.id for hit in answer.result.hits]),
    )


@require_safe
@conditional_page
@budget.shared()
def charts_page(request: HttpRequest) -> TemplateResponse:
    """Show what a query string finds as charts, in the frame of the search page: its links stay with the charts."""
    parsed = parse(request.GET, reader_language())
    try:
        shown, drawn = answer_charts(parsed)
    except EngineUnavailable:
        resting = presentation.resting_page(parsed.request, browse_links(request, repository()))
        return unavailable(TemplateResponse(request, CHARTS_TEMPLATE, {"search": resting}))
    list_url = f"{charts.LIST}{presentation.address(first_page(parsed.request))}"
    return TemplateResponse(
        request, CHARTS_TEMPLATE, {"search": shown, "charts": drawn, "list_url": list_url}
    )


def answer_charts(parsed: ParsedQuery) -> tuple[SearchPage, tuple[Chart, ...]]:
    """Count without fetching a page of hits."""
    request = first_page(parsed.request)
    result = replace(service.search(replace(request, size=1, highlight=False)), hits=())
    answer = Answer(request, result)
    words = words_of(answer, parsed)
    return page_of(answer, parsed, words), charts.charts(request, result, words)


def unavailable(response: TemplateResponse) -> TemplateResponse:
    """Return the answer as one for while the engine does not answer."""
    response.status_code = 503
    response["Retry-After"] = "30"
    return response


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
    except StaleCursor as error:
        return restart(request, cursor_ignored(error))
    questions.note(request, result)
    if request.offset and not result.hits:
        number = str(request.offset // request.size + 1)
        return restart(request, Ignored("page", number, _("there are not so many pages")))
    return Answer(request, result)


def restart(request: SearchRequest, ignored: Ignored) -> Answer:
    beginning = first_page(request)
    return Answer(beginning, service.search(beginning), (ignored,))


def repository() -> Page | None:
    """Return the index page of the repository in the reader's language, if it is public."""
    return Page.objects.live().public().filter(url_path=navigation.search_page(reader_language())).first()


def browse_links(request: HttpRequest, page: Page | None) -> tuple[Link, ...]:
    """Return the public pages below this one: the way through the repository that needs the database alone."""
    if page is None:
        return ()
    children = page.get_children().live().public().order_by("-slug")
    return tuple(Link(child.title, child.get_url(request)) for child in children)
