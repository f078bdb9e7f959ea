"""Turn an answer into the page that shows it: a pure function from request, result and labels to SearchPage."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from urllib.parse import parse_qsl

from babel.numbers import format_decimal
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms.core.days import today
from cms.core.reader import reader_locale
from cms.core.templatetags.dates import long_date
from cms.core.templatetags.numbers import number
from search import facets, shorthand
from search.labels import Labels, facet_label, language_name
from search.page import (
    Badge,
    EmptyHelp,
    LanguageTag,
    Link,
    Outlets,
    Pager,
    Past,
    Pill,
    Rescue,
    ResultRow,
    SearchPage,
    SortChoice,
)
from search.params import (
    SORTS,
    Ignored,
    encode,
    first_page,
    following,
    pairs_beside_text,
    preceding,
    toggle,
    without_filters,
)
from search.schema import FIELDS
from search.service import Loosening
from search.types import Hit, SearchRequest, SearchResult, Sort

HONOURS = ("winner", "champion", "nominee")
SHOWN_COUNTRIES = 3
QUOTATION_MARKS = re.compile('["“”„«»＂]')


def search_page(
    request: SearchRequest,
    result: SearchResult,
    labels: Labels,
    *,
    ignored: Sequence[Ignored] = (),
    expanded: str = "",
    loosened: Sequence[Loosening] = (),
    outlets: Outlets | None = None,
    badges: Mapping[str, tuple[Badge, ...]] | None = None,
) -> SearchPage:
    """Return what the page shows for an answer. `loosened` is looked at only when nothing was found.

    `badges` are those of the pages that answer, by address.
    """
    return SearchPage(
        query=request.text,
        heading=heading(request, result),
        count=result.count,
        pills=pills(request, labels),
        clear_url=address(without_filters(request)),
        kept=kept(request),
        years=facets.histogram(request, result),
        facets=facets.boxes(request, result, labels, expanded),
        hits=tuple(
            row(hit, request.language, labels, (badges or {}).get(hit.text.url, ())) for hit in result.hits
        ),
        sorts=sorts(request),
        outlets=outlets if result.count and not request.as_of else None,
        pager=pager(request, result),
        rescue=rescue(request, result),
        past=past(request),
        other_day_url="" if request.as_of else address(first_page(replace(request, as_of=today()))),
        ignored=ignored_lines(ignored) + unknown_value_lines(request.text),
        help=None if result.count else empty_help(request, result, labels, loosened),
    )


def past(request: SearchRequest) -> Past | None:
    if request.as_of is None:
        return None
    now = first_page(replace(request, as_of=None))
    return Past(
        day=request.as_of.isoformat(),
        last=today().isoformat(),
        line=_("This is what was public on %(date)s.") % {"date": long_date(request.as_of)},
        words=_("Only your own words were looked for, without synonyms, translations and corrections.")
        if request.text
        else "",
        kept=tuple(parse_qsl(encode(now))),
        today=Link(_("See it as it is today"), address(now)),
    )


def resting_page(request: SearchRequest, browse: tuple[Link, ...]) -> SearchPage:
    """Return the page for while the engine does not answer: what can be done without it."""
    return SearchPage(
        query=request.text,
        heading=_("Search is resting"),
        lead=_("Nothing is lost: searching will be back shortly. Until then you can browse the repository."),
        resting=True,
        kept=kept(request),
        browse=browse,
    )


def kept(request: SearchRequest) -> tuple[tuple[str, str], ...]:
    return tuple((name, str(value)) for name, value in pairs_beside_text(request))


def address(request: SearchRequest) -> str:
    return f"?{encode(request)}"


def heading(request: SearchRequest, result: SearchResult) -> str:
    """Say how much was found, "412 projects"."""
    if request.filters.get("kind") == frozenset({"entry"}):
        words = ngettext("%(count)s prize entry", "%(count)s prize entries", result.count)
    else:
        words = ngettext("%(count)s project", "%(count)s projects", result.count)
    counted = words % {"count": number(result.count)}
    return counted if result.count_is_exact else _("More than %(projects)s") % {"projects": counted}


def pills(request: SearchRequest, labels: Labels) -> tuple[Pill, ...]:
    """Return every active filter in the order of the fields, the span of years last."""
    made = [
        Pill(
            field.name,
            (label := labels.of(field.name, key)).short,
            address(toggle(request, field.name, key)),
            label.chip,
        )
        for field in FIELDS
        for key in sorted(request.filters.get(field.name, ()))
    ]
    if span := years_span(request):
        without = first_page(replace(request, year_from=None, year_to=None))
        made.append(Pill("year", span, address(without)))
    return tuple(made)


def years_span(request: SearchRequest) -> str:
    """Return "2016–2023", "from 2016" or "until 2023"; empty without limits."""
    first, last = (year(value) if value is not None else "" for value in (request.year_from, request.year_to))
    if first and last:
        return first if first == last else f"{first}–{last}"
    if first:
        return _("from %(year)s") % {"year": first}
    return _("until %(year)s") % {"year": last} if last else ""


def year(value: int | str) -> str:
    """Write a year in the reader's digits, without grouping."""
    return format_decimal(int(value), format="0", locale=reader_locale(), numbering_system="default")


def row(hit: Hit, reader: str, labels: Labels, standing: tuple[Badge, ...] = ()) -> ResultRow:
    return ResultRow(
        id=hit.id,
        url=hit.text.url,
        title_html=hit.title_html,
        snippet_html=hit.snippet_html,
        lang=language_of(hit),
        badge="" if hit.language == reader else own_name(hit),
        facts=facts(hit, labels),
        action_lines=tuple(
            code_link("action_line", key, labels) for key in narrowest(hit.facets.get("action_line", ()))
        ),
        sdgs=tuple(code_link("sdg", key, labels) for key in hit.facets.get("sdg", ())),
        prize=next(
            (labels.of("prize", key).text for key in HONOURS if key in hit.facets.get("prize", ())), ""
        ),
        languages=tuple(LanguageTag(key, language_name(key)) for key in hit.languages),
        standing=standing,
        recommended=hit.pinned,
    )


def language_of(hit: Hit) -> str:
    """Return the language of the words that are shown (BCP 47); empty when unknown."""
    return hit.text.language or (hit.language if hit.language in dict(settings.LANGUAGES) else "")


def own_name(hit: Hit) -> str:
    """Return what the language of a hit calls itself; its name in the reader's language where we do not know."""
    return dict(settings.LANGUAGES).get(hit.language) or language_name(hit.text.language or hit.language)


def facts(hit: Hit, labels: Labels) -> tuple[str, ...]:
    """Return organisation, countries and year; a record without a date says so."""
    countries = [labels.of("country", key).short for key in hit.facets.get("country", ())]
    names = ", ".join(countries[:SHOWN_COUNTRIES])
    if more := max(0, len(countries) - SHOWN_COUNTRIES):
        names = _("%(countries)s and %(count)s more") % {"countries": names, "count": number(more)}
    years = [year(key) for key in hit.facets.get("year", ())] or [_("undated")]
    return tuple(fact for fact in (hit.organisation, names, *years) if fact)


def narrowest(action_lines: Iterable[str]) -> list[str]:
    """Leave out C7 where one of its own lines says it more exactly."""
    keys = list(action_lines)
    parents = {key.split("-", 1)[0] for key in keys if "-" in key}
    return [key for key in keys if key not in parents]


def code_link(name: str, key: str, labels: Labels) -> Link:
    label = labels.of(name, key)
    return Link(label.short, address_of(name, key), label.chip)


@lru_cache(maxsize=1_000)
def address_of(name: str, key: str) -> str:
    """Return the address of all records with one value; a page of results has a hundred of them, mostly the same."""
    return address(SearchRequest(filters={name: frozenset({key})}))


def sorts(request: SearchRequest) -> tuple[SortChoice, ...]:
    words = {
        Sort.RELEVANCE: _("best match"),
        Sort.NEWEST: _("newest"),
        Sort.OLDEST: _("oldest"),
        Sort.TITLE: _("title"),
    }
    return tuple(
        SortChoice(
            sort.value, words[sort], address(first_page(replace(request, sort=sort))), sort is request.sort
        )
        for sort in SORTS
    )


def pager(request: SearchRequest, result: SearchResult) -> Pager | None:
    previous, next = preceding(request), following(request, result.count, result.next_cursor)
    if not previous and not next:
        return None
    return Pager(
        label=_("%(first)s–%(last)s of %(count)s")
        % {
            "first": number(request.offset + 1),
            "last": number(request.offset + len(result.hits)),
            "count": number(result.count),
        }
        if not request.cursor
        else heading(request, result),
        previous=address(previous) if previous else "",
        next=address(next) if next else "",
    )


def rescue(request: SearchRequest, result: SearchResult) -> Rescue | None:
    """Say how the answer differs from the words as typed, or offer other words."""
    if result.corrected:
        line = (
            _("No project has “%(typed)s”, nor all words of “%(corrected)s”. These have some of them.")
            if result.relaxed
            else _("No project has “%(typed)s”. These have “%(corrected)s”.")
        )
        return Rescue(line % {"typed": bare(request.text), "corrected": bare(result.did_you_mean)})
    link = other_words(request, result)
    if result.relaxed:
        return Rescue(_("No project has all of these words. These have some of them."), link)
    return Rescue(_("Did you mean:"), link) if link and result.count else None


def bare(text: str) -> str:
    """Return a question without its quotation marks, to stand in those of a sentence."""
    return " ".join(QUOTATION_MARKS.sub(" ", text).split())


def other_words(request: SearchRequest, result: SearchResult) -> Link | None:
    """Return the same question in the words that are offered; None when none are."""
    text = result.did_you_mean
    return Link(text, address(first_page(replace(request, text=text)))) if text else None


def ignored_lines(ignored: Iterable[Ignored]) -> tuple[str, ...]:
    line = _("“%(parameter)s=%(value)s” was left out: %(reason)s.")
    return tuple(
        line % {"parameter": one.parameter, "value": one.value, "reason": one.reason} for one in ignored
    )


def unknown_value_lines(text: str) -> tuple[str, ...]:
    """Say which words look like a filter and are none."""
    line = _("“%(typed)s” was looked for as words: “%(value)s” is none of the values of “%(facet)s”.")
    return tuple(
        line % {"typed": f"{name}:{value}", "value": value, "facet": facet_label(field)}
        for name, value, field in shorthand.unknown_values(text)
    )


def empty_help(
    request: SearchRequest, result: SearchResult, labels: Labels, loosened: Iterable[Loosening]
) -> EmptyHelp:
    return EmptyHelp(
        understood=understood(request, labels),
        loosen=tuple(
            Link(
                _("Without “%(filter)s”") % {"filter": facet_label(one.parameter)},
                address(one.request),
                count=one.count,
            )
            for one in loosened
        ),
        similar=tuple(filter(None, [other_words(request, result)])),
        browse=tuple(code_link("action_line", key, labels) for key in labels.terms.get("action_line", ())),
    )


def understood(request: SearchRequest, labels: Labels) -> tuple[str, ...]:
    """Return the question as it was read, a line for the words and one for each filter."""
    lines = [_("Words: %(text)s") % {"text": request.text}] if request.text else []
    for field in FIELDS:
        if keys := sorted(request.filters.get(field.name, ())):
            words = " / ".join(labels.of(field.name, key).short for key in keys)
            lines.append(_("%(facet)s: %(values)s") % {"facet": facet_label(field.name), "values": words})
    if span := years_span(request):
        lines.append(_("%(facet)s: %(values)s") % {"facet": facet_label("year"), "values": span})
    return tuple(lines)
