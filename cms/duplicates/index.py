"""The index of records by what they are alike in. It follows what was handed in and published; drafts are not in it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import islice
from typing import Any

from django.db import transaction
from django.db.models import Count, OuterRef, QuerySet, Subquery
from wagtail.models import Page, Revision

from cms.duplicates import finding
from cms.duplicates.finding import asked_keys, kept_keys, term_keys, worth_reading
from cms.duplicates.models import Fingerprint, Mark
from cms.duplicates.outlines import outline
from cms.duplicates.values import Outline
from cms.moderation.states import open_page_ids
from cms.records.models import RecordPage
from cms.records.registry import record_models
from cms.records.text import plain
from cms.taxonomy.queries import term_codes
from search import lexicon

BATCH = 200
AT_ONCE = 500
"""Keys in one query: every database takes so many."""


def outline_of(model: type[RecordPage], content: Mapping[str, Any]) -> Outline:
    """Return what is compared of the original that a revision's content holds."""
    codes = term_codes()
    sections = (plain(content.get(name) or "") for name in ("summary", *model.sections))
    return outline(
        language=content.get("original_language") or "",
        title=content["title"],
        text="\n".join(filter(None, sections)),
        lexicon=lexicon.current(),
        organisation=content.get("organisation"),
        countries=[codes[pk] for pk in content.get("countries", ()) if pk in codes],
        website=content.get("website") or "",
    )


@transaction.atomic
def remember(pages: Collection[Page]) -> int:
    """Take the fingerprints of these originals as they were handed in or published last; return how many are new.

    Translations are left out: they are pages of a record that is compared already. The number of queries does not
    grow with the pages, but for their words.
    """
    models = {page.pk: page.specific_class for page in pages}
    revisions = _not_taken({revision for page, revision in _read_last(pages) if revision})
    taken = {
        int(revision.object_id): (revision, outline_of(models[int(revision.object_id)], revision.content))
        for revision in revisions
        if not revision.content.get("is_translation_page")
    }
    _write(taken)
    return len(taken)


def _read_last(pages: Collection[Page]) -> Iterator[tuple[Page, int | None]]:
    """Yield each page with its revision under review, else its public one, else its latest."""
    changed = [page.pk for page in pages if page.live and page.has_unpublished_changes]
    reviewed = set(_under_review(changed)) if changed else set()
    for page in pages:
        public = page.live and page.pk not in reviewed
        yield page, page.live_revision_id if public else page.latest_revision_id


def _under_review(pks: Collection[int]) -> QuerySet[Any]:
    return open_page_ids().filter(page_pk__in=pks).values_list("page_pk", flat=True)


def _not_taken(wanted: Collection[int]) -> list[Revision]:
    """Return those of these revisions that no fingerprint was taken of since they were written."""
    written = Revision.objects.filter(pk=OuterRef("revision")).values("created_at")
    taken = Fingerprint.objects.filter(revision__in=wanted, taken_at=Subquery(written))
    missing = set(wanted).difference(taken.values_list("revision", flat=True))
    return list(Revision.objects.filter(pk__in=missing)) if missing else []


def _write(taken: Mapping[int, tuple[Revision, Outline]]) -> None:
    if not taken:
        return
    Mark.objects.filter(fingerprint__in=taken).delete()
    counts = frequencies({key for _revision, each in taken.values() for key in term_keys(each)})
    Fingerprint.objects.bulk_create(
        (
            Fingerprint(
                page_id=pk,
                revision=revision.pk,
                taken_at=revision.created_at,
                language=each.language,
                organisation=each.organisation,
                outline=each.as_json(),
            )
            for pk, (revision, each) in taken.items()
        ),
        update_conflicts=True,
        unique_fields=["page"],
        update_fields=["revision", "taken_at", "language", "organisation", "outline"],
    )
    Mark.objects.bulk_create(
        Mark(fingerprint_id=pk, key=key)
        for pk, (_revision, each) in taken.items()
        for key in sorted(kept_keys(each, counts))
    )


def frequencies(keys: Collection[int]) -> dict[int, int]:
    """Return of how many records each of these keys is a mark."""
    found: dict[int, int] = {}
    for batch in _batches(sorted(keys)):
        rows = Mark.objects.filter(key__in=batch).values_list("key")
        found.update(dict(rows.annotate(records=Count("pk"))))
    return found


def marks_like(asked: Outline) -> list[finding.Mark]:
    """Return the marks that records like this one may have, as many as may be read."""
    keys = worth_reading(frequencies(asked_keys(asked)), asked)
    rows = [
        Mark.objects.filter(key__in=batch).values_list(
            "key", "fingerprint", "fingerprint__language", "fingerprint__organisation"
        )
        for batch in _batches(keys)
    ]
    return [finding.Mark(*row) for batch in rows for row in batch]


def _batches(keys: Iterable[int]) -> Iterator[list[int]]:
    left = iter(keys)
    while batch := list(islice(left, AT_ONCE)):
        yield batch


def refresh() -> Iterator[int]:
    """Take the fingerprints that are missing or old, a few hundred at a time; yield how many each step took."""
    for model in record_models():
        known = model.objects.filter(is_translation_page=False)
        pks = set(known.exclude(first_published_at=None).values_list("pk", flat=True))
        pks |= set(known.filter(pk__in=open_page_ids()).values_list("pk", flat=True))
        ordered = sorted(pks)
        for start in range(0, len(ordered), BATCH):
            yield remember(list(Page.objects.filter(pk__in=ordered[start : start + BATCH])))
