"""The operator's exception: pages that become public without a review.

Everywhere else a moderated page passes the door of cms.moderation.publication, opened by a decision of a second person.
Here no second person decides. That is why every page gets a log entry of its own kind (LogAction.IMPORT) with the
person, the file and its digest, and why nothing but an operator's command may call what is in this module.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db.models import F, Value
from django.db.models.functions import Coalesce
from wagtail.models import Page, Revision

from cms.accounts.models import User
from cms.moderation.enums import LogAction
from cms.records.bulk.log import insert_entries
from cms.records.bulk.rows import assigned, by_model, link_columns
from cms.records.history import history_model, publication_row
from cms.records.models import RecordPage
from cms.records.signals import published_in_bulk
from cms.translations.summaries import refresh
from search.indexing.outbox import enqueue

Relations = dict[str, list[str]]


def publish(
    pages: Sequence[RecordPage],
    revisions: Sequence[Revision],
    *,
    by: User,
    at: dt.datetime,
    data: Sequence[Mapping[str, Any]],
    relations: Mapping[int, Relations],
    documents: Iterable[str],
) -> None:
    """Make the latest revisions public: their words are in the pages' rows already.

    Sets what Wagtail sets, writes log and publication history, works out how far translations are behind, and tells
    the index of the documents in which they appear; all in the caller's transaction.
    """
    for page in pages:
        _mark_public(page, at)
    Page.objects.filter(pk__in=[page.pk for page in pages]).update(
        live=True,
        expired=False,
        has_unpublished_changes=False,
        live_revision=F("latest_revision"),
        last_published_at=at,
        first_published_at=Coalesce("first_published_at", Value(at)),
    )
    insert_entries(LogAction.IMPORT, pages, by=by, at=at, data=data, revisions=revisions)
    for model, group in by_model(pages).items():
        history_model(model).objects.bulk_create(
            publication_row(page, live=True, at=at, by=by, reason="", relations=relations[page.pk])
            for page in group
        )
        refresh(model, {page.translation_key for page in group})
    enqueue(documents)
    published_in_bulk.send(sender=None, pages=pages)


def _mark_public(page: RecordPage, at: dt.datetime) -> None:
    page.live = True
    page.expired = False
    page.has_unpublished_changes = False
    page.live_revision_id = page.latest_revision_id
    page.last_published_at = at
    page.first_published_at = page.first_published_at or at


def assigned_relations(page: RecordPage) -> Relations:
    """Return the relations of a page that was inserted just now, by code, as the publication history keeps them."""
    terms = {name: sorted(term.code for term in assigned(page, name)) for name in page.term_relations}
    return terms | {
        name: sorted(each.slug for each in assigned(page, name)) for name in page.organisation_relations
    }


def stored_relations(pages: Sequence[RecordPage]) -> dict[int, Relations]:
    """Return the relations of pages by primary key, as history.relations_of does, with one query a relation."""
    found: dict[int, Relations] = defaultdict(dict)
    for model, group in by_model(pages).items():
        names = [(name, "code") for name in model.term_relations]
        names += [(name, "slug") for name in model.organisation_relations]
        for name, key in names:
            _add_stored(found, model, group, name, key)
    return found


def _add_stored(
    found: dict[int, Relations], model: type[RecordPage], pages: Sequence[RecordPage], name: str, key: str
) -> None:
    to_page, to_other = link_columns(model, name)
    for page in pages:
        found[page.pk][name] = []
    through = model._meta.get_field(name).remote_field.through
    rows = through.objects.filter(**{f"{to_page}__in": [page.pk for page in pages]})
    other = to_other.removesuffix("_id")
    for pk, code in rows.order_by(f"{other}__{key}").values_list(to_page, f"{other}__{key}"):
        found[pk][name].append(code)
