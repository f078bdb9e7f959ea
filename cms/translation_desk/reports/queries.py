"""How far the languages cover the repository, what readers got of it, and who translated."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from django.conf import settings
from django.db.models import Count, Q, QuerySet, Sum
from django.utils.translation import gettext as _
from wagtail.models import Page, PageLogEntry

from cms.accounts.models import User
from cms.moderation.permissions import WRITING_ACTIONS
from cms.translation_desk.queue.selection import Selection, originals_in
from cms.translations.models import ReaderCount, Shown, TranslationSummary, pairs_from
from cms.translations.readers import recent_since
from cms.translations.summaries import models
from cms.translations.values import Origin


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


@dataclass(slots=True)
class Work:
    """What one person did in one language."""

    person: str
    language: str
    translations: int = 0
    """In which they wrote since a day."""
    by_hand: int = 0
    """Paragraphs in their words that are public now."""
    from_machine: int = 0
    """Public paragraphs of a machine that they changed or confirmed."""


def work(selection: Selection, *, since: dt.date) -> list[Work]:
    """Return who translated these records: who wrote in most of them since a day first, then who has most in public."""
    keys = originals_in(selection).order_by().values("translation_key")
    rows: dict[tuple[int, str], Work] = {}

    def row_of(person: int, language: str) -> Work:
        return rows.setdefault((person, language), Work("", language))

    for person, language, count in _written_in(keys, since):
        row_of(person, language).translations = count
    for person, language, origin in _public_pairs(keys):
        row = row_of(person, language)
        row.by_hand += origin == Origin.PERSON
        row.from_machine += origin == Origin.READ
    people = User.objects.in_bulk({person for person, _language in rows})
    for (person, _language), row in rows.items():
        row.person = str(people[person].get_full_name()) if person in people else _("an account that is gone")
    return sorted(
        rows.values(),
        key=lambda row: (-row.translations, -row.by_hand - row.from_machine, row.person, row.language),
    )


def _written_in(keys: QuerySet, since: dt.date) -> QuerySet[PageLogEntry, tuple[int, str, int]]:
    pages = Page.objects.filter(translation_key__in=keys, translation_summary__isnull=False)
    entries = PageLogEntry.objects.filter(
        action__in=WRITING_ACTIONS, page__in=pages.order_by().values("pk"), timestamp__date__gte=since
    )
    return (
        entries.exclude(user=None)
        .order_by()
        .values_list("user", "page__locale__language_code")
        .annotate(count=Count("page", distinct=True))
    )


def _public_pairs(keys: QuerySet) -> Iterator[tuple[int, str, str]]:
    """Yield person, language and origin of each public paragraph whose writer is known."""
    for model in models():
        pages = model.objects.filter(translation_key__in=keys, is_translation_page=True, live=True)
        for pairs, language in pages.order_by().values_list("pairs", "locale__language_code"):
            for pair in pairs_from(pairs):
                if pair.by is not None:
                    yield pair.by, language, pair.origin
