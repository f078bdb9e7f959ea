"""Questions that found nothing: counted for editors, without a trace of who asked.

A row has the folded words, the language of the pages on which they were asked, how often, the first and the last day.
No address, account, session, browser or time of day. What is never kept at all says search.editorial.discretion.
Questions asked once or twice are shown to nobody; one that nobody asked for 90 days is deleted with its history.

Robots and jokers cannot fill the table: so many rows at most, so many new ones a day, and those asked once or twice go
after 14 days.
"""

from __future__ import annotations

import datetime as dt
from contextvars import ContextVar
from typing import Any

import structlog
from django.db import DatabaseError
from django.db.models import Q, QuerySet

from cms.core.days import today
from cms.core.patience import impatient_cursor
from search.editorial.discretion import keepable
from search.models import EmptyQuestion
from search.types import SearchRequest, SearchResult

SHOWN_FROM = 3
"""How often a question was asked before anybody sees it."""
KEPT_DAYS = 90
KEPT_DAYS_UNSHOWN = 14
MOST_ROWS = 10_000
NEW_ROWS_A_DAY = 500

UPSERT = """
INSERT INTO search_emptyquestion (language, words, count, first_seen, last_seen, state, note)
SELECT %(language)s, %(words)s, 1, %(today)s, %(today)s, 'open', ''
WHERE EXISTS (SELECT 1 FROM search_emptyquestion WHERE language = %(language)s AND words = %(words)s)
OR (
    (SELECT COUNT(*) FROM search_emptyquestion) < %(most)s
    AND (SELECT COUNT(*) FROM search_emptyquestion WHERE first_seen = %(today)s) < %(new)s
)
ON CONFLICT (language, words)
DO UPDATE SET count = search_emptyquestion.count + 1, last_seen = excluded.last_seen
"""

log = structlog.get_logger(__name__)
_noted: ContextVar[tuple[str, str] | None] = ContextVar("search_noted_question", default=None)


def note(request: SearchRequest, result: SearchResult) -> None:
    """Remember a question that found nothing until its answer is sent; then write_noted() counts it."""
    if found_nothing(request, result) and (words := keepable(request.text)):
        _noted.set((request.language, words))


def found_nothing(request: SearchRequest, result: SearchResult) -> bool:
    """Tell whether no record has these words, whatever the filters; asked once, not for every page of a rescue.

    With filters an empty answer says nothing of the words; a rescue is tried only when they find nothing anywhere.
    """
    if request.offset or request.cursor or request.as_of or not request.text:
        return False
    narrowed = request.filters or request.year_from is not None or request.year_to is not None
    return result.corrected or result.relaxed or not (result.count or narrowed)


def write_noted(**kwargs: Any) -> None:
    """Count the question of the request that has ended. Never raises: a question that is not counted is no harm."""
    if noted := _noted.get():
        _noted.set(None)
        try:
            count_question(*noted)
        except DatabaseError as error:
            log.info("question_not_counted", reason=str(error))


def count_question(language: str, words: str) -> None:
    """Count once more, or for the first time while there is room; one statement."""
    values: dict[str, str | int | dt.date] = {"language": language, "words": words, "today": today()}
    with impatient_cursor() as cursor:
        cursor.execute(UPSERT, values | {"most": MOST_ROWS, "new": NEW_ROWS_A_DAY})


def shown() -> QuerySet[EmptyQuestion]:
    """Return the questions that editors may see."""
    return EmptyQuestion.objects.filter(count__gte=SHOWN_FROM, last_seen__gte=_days_ago(KEPT_DAYS))


def forget_old() -> int:
    """Delete what nobody asked for so long, with its history; return how many questions went. Repeatable."""
    rare = Q(count__lt=SHOWN_FROM, last_seen__lt=_days_ago(KEPT_DAYS_UNSHOWN))
    old = EmptyQuestion.objects.filter(rare | Q(last_seen__lt=_days_ago(KEPT_DAYS)))
    ids = list(old.values_list("pk", flat=True))
    # Not delete(): it would write a line of history for each.
    old.filter(pk__in=ids)._raw_delete(old.db)
    EmptyQuestion.history.exclude(id__in=EmptyQuestion.objects.values("pk")).delete()
    return len(ids)


def _days_ago(days: int) -> dt.date:
    return today() - dt.timedelta(days=days)
