"""Turn answers into the API's JSON values: pure functions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import asdict
from typing import Any

from search.labels import Labels, facet_label
from search.offers import RECORD, Offer
from search.params import encode, following, preceding
from search.schema import FIELDS
from search.types import (
    DocumentText,
    FacetCount,
    Hit,
    SearchDocument,
    SearchRequest,
    SearchResult,
)

Absolute = Callable[[str], str]
"""Turns a path or a query string into an address."""


def project_list(
    request: SearchRequest,
    result: SearchResult,
    labels: Labels,
    absolute: Absolute,
    language: str,
) -> dict[str, Any]:
    def page(target: SearchRequest | None) -> str | None:
        if target is None:
            return None
        return absolute(f"?{encode(target)}&lang={language}".replace("?&", "?"))

    return {
        "as_of": request.as_of,
        "count": result.count,
        "count_is_exact": result.count_is_exact,
        "results": [project_hit(hit, absolute) for hit in result.hits],
        "facets": {
            field.name: [facet_value(field.name, count, labels) for count in result.facets[field.name]]
            for field in FIELDS
            if field.name in result.facets
        },
        "did_you_mean": result.did_you_mean,
        "corrected": result.corrected,
        "relaxed": result.relaxed,
        "next": page(following(request, result.count, result.next_cursor)),
        "previous": page(preceding(request)),
    }


def project_hit(hit: Hit, absolute: Absolute) -> dict[str, Any]:
    return project(hit.id, hit.language, hit.text, hit.languages, hit.organisation, hit.facets, absolute) | {
        "highlights": {"title": hit.title_html, "text": hit.snippet_html},
        "matched_language": hit.language,
    }


def project_detail(
    document: SearchDocument,
    language: str,
    record: Mapping[str, Any],
    absolute: Absolute,
    day: dt.date | None = None,
) -> dict[str, Any]:
    """Return a document in this language where it has it, else in its original's."""
    shown = language if language in document.texts else next(iter(document.texts))
    text, facets = document.texts[shown], document.facets
    return project(
        document.id, shown, text, tuple(document.texts), document.organisation, facets, absolute
    ) | {
        "texts": {key: words(key, one, absolute) for key, one in document.texts.items()},
        "regions": list(facets.get("region", ())),
        "stakeholders": list(facets.get("stakeholder", ())),
        "prizes": list(facets.get("prize", ())),
        "kind": first(facets, "kind"),
        "record": dict(record),
        "as_of": day,
    }


def project(
    id: str,
    key: str,
    text: DocumentText,
    languages: tuple[str, ...],
    organisation: str,
    facets: Mapping[str, tuple[str, ...]],
    absolute: Absolute,
) -> dict[str, Any]:
    year = first(facets, "year")
    return {
        "id": id,
        "title": text.title,
        "language": text.language or key,
        "url": absolute(text.url),
        "summary": text.summary,
        "languages": list(languages),
        "organisation": organisation,
        "countries": list(facets.get("country", ())),
        "action_lines": list(facets.get("action_line", ())),
        "sdgs": list(facets.get("sdg", ())),
        "year": int(year) if year else None,
        "status": first(facets, "status"),
    }


def words(key: str, text: DocumentText, absolute: Absolute) -> dict[str, str]:
    return {
        "title": text.title,
        "summary": text.summary,
        "text": text.body,
        "language": text.language or key,
        "url": absolute(text.url),
    }


def facet_value(name: str, count: FacetCount, labels: Labels) -> dict[str, Any]:
    return {
        "key": count.key,
        "label": labels.of(name, count.key).text,
        "count": count.count,
        "selected": count.selected,
    }


def offer(offered: Offer, absolute: Absolute) -> dict[str, str]:
    kind_label = "" if offered.kind == RECORD else facet_label(offered.kind)
    return {**asdict(offered), "kind_label": kind_label, "url": absolute(offered.url)}


def first(facets: Mapping[str, tuple[str, ...]], name: str) -> str:
    return next(iter(facets.get(name, ())), "")
