"""Stock Wagtail on the same records: a plain page type, found through Page.search() with the database backend."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from django.apps import apps
from django.core.management import call_command
from django.db import transaction
from django.urls import reverse
from wagtail.models import Locale, Page

from cms.accounts.models import User
from cms.bench.figures import Figure, percentile, timed
from cms.bench.importing import work_off
from cms.bench.listing import measure_list
from cms.bench.questions import questions
from cms.bench.running import Reader
from cms.bench.scale import Scale
from cms.demo.loading import in_batches
from cms.demo.records import SOURCE
from cms.records.bulk.rows import insert_pages
from cms.records.bulk.tree import place
from cms.records.bulk.values import NewPage
from stocktaking_pages.models import StocktakingProjectPage

BATCH = 1_000
SHOWN = 20
LISTED = 20
"""Requests for the explorer, of which one takes a third of a second and more."""


def measure_stock(reader: Reader, scale: Scale, by: User) -> Iterator[Figure]:
    """Copy the records into stock pages and do with them what was done with ours."""
    index = stock_index()
    copy_records(index)
    yield Figure("stock: search index of the pages", round(timed(update_index), 1), "s")
    yield from measure_creation(scale, index, by)
    yield from measure_search(scale)
    fewer = replace(scale, requests=min(scale.requests, LISTED))
    yield from measure_list(
        reader, fewer, "stock: explorer", reverse("wagtailadmin_explore", args=[index.pk])
    )


def model(name: str) -> Any:
    """Return a model of cms.bench.stock, which only cms.settings.bench installs."""
    return apps.get_model("stock", name)


def stock_index() -> Page:
    page: Page = model("StockIndexPage")(title="Stock", locale=Locale.objects.get(language_code="en"))
    Page.get_first_root_node().add_child(instance=page)
    return page


def copy_records(index: Page) -> None:
    """Insert a live page for each record, in bulk: making them as Wagtail does would take a quarter of an hour."""
    records = StocktakingProjectPage.objects.filter(live=True, source=SOURCE).select_related("organisation")
    # Not through one open cursor: SQLite lets nobody write who still reads what others have written over since.
    for pks in in_batches(list(records.order_by("pk").values_list("pk", flat=True)), BATCH):
        insert([stock_page(record) for record in records.filter(pk__in=pks).order_by("pk")], index)


@transaction.atomic
def insert(pages: Sequence[Any], index: Page) -> None:
    place([NewPage(page, index) for page in pages])
    insert_pages(pages)


def stock_page(record: StocktakingProjectPage) -> Any:
    return model("StockProjectPage")(
        title=record.title,
        slug=f"stock-{record.record_id}",
        summary=record.summary,
        body="".join(getattr(record, name) for name in record.sections),
        organisation=record.organisation.name if record.organisation else "",
        year=record.start_date.year if record.start_date else None,
    )


def update_index() -> None:
    call_command("wagtail_update_index", verbosity=0, chunk_size=BATCH)


def measure_creation(scale: Scale, index: Page, by: User) -> Iterator[Figure]:
    """Create and publish pages as the editor does, with the background tasks that this leaves."""
    records = StocktakingProjectPage.objects.filter(live=True, source=SOURCE).order_by("pk")[
        : scale.single_path
    ]
    pages = [stock_page(record) for record in records]
    seconds = timed(lambda: [create(page, index, by) for page in pages]) + timed(work_off)
    yield Figure("stock: create and publish", round(1000 * seconds / len(pages), 1), "ms a page")


def create(page: Any, index: Page, by: User) -> None:
    page.slug = f"{page.slug}-again"
    index.add_child(instance=page)
    page.save_revision(user=by).publish(user=by, skip_permission_checks=True)


def measure_search(scale: Scale) -> Iterator[Figure]:
    """Ask for the first page of a few questions, until the time that may be spent is over."""
    pages, spent = model("StockProjectPage").objects.live(), []
    begun = time.perf_counter()
    for question in questions(scale.requests):
        spent.append(timed(lambda asked=question: list(pages.search(asked)[:SHOWN])))
        if time.perf_counter() - begun > scale.stock_budget:
            break
    note = f"{len(spent)} questions, without facets, highlights or a page around them"
    yield Figure("stock: Page.search(), p50", round(1000 * percentile(spent, 50)), "ms", note=note)
    yield Figure("stock: Page.search(), slowest", round(1000 * max(spent)), "ms")
