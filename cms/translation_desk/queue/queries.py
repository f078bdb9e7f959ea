"""What a translator finds to do in a language, and in which order."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
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
    Value,
    When,
)
from django.db.models.functions import Cast, Coalesce
from wagtail.models import Locale, Page

from cms.accounts.models import User
from cms.moderation.states import in_states, open_page_ids
from cms.records.translating import can_translate
from cms.translation_desk.models import Assignment, OneLanguage, ReaderRequest, TranslationRequest
from cms.translation_desk.queue.enums import STATES, Standing
from cms.translations.models import ReaderCount, TranslatedPage
from cms.translations.readers import recent_since

LAST = Value(dt.date.max, output_field=DateField())
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
    if standing == Standing.NEW:
        return Page.objects.filter(_is_original_without(locale))
    standings = list(STATES) if standing is None else [standing]
    translations = Q(pk__in=_translations(locale, standings).values("pk"))
    if standing is not None:
        return Page.objects.filter(translations)
    return Page.objects.filter(_is_original_without(locale) | translations)


def _is_original_without(locale: Locale) -> Q:
    there = Page.objects.filter(translation_key=OuterRef("translation_key"), locale=locale)
    return Q(~Exists(there), original_summary__isnull=False, live=True)


def _translations(locale: Locale, standings: Collection[Standing]) -> QuerySet[Page]:
    """Return the translations of live originals that stand so.

    Most have no word behind and no open review: they are ruled out first, so that few states are derived.
    """
    states = frozenset().union(*(STATES[standing] for standing in standings))
    behind = Q(translation_summary__words_behind__gt=0)
    possible = behind if standings == [Standing.STALE] else behind | Q(pk__in=open_page_ids())
    pages = Page.objects.filter(possible, locale=locale, translation_summary__isnull=False)
    return in_states(pages, states).filter(behind | ~Q(state__in=STATES[Standing.STALE]))


def of_language(model: type[OneLanguage], language: str, **conditions: Any) -> Q:
    """Return a condition on Page: there is such a row for its record in this language."""
    rows = model.objects.filter(language=language, **conditions)
    return Q(translation_key__in=rows.values("translation_key"))


def claimed_by(user: User, language: str) -> Q:
    return of_language(Assignment, language, person=user)


def requested(language: str) -> Q:
    """What an editor asked for and nobody has published since."""
    return of_language(TranslationRequest, language, fulfilled_at=None)


def waited_for(translations: Sequence[TranslatedPage]) -> list[TranslatedPage]:
    """Return those that somebody has claimed, or an editor or a reader has asked for and not got yet."""
    if not translations:
        return []
    keys = {page.translation_key for page in translations}
    rows = (
        Assignment.objects.all(),
        TranslationRequest.objects.filter(fulfilled_at=None),
        ReaderRequest.objects.filter(told_at=None),
    )
    found = {
        pair
        for each in rows
        for pair in each.filter(translation_key__in=keys).values_list("translation_key", "language")
    }
    return [page for page in translations if (page.translation_key, page.locale.language_code) in found]


def by_rank(pages: QuerySet[Page], language: str, *, today: dt.date) -> QuerySet[Page]:
    """Order what there is to do: what editors requested first, the earliest due date before others; then by rank.

    rank = (readers + 1) × (words + 1) × (days + 1)

    readers  how often the record was read in this language in the last months, and ten for each reader who asked for it
    words    of the original that are out of date or missing; all of them where nothing is translated yet
    days     since the original was published without a translation, or with the change that left it behind

    One is added so that a record nobody has read yet, or of today, still has a place. Of a page only the primary key is
    read.
    """
    weighed = pages.alias(**_measures(language, today))
    size = Cast(F("readers") + 1, FloatField()) * (F("words") + 1) * (F("days") + 1)
    turn = Case(When(requested(language), then=Coalesce(_due(language), LAST)), output_field=DateField())
    return (
        weighed.alias(turn=turn, rank=size).order_by(F("turn").asc(nulls_last=True), "-rank", "pk").only("pk")
    )


def _due(language: str) -> Subquery:
    rows = TranslationRequest.objects.filter(language=language, translation_key=OuterRef("translation_key"))
    return Subquery(rows.values("due"))


def weigh(pages: QuerySet[Page], language: str, *, today: dt.date) -> QuerySet[Page]:
    """Annotate `readers`, `words` and `days`."""
    return pages.annotate(**_measures(language, today))


def _measures(language: str, today: dt.date) -> dict[str, Any]:
    read = ReaderCount.objects.filter(language=language, month__gte=recent_since(today))
    asked = ReaderRequest.objects.filter(language=language, told_at=None)
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
    }


def _total(rows: QuerySet[Any], column: str) -> Coalesce:
    """Return the sum of a column over the rows about the page's record."""
    about = rows.filter(translation_key=OuterRef("translation_key")).order_by()
    # As a function and not an aggregate: Django would group the rows, which takes a third longer.
    total = Func(F(column), function="SUM", output_field=IntegerField())
    return Coalesce(Subquery(about.annotate(total=total).values("total")), 0)


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
