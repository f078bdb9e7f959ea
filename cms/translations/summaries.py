"""The states of translations worked out from what is stored, and kept as a summary for lists and badges."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Sequence
from uuid import UUID

from django.apps import apps
from django.db import transaction
from wagtail.models import WorkflowState

from cms.translations.models import TranslatedPage, TranslationSummary, TrivialEdit, pairs_from
from cms.translations.segments import segments_of
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
    """Work the summaries of these records' translations out again; return how many there are.

    An edit that left the words alone is recorded as trivial. The number of queries does not grow with the records.
    """
    translations = list(
        model.objects.filter(translation_key__in=keys, is_translation_page=True).select_related(
            "locale", "latest_revision"
        )
    )
    if not translations:
        return 0
    with transaction.atomic():
        return _refresh(model, translations)


def _refresh(model: type[TranslatedPage], translations: Sequence[TranslatedPage]) -> int:
    keys = {page.translation_key for page in translations}
    now = {key: segments_of(page) for key, page in _originals(model, keys).items()}
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
        return _refresh(model, translations)
    hidden = [page.pk for page in translations if page not in derived]
    if hidden:
        TranslationSummary.objects.filter(page__in=hidden).delete()
    rows = [_summary(page, statuses) for page, statuses in derived.items()]
    fields = [field.name for field in TranslationSummary._meta.fields if not field.primary_key]
    TranslationSummary.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["page"], update_fields=fields
    )
    return len(rows)


def refresh_all() -> Iterator[int]:
    """Work all summaries out again, a few hundred at a time; yield how many each step made."""
    for model in models():
        keys = model.objects.filter(is_translation_page=True).order_by("translation_key")
        found = list(keys.values_list("translation_key", flat=True).distinct())
        for start in range(0, len(found), BATCH):
            yield refresh(model, found[start : start + BATCH])


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


def _summary(page: TranslatedPage, statuses: Sequence[SegmentStatus]) -> TranslationSummary:
    counts = Counter(status.state for status in statuses)
    sizes = [(status.state, len(words(status.segment.text))) for status in statuses]
    good = (SegmentState.CURRENT, SegmentState.MACHINE)
    return TranslationSummary(
        page_id=page.pk,
        words=sum(size for _state, size in sizes),
        words_behind=sum(size for state, size in sizes if state not in good),
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
