"""What a reader is told of a record's words: a translation of what, how far behind, or not in their language at all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms.core.templatetags.numbers import number
from cms.records.documents import address, language_key
from cms.records.models import RecordPage
from cms.records.registry import record_models
from cms.translations.models import TranslatedPage, TranslationSummary
from search.labels import language_name
from search.page import Badge, Link
from search.types import UNDETERMINED

BEHIND = Q(stale__gt=0) | Q(missing__gt=0) | Q(in_review__gt=0)
"""As TranslationSummary.behind."""


def reader_address(language: str, record_id: str) -> str:
    """Return the address at which a record is read inside another language's interface."""
    return f"/{language}/stocktaking/record/{record_id}/"


def summaries_of(pages: Iterable[TranslatedPage]) -> dict[int, TranslationSummary]:
    """Return how far each of the published translations is behind, by primary key; no query where there is none."""
    translations = [page.pk for page in pages if page.is_translation and page.live]
    return TranslationSummary.objects.in_bulk(translations) if translations else {}


def notice_of(
    page: RecordPage, original: RecordPage, reader: str, summary: TranslationSummary | None
) -> tuple[str, Link | None]:
    """Say what the reader should know of the words: translated from what, or not in the page's language."""
    if page.is_translation:
        source = language_name(language_key(original))
        made = _("Translated from: %(language)s.") % {"language": source}
        told = [made, *told_of(summary)] if summary else [made]
        return " ".join(told), Link(_("See the original"), address(original))
    if (key := language_key(page)) != reader:
        name = language_name(key) if key != UNDETERMINED else original_language_name(page)
        words = _("This record is not available in your language. Language of the text: %(language)s.")
        return words % {"language": name}, ask_link(original, reader)
    return "", None


def ask_link(original: RecordPage, reader: str) -> Link | None:
    """Return the way to ask for a translation; None where the original stands in the tree of that language itself."""
    if original.locale.language_code == reader:
        return None
    return Link(_("Ask for a translation"), f"{reader_address(reader, original.record_id)}translation/")


def told_of(summary: TranslationSummary) -> Iterator[str]:
    """Yield what the reader of a translation is told: what it lacks of the original, what no person has read.

    Every translation was published by a second person, so what is whole and nobody's but people's was reviewed.
    """
    if not (summary.behind or summary.machine):
        yield _("It is up to date and was reviewed by a person.")
    if summary.behind:
        yield ngettext(
            "%(count)s paragraph of the original is new or has changed since.",
            "%(count)s paragraphs of the original are new or have changed since.",
            summary.behind,
        ) % {"count": summary.behind}
    if summary.machine:
        yield ngettext(
            "%(count)s paragraph is in the words of a machine that nobody has read.",
            "%(count)s paragraphs are in the words of a machine that nobody has read.",
            summary.machine,
        ) % {"count": summary.machine}


def badges_of(summary: TranslationSummary) -> Iterator[Badge]:
    """Yield the same in a word or two, to stand beside the name of the language."""
    if not (summary.behind or summary.machine):
        yield Badge("current", _("current, reviewed"))
    if summary.behind:
        words = ngettext("%(count)s paragraph behind", "%(count)s paragraphs behind", summary.behind)
        yield Badge("behind", words % {"count": number(summary.behind)})
    if summary.machine:
        yield Badge("machine", _("machine translation"))


def badges_at(ids: Sequence[str]) -> dict[str, tuple[Badge, ...]]:
    """Return the badges of these records' translations that are not what the original says, by address. One query."""
    first, *others = (
        model.objects.filter(~Q(record_id=""), record_id__in=ids).order_by().values_list("translation_key")
        for model in record_models()
    )
    rows = TranslationSummary.objects.filter(page__translation_key__in=first.union(*others), page__live=True)
    told = rows.filter(BEHIND | Q(machine__gt=0)).select_related("page")
    return {row.page.url_path: tuple(badges_of(row)) for row in told}


def original_language_name(page: RecordPage) -> str:
    return language_name(page.original_language) if page.original_language else _("an unknown language")
