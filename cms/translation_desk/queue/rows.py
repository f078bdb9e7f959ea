"""What a line of the translators' list shows, read for a whole page of lines in a few queries."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import Page

from cms.accounts.models import User
from cms.core.templatetags.numbers import number
from cms.moderation.enums import PageState
from cms.moderation.states import with_state
from cms.translation_desk.models import Assignment, TranslationRequest
from cms.translation_desk.queue.enums import STATES, Standing
from cms.translation_desk.queue.queries import weigh
from cms.translations.models import TranslationSummary


@dataclass(frozen=True, slots=True)
class Row:
    """A record in a language; `page_id` is that of its page in it, None while there is none."""

    title: str
    kind: str
    original_id: int
    page_id: int | None
    language: str
    standing: Standing
    extent: str
    """What is missing, as counts."""
    readers: int
    days: int
    request: TranslationRequest | None
    claim: Assignment | None
    is_mine: bool

    @property
    def button(self) -> str:
        """The value of its buttons."""
        return f"{self.original_id} {self.language}"


def rows_of(pages: Iterable[Page], *, language: str, person: User, today: dt.date) -> list[Row]:
    """Return a row for each page that `to_do` found, in the same order."""
    order = [page.pk for page in pages]
    found = with_state(weigh(Page.objects.filter(pk__in=order), language, today=today))
    read = {page.pk: page for page in found.select_related("translation_summary", "original_summary")}
    keys = {page.translation_key for page in read.values()}
    about = _About(
        language,
        person,
        claims=_by_key(Assignment.objects.select_related("person"), keys, language),
        requests=_by_key(
            TranslationRequest.objects.filter(fulfilled_at=None).select_related("requested_by"),
            keys,
            language,
        ),
        originals=_originals(keys),
    )
    return [about.row(read[pk]) for pk in order if pk in read]


def _by_key(rows: Any, keys: Collection[UUID], language: str) -> dict[UUID, Any]:
    found = rows.filter(translation_key__in=keys, language=language)
    return {row.translation_key: row for row in found}


def _originals(keys: Collection[UUID]) -> dict[UUID, int]:
    pages = Page.objects.filter(translation_key__in=keys, original_summary__isnull=False)
    return dict(pages.values_list("translation_key", "pk"))


@dataclass(frozen=True, slots=True)
class _About:
    """What is known of all rows together."""

    language: str
    person: User
    claims: Mapping[UUID, Assignment]
    requests: Mapping[UUID, TranslationRequest]
    originals: Mapping[UUID, int]

    def row(self, page: Any) -> Row:
        summary = getattr(page, "translation_summary", None)
        claim = self.claims.get(page.translation_key)
        return Row(
            title=page.title if summary is None else page.draft_title or page.title,
            kind=capfirst(page.specific_class._meta.verbose_name),
            original_id=self.originals.get(page.translation_key, page.pk),
            page_id=None if summary is None else page.pk,
            language=self.language,
            standing=standing_of(page.state) if summary else Standing.NEW,
            extent=extent_of(summary) if summary else words(page.words),
            readers=page.readers,
            days=page.days,
            request=self.requests.get(page.translation_key),
            claim=claim,
            is_mine=claim is not None and claim.person_id == self.person.pk,
        )


def standing_of(state: str) -> Standing:
    """Return how a translation in this state stands; one that became whole meanwhile counts as it did."""
    return next((each for each, states in STATES.items() if PageState(state) in states), Standing.STALE)


def extent_of(summary: TranslationSummary) -> str:
    """Say how many paragraphs are not what the original says now, and how many words they have.

    Those that a draft has words for count as that alone.
    """
    drafted, in_review = summary.stale_drafted + summary.missing_drafted, summary.in_review
    stale, missing = summary.stale - summary.stale_drafted, summary.missing - summary.missing_drafted
    counts = [
        (stale, ngettext("%(count)s paragraph out of date", "%(count)s paragraphs out of date", stale)),
        (missing, ngettext("%(count)s paragraph missing", "%(count)s paragraphs missing", missing)),
        (drafted, ngettext("%(count)s paragraph in draft", "%(count)s paragraphs in draft", drafted)),
        (in_review, ngettext("%(count)s paragraph in review", "%(count)s paragraphs in review", in_review)),
    ]
    said = [text % {"count": number(count)} for count, text in counts if count]
    return " · ".join([*said, words(summary.words_behind)]) if said else _("nothing is missing")


def words(count: int) -> str:
    return ngettext("%(count)s word", "%(count)s words", count) % {"count": number(count)}
