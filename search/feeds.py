"""Any search as a feed: Atom, and JSON Feed 1.1 (jsonfeed.org)."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.feedgenerator import Atom1Feed, SyndicationFeed, rfc3339_date
from django.utils.html import escape
from django.utils.http import http_date
from django.utils.translation import gettext as _
from django.views.decorators.http import conditional_page, require_safe

from cms.core.reader import reader_language
from search import labels, presentation, refusals
from search.engines.base import EngineUnavailable
from search.exports.columns import permanent_address
from search.exports.walk import Record, batches
from search.labels import Labels
from search.params import SIZE, clean_text, encode, first_page, of_the_past, parse
from search.rates import limited
from search.registry import RecordFacts
from search.types import SearchRequest, Sort

ENTRIES = 50
BEGINNING = dt.datetime(2004, 1, 1, tzinfo=dt.UTC)
"""When Stocktaking began: the date of a feed without entries."""


class RecordFeed(SyndicationFeed):
    """A feed that is the same, byte for byte, until one of its records changes."""

    content_type: str

    def latest_post_date(self) -> dt.datetime:
        return max((item["updateddate"] for item in self.items), default=BEGINNING)


class AtomFeed(RecordFeed, Atom1Feed):
    """Atom, with the language of each entry."""

    def item_attributes(self, item: dict[str, Any]) -> dict[str, str]:
        return {"xml:lang": item["language"]} if item["language"] else {}


class JSONFeed(RecordFeed):
    content_type = "application/feed+json; charset=utf-8"

    def write(self, outfile: Any, encoding: str) -> None:
        feed = {
            "version": "https://jsonfeed.org/version/1.1",
            "title": self.feed["title"],
            "description": self.feed["subtitle"],
            "home_page_url": self.feed["link"],
            "feed_url": self.feed["feed_url"],
            "language": self.feed["language"],
            "authors": [{"name": self.feed["author_name"]}],
            "items": [self.entry(item) for item in self.items],
        }
        json.dump(feed, outfile, ensure_ascii=False)

    @staticmethod
    def entry(item: dict[str, Any]) -> dict[str, Any]:
        """Return an item without what is unknown; the rights are an extension of ours."""
        values = {
            "id": item["unique_id"],
            "url": item["link"],
            "title": item["title"],
            "content_text": item["text"],
            "date_published": rfc3339_date(item["pubdate"]),
            "date_modified": rfc3339_date(item["updateddate"]),
            "authors": [{"name": item["author_name"]}] if item["author_name"] else None,
            "tags": item["categories"],
            "language": item["language"],
            "_rights": item["rights"],
        }
        return {name: value for name, value in values.items() if value or name == "content_text"}


FEEDS: dict[str, type[RecordFeed]] = {"atom": AtomFeed, "json": JSONFeed}


@require_safe
@limited("feeds", refusals.too_many)
@conditional_page
def feed(request: HttpRequest, format: str) -> HttpResponse:
    """Answer with the records that a query string finds, the last made public first.

    Order, page and size of the list do not matter. Only what answers the words as typed: who
    follows a question that nothing answers yet waits for the first answer.
    """
    parsed = parse(request.GET, reader_language())
    if unreadable := (*parsed.ignored, *of_the_past(parsed.request)):
        return refusals.unreadable(unreadable)
    question = replace(first_page(parsed.request), sort=Sort.RELEVANCE, size=SIZE)
    try:
        records = next(batches(replace(question, sort=Sort.PUBLISHED, rescue=False), ENTRIES)).records
    except EngineUnavailable:
        return refusals.resting()
    made = make(FEEDS[format], question, records, request)
    headers = {"Last-Modified": http_date(made.latest_post_date().timestamp())}
    return HttpResponse(made.writeString("utf-8"), content_type=made.content_type, headers=headers)


def make(
    kind: type[RecordFeed], question: SearchRequest, records: Sequence[Record], request: HttpRequest
) -> RecordFeed:
    words = labels.load(question.language, question.filters.get("organisation", ()))
    query = f"?{encode(question)}".rstrip("?")
    made = kind(
        title=title_of(question, words),
        link=request.build_absolute_uri(f"./{query}"),
        description="",
        subtitle=_("The newest projects of a search"),
        language=question.language,
        author_name=settings.WAGTAIL_SITE_NAME,
        feed_url=request.build_absolute_uri(request.path + query),
        feed_guid=f"{settings.WAGTAILADMIN_BASE_URL}{request.path}{query}",
    )
    for record in records:
        made.add_item(**entry(record, words, request))
    return made


def title_of(question: SearchRequest, words: Labels) -> str:
    """Return "WSIS Stocktaking: telemedicine, Kenya"."""
    asked = [question.text, *(pill.label for pill in presentation.pills(question, words))]
    return ": ".join(filter(None, (_("WSIS Stocktaking"), ", ".join(filter(None, asked)))))


def entry(record: Record, words: Labels, request: HttpRequest) -> dict[str, Any]:
    """Return what add_item() takes; the record's permanent address is the entry's id."""
    hit, facts = record.hit, record.facts
    text = clean_text(hit.text.summary)
    published = facts.published or facts.changed or BEGINNING
    return {
        "title": clean_text(hit.text.title),
        "link": request.build_absolute_uri(hit.text.url),
        "description": escape(text),
        "text": text,
        "unique_id": permanent_address(hit.id),
        "pubdate": published,
        "updateddate": facts.changed or published,
        "author_name": clean_text(hit.organisation) or None,
        "categories": categories(record, words),
        "item_copyright": clean_text(rights_line(facts)) or None,
        "language": presentation.language_of(hit),
        "rights": {
            name: value
            for name in ("source", "source_url", "licence", "attribution")
            if (value := getattr(facts, name))
        },
    }


def rights_line(facts: RecordFacts) -> str:
    """Return "ITU · CC BY 4.0"."""
    return " · ".join(filter(None, (facts.attribution or facts.source, facts.licence)))


def categories(record: Record, words: Labels) -> list[str]:
    """Return Action Lines and goals with their codes, "C7 E-health"."""
    facets = record.hit.facets
    keys = [("action_line", key) for key in presentation.narrowest(facets.get("action_line", ()))]
    keys += [("sdg", key) for key in facets.get("sdg", ())]
    found = (words.of(name, key) for name, key in keys)
    return [f"{label.chip} {label.short}" for label in found]
