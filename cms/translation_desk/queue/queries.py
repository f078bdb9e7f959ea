"""What a translator finds to do in a language, and in which order."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.conf import settings
from django.db.models import (
    Case,
    DateField,
    Exists,
    F,
    FloatField,
    Func,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
    Value,
    When,
)
from django.db.models.functions import Cast, Coalesce
from wagtail.models import Locale, Page

from cms.accounts.models import User
from cms.moderation.states import in_states
from cms.records.translating import can_translate
from cms.translation_desk.models import Assignment, OneLanguage, ReaderRequest, TranslationRequest
from cms.translation_desk.queue.enums import STATES, Standing
from cms.translations.models import ReaderCount
from cms.translations.readers import recent_since

READERS_PER_REQUEST = 10
"""As many readers count for one who asked."""


def languages_of(user: User) -> list[str]:
    """Return the languages into which the person translates, in the order of the site's."""
    return [code for code, _name in settings.LANGUAGES if can_translate(user, code)]


def to_do(language: str, standing: Standing | None = None) -> QuerySet[Page]:
    """Return what there is to do in a language: live originals without a page in it, and translations.

    One queryset of both, so that they are ranked together; `by_rank` orders it.
    """
    locale = Locale.objects.get(language_code=language)
    if standing is not None:
        return _standing(standing, locale)
    translations = in_states(_translations(locale), frozenset().union(*STATES.values()))
    whole = Q(state__in=STATES[Standing.STALE], translation_summary__words_behind=0)
    return Page.objects.filter(
        Q(pk__in=_originals_without(locale).values("pk")) | Q(pk__in=translations.exclude(whole).values("pk"))
    )


def _standing(standing: Standing, locale: Locale) -> QuerySet[Page]:
    if standing == Standing.NEW:
        return _originals_without(locale)
    pages = _translations(locale)
    if standing == Standing.STALE:
        pages = pages.filter(live=True, translation_summary__words_behind__gt=0)
    return Page.objects.filter(pk__in=in_states(pages, STATES[standing]).values("pk"))


def _originals_without(locale: Locale) -> QuerySet[Page]:
    there = Page.objects.filter(translation_key=OuterRef("translation_key"), locale=locale)
    return Page.objects.filter(~Exists(there), original_summary__isnull=False, live=True)


def _translations(locale: Locale) -> QuerySet[Page]:
    """Return the translations of live originals."""
    return Page.objects.filter(locale=locale, translation_summary__isnull=False)


def of_language(model: type[OneLanguage], language: str, **conditions: Any) -> Q:
    """Return a condition on Page: there is such a row for its record in this language."""
    rows = model.objects.filter(language=language, **conditions)
    return Q(translation_key__in=rows.values("translation_key"))


def claimed_by(user: User, language: str) -> Q:
    return of_language(Assignment, language, person=user)


def requested(language: str) -> Q:
    """What an editor asked for and nobody has published since."""
    return of_language(TranslationRequest, language, fulfilled_at=None)


def by_rank(pages: QuerySet[Page], language: str, *, today: dt.date) -> QuerySet[Page]:
    """Order what there is to do: what editors requested first, the earliest due date before others; then by rank.

    rank = (readers + 1) × (words + 1) × (days + 1)

    readers  how often the record was read in this language in the last months, and ten for each reader who asked for it
    words    of the original that are out of date or missing; all of them where nothing is translated yet
    days     since the original was published without a translation, or with the change that left it behind

    One is added so that a record nobody has read yet, or of today, still has a place.
    """
    weighed = pages.alias(**_measures(language, today))
    size = Cast(F("readers") + 1, FloatField()) * (F("words") + 1) * (F("days") + 1)
    is_requested = Case(When(requested(language), then=1), default=0, output_field=IntegerField())
    return weighed.alias(rank=size, is_requested=is_requested).order_by(
        "-is_requested", F("due").asc(nulls_last=True), "-rank", "pk"
    )


def weigh(pages: QuerySet[Page], language: str, *, today: dt.date) -> QuerySet[Page]:
    """Annotate `readers`, `words`, `days` and the `due` date of an editor's request."""
    return pages.annotate(**_measures(language, today))


def _measures(language: str, today: dt.date) -> dict[str, Any]:
    read = ReaderCount.objects.filter(language=language, month__gte=recent_since(today))
    asked = ReaderRequest.objects.filter(language=language, told_at=None)
    due = TranslationRequest.objects.filter(language=language, translation_key=OuterRef("translation_key"))
    askers = Case(
        When(
            of_language(ReaderRequest, language, told_at=None),
            then=_total(asked, "times") * READERS_PER_REQUEST,
        ),
        default=0,
        output_field=IntegerField(),
    )
    since = Coalesce("translation_summary__behind_since", "first_published_at")
    return {
        "readers": _total(read, "count") + askers,
        "words": Coalesce("translation_summary__words_behind", "original_summary__words", 0),
        "days": Coalesce(DaysBetween(since, Value(today, output_field=DateField())), 0),
        "due": Case(
            When(requested(language), then=Subquery(due.values("due")[:1])), output_field=DateField()
        ),
    }


def _total(rows: QuerySet[Any], column: str) -> Coalesce:
    """Return the sum of a column over the rows about the page's record."""
    about = rows.filter(translation_key=OuterRef("translation_key")).order_by().values("translation_key")
    return Coalesce(Subquery(about.annotate(total=Sum(column)).values("total")), 0)


class DaysBetween(Func):
    """Whole days from a moment to a day, none for a later moment."""

    output_field = IntegerField()

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> tuple[str, Any]:
        template = "MAX(CAST(julianday(%(to)s) - julianday(date(%(since)s)) AS INTEGER), 0)"
        return self._as(template, compiler, connection)

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> tuple[str, Any]:
        template = "GREATEST(%(to)s::date - (%(since)s AT TIME ZONE 'UTC')::date, 0)"
        return self._as(template, compiler, connection)

    def _as(self, template: str, compiler: Any, connection: Any) -> tuple[str, Any]:
        since, to = (compiler.compile(each) for each in self.source_expressions)
        order = (to, since)
        return template % {"since": since[0], "to": to[0]}, tuple(
            value for part in order for value in part[1]
        )
