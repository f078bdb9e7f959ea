"""How far the languages cover the repository, what readers got of it, and who translated."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass

from django.conf import settings
from django.db.models import Count, Q, QuerySet, Sum
from wagtail.models import Page, PageLogEntry

from cms.moderation.permissions import WRITING_ACTIONS
from cms.translation_desk.queue.selection import Selection, originals_in
from cms.translations.models import ReaderCount, Shown, TranslationSummary
from cms.translations.readers import recent_since


@dataclass(frozen=True, slots=True)
class Coverage:
    """One language beside the live originals in other languages."""

    language: str
    originals: int
    """Live originals in another language."""
    translated: int
    """Of these, public in this language."""
    current: int
    """Of these, without a paragraph that is out of date or missing."""
    words_behind: int
    """Words of the originals that public translations do not have, or have as they were before."""
    machine: int
    """Paragraphs in a machine's words that nobody has read."""
    read_stale: int
    """Page views of readers of this language who got a translation that was behind, in the last months."""
    read_absent: int
    """Page views of readers of this language who got another language."""

    @property
    def behind(self) -> int:
        """Public translations that lack something."""
        return self.translated - self.current

    @property
    def share(self) -> int:
        """Percent of the originals that are public in this language and up to date."""
        return round(100 * self.current / self.originals) if self.originals else 0


def coverage(selection: Selection, *, today: dt.date) -> list[Coverage]:
    """Return a row for each language of the site, in its order, in a number of queries that does not grow."""
    originals = originals_in(selection)
    keys = originals.order_by().values("translation_key")
    total = originals.count()
    own = dict(originals.order_by().values_list("locale__language_code").annotate(Count("pk")))
    translated = _translated(keys)
    views = _views(keys, today)
    rows = []
    for language, _name in settings.LANGUAGES:
        found = translated.get(language, {})
        rows.append(
            Coverage(
                language=language,
                originals=total - own.get(language, 0),
                translated=found.get("pages", 0),
                current=found.get("current", 0),
                words_behind=found.get("behind") or 0,
                machine=found.get("machine_words") or 0,
                read_stale=views[language, Shown.STALE],
                read_absent=views[language, Shown.ABSENT],
            )
        )
    return rows


def _translated(keys: QuerySet) -> dict[str, dict[str, int]]:
    """Return the sums over the public translations of these records, by language."""
    summaries = TranslationSummary.objects.filter(page__live=True, page__translation_key__in=keys).order_by()
    rows = summaries.values("page__locale__language_code").annotate(
        pages=Count("pk"),
        current=Count("pk", filter=Q(words_behind=0)),
        behind=Sum("words_behind"),
        machine_words=Sum("machine"),
    )
    return {row["page__locale__language_code"]: row for row in rows}


def _views(keys: QuerySet, today: dt.date) -> defaultdict[tuple[str, str], int]:
    counted = ReaderCount.objects.filter(month__gte=recent_since(today), translation_key__in=keys)
    found: defaultdict[tuple[str, str], int] = defaultdict(int)
    for language, shown, count in counted.values_list("language", "shown").annotate(Sum("count")):
        found[language, shown] = count
    return found


@dataclass(frozen=True, slots=True)
class Work:
    """What one person wrote in one language."""

    person: str
    language: str
    translations: int


def work(selection: Selection, *, since: dt.date) -> list[Work]:
    """Return who wrote in how many translations of these records since a day, who wrote in most of them first."""
    keys = originals_in(selection).order_by().values("translation_key")
    pages = Page.objects.filter(translation_key__in=keys, translation_summary__isnull=False)
    entries = PageLogEntry.objects.filter(
        action__in=WRITING_ACTIONS, page__in=pages.order_by().values("pk"), timestamp__date__gte=since
    )
    rows = (
        entries.exclude(user=None)
        .order_by()
        .values_list("user__name", "user__username", "page__locale__language_code")
        .annotate(count=Count("page", distinct=True))
    )
    found = [Work(name or username, language, count) for name, username, language, count in rows]
    return sorted(found, key=lambda each: (-each.translations, each.person, each.language))
