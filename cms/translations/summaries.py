"""The states of translations worked out from what is stored, and kept as a summary for lists and badges."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from uuid import UUID

from django.apps import apps
from django.db import transaction
from wagtail.models import WorkflowState

from cms.translations.models import (
    OriginalSummary,
    SitePage,
    TranslatedPage,
    TranslationSummary,
    TrivialEdit,
    pairs_from,
)
from cms.translations.segments import segments_of, size_of
from cms.translations.states import Edit, SegmentStatus, segment_states
from cms.translations.values import Segment, SegmentState, words

BATCH = 200


def models() -> list[type[TranslatedPage]]:
    """Return the page types that are translated."""
    return [model for model in apps.get_models() if issubclass(model, TranslatedPage)]


def states_of(translation: TranslatedPage) -> list[SegmentStatus]:
    """Return the state of each segment of the live original; none while the original is not public."""
    original = _originals(type(translation), [translation.translation_key]).get(translation.translation_key)
    if original is None:
        return []
    edits = trivial_edits([translation.translation_key])[translation.translation_key]
    handed_in = bool(_handed_in([translation.pk]))
    return _states(translation, segments_of(original), handed_in=handed_in, edits=edits)


def refresh(model: type[TranslatedPage], keys: Collection[UUID]) -> int:
    """Work the summaries of these records and their translations out again; return how many translations there are.

    An edit that left the words alone is recorded as trivial. The number of queries does not grow with the records.
    """
    with transaction.atomic():
        originals = _originals(model, keys)
        _refresh_originals(originals, keys)
        translations = list(
            model.objects.filter(translation_key__in=keys, is_translation_page=True).select_related(
                "locale", "latest_revision"
            )
        )
        return _refresh(originals, translations) if translations else 0


def _refresh_originals(originals: Mapping[UUID, TranslatedPage], keys: Collection[UUID]) -> None:
    """Keep a row for each live original, and none for another."""
    OriginalSummary.objects.bulk_create(
        (OriginalSummary(page_id=page.pk, words=size_of(page)) for page in originals.values()),
        update_conflicts=True,
        unique_fields=["page"],
        update_fields=["words"],
    )
    if hidden := set(keys).difference(originals):
        OriginalSummary.objects.filter(page__translation_key__in=hidden).delete()


def _refresh(originals: Mapping[UUID, TranslatedPage], translations: Sequence[TranslatedPage]) -> int:
    keys = {page.translation_key for page in translations}
    now = {key: segments_of(originals[key]) for key in keys.intersection(originals)}
    edits = trivial_edits(keys)
    handed_in = _handed_in([page.pk for page in translations])
    public = [page for page in translations if page.translation_key in now]
    derived = {
        page: _states(
            page,
            now[page.translation_key],
            handed_in=page.pk in handed_in,
            edits=edits[page.translation_key],
        )
        for page in public
    }
    if _record_same_words(derived):
        return _refresh(originals, translations)
    hidden = [page.pk for page in translations if page not in derived]
    if hidden:
        TranslationSummary.objects.filter(page__in=hidden).delete()
    since = _behind_since(derived)
    rows = [
        _summary(page, statuses, since.get(page.pk) or originals[page.translation_key].last_published_at)
        for page, statuses in derived.items()
    ]
    fields = [field.name for field in TranslationSummary._meta.fields if not field.primary_key]
    TranslationSummary.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["page"], update_fields=fields
    )
    return len(rows)


def _behind_since(pages: Iterable[TranslatedPage]) -> dict[int, dt.datetime]:
    """Return since when those of the translations are behind that were so already."""
    rows = TranslationSummary.objects.filter(page__in=[page.pk for page in pages])
    return dict(rows.exclude(behind_since=None).values_list("page_id", "behind_since"))


def refresh_all() -> Iterator[int]:
    """Work all summaries out again, a few hundred records at a time; yield how many translations each step had."""
    for model in models():
        found = list(
            model.objects.order_by("translation_key").values_list("translation_key", flat=True).distinct()
        )
        for start in range(0, len(found), BATCH):
            yield refresh(model, found[start : start + BATCH])


def refresh_site_pages() -> None:
    """Work the summaries of the site's own pages out again; of these there are few."""
    for model in models():
        if issubclass(model, SitePage):
            refresh(model, set(model.objects.values_list("translation_key", flat=True)))


def trivial_edits(keys: Collection[UUID]) -> dict[UUID, list[Edit]]:
    """Return the edits of each record that say the same."""
    found: dict[UUID, list[Edit]] = defaultdict(list)
    rows = TrivialEdit.objects.filter(translation_key__in=keys, holds=True).order_by("pk")
    for key, *edit in rows.values_list("translation_key", "path", "before", "after"):
        found[key].append(tuple(edit))
    return found


def _originals(model: type[TranslatedPage], keys: Collection[UUID]) -> dict[UUID, TranslatedPage]:
    pages = model.objects.filter(translation_key__in=keys, is_translation_page=False, live=True)
    return {page.translation_key: page for page in pages.select_related("locale")}


def _handed_in(pages: Collection[int]) -> set[int]:
    rows = WorkflowState.objects.filter(
        base_content_type__app_label="wagtailcore",
        base_content_type__model="page",
        object_id__in=[str(pk) for pk in pages],
        status=WorkflowState.STATUS_IN_PROGRESS,
    )
    return {int(pk) for pk in rows.values_list("object_id", flat=True)}


def _states(
    translation: TranslatedPage, now: Sequence[Segment], *, handed_in: bool, edits: Sequence[Edit]
) -> list[SegmentStatus]:
    published = translation.translated_pairs() if translation.live else None
    latest = translation.latest_revision
    draft = pairs_from(latest.content.get("pairs", [])) if latest else translation.translated_pairs()
    return segment_states(now, published, draft, handed_in=handed_in, trivial=edits)


def _summary(
    page: TranslatedPage, statuses: Sequence[SegmentStatus], since: dt.datetime | None
) -> TranslationSummary:
    counts = Counter(status.state for status in statuses)
    drafted = Counter(status.state for status in statuses if status.is_drafted)
    sizes = [(status.state, len(words(status.segment.text))) for status in statuses]
    good = (SegmentState.CURRENT, SegmentState.MACHINE)
    behind = sum(size for state, size in sizes if state not in good)
    return TranslationSummary(
        page_id=page.pk,
        words=sum(size for _state, size in sizes),
        words_behind=behind,
        behind_since=since if behind else None,
        stale_drafted=drafted[SegmentState.STALE],
        missing_drafted=drafted[SegmentState.MISSING],
        **{state.value: counts[state] for state in SegmentState},
    )


def _record_same_words(derived: dict[TranslatedPage, list[SegmentStatus]]) -> bool:
    """Record the edits that changed no word and that nobody has decided about; return whether there were any."""
    found = {
        (page.translation_key, status.segment.path, status.before[0], status.segment.text)
        for page, statuses in derived.items()
        for status in statuses
        if status.state not in (SegmentState.CURRENT, SegmentState.MACHINE) and is_same_words(status)
    }
    if not found:
        return False
    keys = {key for key, *_edit in found}
    decided = TrivialEdit.objects.filter(translation_key__in=keys)
    fresh = found.difference(decided.values_list("translation_key", "path", "before", "after"))
    TrivialEdit.objects.bulk_create(
        TrivialEdit(
            translation_key=key, path=path, before=before, after=after, rule=TrivialEdit.Rule.SAME_WORDS
        )
        for key, path, before, after in sorted(fresh)
    )
    return bool(fresh)


def is_same_words(status: SegmentStatus) -> bool:
    """Whether the text was rewritten from one other with the same words."""
    if len(status.before) != 1 or status.before[0] == status.segment.text:
        return False
    return words(status.before[0]) == words(status.segment.text)
