"""Putting the demo content into an empty database, through the product's own actions."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar

from django.conf import settings
from wagtail.models import Locale

from cms.accounts.models import User
from cms.demo.entries import publish_entries
from cms.demo.fixed_pages import publish_fixed_pages
from cms.demo.moves import Cast, bring
from cms.demo.prizes import demo_prize_entries
from cms.demo.progress import Progress
from cms.demo.records import SOURCE, demo_records
from cms.demo.staff import make_staff, operator
from cms.demo.translations import demo_translations
from cms.demo.waiting import demo_waiting
from cms.records.bulk.creation import create_pages
from cms.records.bulk.values import NewPage, TargetState
from cms.records.importing.readers import Format
from cms.records.importing.run import Listener, Request, Tally, import_file
from cms.records.importing.writing import Outcome
from cms.records.translating import translation_page
from cms.setup.site import setup_site
from prizes_pages.models import PrizeEntryPage
from search.indexing.rebuild import rebuild
from stocktaking_pages.actions import year_page
from stocktaking_pages.models import StocktakingProjectPage

T = TypeVar("T")

PROJECTS = 14_000
TRANSLATIONS_PER_PROJECT = 1 / 7
BATCH = 500
WAITING = "demo-waiting-"
"""How the source ids of the waiting pages begin."""
REAL_ENTRIES = Path(__file__).parent / "data" / "wsis_real_entries.jsonl"


def load(projects: int, progress: Progress) -> None:
    """Fill the database, each part only where it is missing; quick when everything is there."""
    with progress.step("Roles, vocabularies, languages, fixed pages"):
        setup_site()
        make_staff()
        publish_fixed_pages()
    loaded = [
        load_projects(projects, progress),
        load_translations(projects, progress),
        load_entries(projects, progress),
        load_waiting(progress),
    ]
    if any(loaded):
        with progress.step("Search index"):
            rebuild()


def load_projects(projects: int, progress: Progress) -> bool:
    """Import the demo records as an operator would: from a file, published. Return whether any were missing."""
    there = StocktakingProjectPage.objects.filter(source=SOURCE, is_translation_page=False)
    if there.exclude(source_id__startswith=WAITING).count() >= projects:
        return False
    path = settings.DATA_DIR / "demo" / "projects.jsonl"
    with progress.step(f"Writing {projects:,} demo records"):
        write_lines(path, demo_records(projects))
    with progress.step("Importing and publishing them"):
        publish_file(path, operator(), progress, projects)
    return True


def load_translations(projects: int, progress: Progress) -> bool:
    """Publish translations of some of the records, in bulk. Return whether any were missing."""
    count = round(projects * TRANSLATIONS_PER_PROJECT)
    there = StocktakingProjectPage.objects.filter(is_translation_page=True)
    done = set(there.values_list("translation_key", "locale__language_code"))
    if len(done) >= count:
        return False
    by, told = operator(), 0
    with progress.step(f"Publishing {count:,} translations"):
        for batch in in_batches(demo_translations(count, records=projects), BATCH):
            create_pages(list(new_translations(batch, done, by)), state=TargetState.PUBLISHED, by=by)
            told += len(batch)
            progress.count_to(told, count, "translations")
    return True


def new_translations(
    batch: list[tuple[str, str, dict[str, str]]], done: set[tuple[Any, str]], by: User
) -> Iterator[NewPage]:
    """Yield the translations of a batch that are not there yet."""
    originals = originals_of(source_id for source_id, _language, _words in batch)
    for source_id, language, words in batch:
        original = originals.get(source_id)
        if original is not None and (original.translation_key, language) not in done:
            locale = Locale.objects.get(language_code=language)
            page = translation_page(original, locale, by, words)
            year = original.start_date.year if original.start_date else None
            yield NewPage(page, year_page(year=year, locale=locale))


def originals_of(source_ids: Iterable[str]) -> dict[str, StocktakingProjectPage]:
    pages = StocktakingProjectPage.objects.filter(source=SOURCE, source_id__in=list(source_ids))
    return {page.source_id: page for page in pages}


def load_entries(projects: int, progress: Progress) -> bool:
    """Publish entries of the Prizes: invented ones, and the real ones whose facts and paraphrases may be shown.

    Return whether any were missing.
    """
    there = set(PrizeEntryPage.objects.filter(source=SOURCE).values_list("source_id", flat=True))
    entries = [entry for entry in demo_prize_entries(records=projects) if entry["source_id"] not in there]
    if entries:
        with progress.step("Publishing entries of the Prizes, 2012 to 2026"):
            publish_entries(entries, operator())
    real = publish_file(REAL_ENTRIES, operator(), progress)
    return bool(entries) or real.counts[Outcome.UNCHANGED] < real.lines


def load_waiting(progress: Progress) -> bool:
    """Write pages as their author would, and take each into one of the states in which pages wait.

    Return whether any were missing. A page that somebody has moved meanwhile is left where it is.
    """
    waiting = list(demo_waiting())
    there = StocktakingProjectPage.objects.filter(source_id__startswith=WAITING)
    if there.count() >= len(waiting):
        return False
    path = settings.DATA_DIR / "demo" / "waiting.jsonl"
    write_lines(path, (each.record for each in waiting))
    cast = Cast()
    with progress.step(f"{len(waiting)} pages in every waiting state"):
        import_file(Request(path, Format.JSONL, TargetState.DRAFT, cast.author, person=cast.author.email))
        for each in waiting:
            bring(each, cast)
    return True


def publish_file(path: Path, by: User, progress: Progress, total: int = 0) -> Tally:
    told = Listener(on_progress=lambda tally: progress.count_to(tally.lines, total, "records"))
    request = Request(path, Format.JSONL, TargetState.PUBLISHED, by, person=by.get_username())
    return import_file(request, told)


def write_lines(path: Path, records: Iterable[dict]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8") as stream:
        stream.writelines(json.dumps(record, ensure_ascii=False) + "\n" for record in records)


def in_batches(things: Iterable[T], size: int) -> Iterator[list[T]]:
    iterator = iter(things)
    while batch := list(islice(iterator, size)):
        yield batch
