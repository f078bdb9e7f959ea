"""Import and publication through the bulk path, beside the same work page by page."""

from __future__ import annotations

from collections.abc import Iterator

from django.conf import settings
from django.core.management import call_command

from cms.accounts.models import User
from cms.bench.figures import Figure, timed
from cms.bench.scale import Scale
from cms.demo.loading import publish_file, write_lines
from cms.demo.progress import Progress
from cms.demo.records import demo_records
from cms.moderation.enums import LogAction
from cms.moderation.publication import decided
from search.indexing.rebuild import rebuild
from search.indexing.worker import drain
from stocktaking_pages.actions import year_page
from stocktaking_pages.models import StocktakingProjectPage

COPIED = [
    name
    for name in (*StocktakingProjectPage.words, *StocktakingProjectPage.facts)
    if name not in StocktakingProjectPage.exclude_fields_in_copy
]
RELATIONS = (*StocktakingProjectPage.term_relations, *StocktakingProjectPage.organisation_relations)
FACTS = [name for name in COPIED if name not in {*RELATIONS, "images", "attachments"}]


def measure_import(scale: Scale, by: User, progress: Progress) -> Iterator[Figure]:
    path = settings.DATA_DIR / "projects.jsonl"
    write_lines(path, demo_records(scale.records))
    bulk = timed(lambda: (publish_file(path, by, progress, scale.records), rebuild()))
    yield Figure(
        f"import and publish {scale.records:,}, index included",
        round(bulk, 1),
        "s",
        round(75 * scale.records / 14_000, 1),
    )
    single = single_path(scale.single_path, by)
    yield Figure("import and publish, page by page", round(1000 * single, 1), "ms a page")
    yield Figure(
        "import and publish, single path / bulk path", round(single * scale.records / bulk, 1), "times", 15
    )


def single_path(count: int, by: User) -> float:
    """Publish copies of records one by one, index and background tasks included; return the seconds for each."""
    told = list(StocktakingProjectPage.objects.filter(live=True).order_by("pk")[:count])
    pages = [copy_of(page) for page in told]
    work_off()
    seconds = timed(lambda: [publish_one(page, by) for page in pages]) + timed(drain) + timed(work_off)
    return seconds / count


def work_off() -> None:
    """Do the background tasks that saving pages has left."""
    call_command("db_worker", batch=True, startup_delay=False, verbosity=0)


def copy_of(told: StocktakingProjectPage) -> StocktakingProjectPage:
    page = StocktakingProjectPage(**{name: getattr(told, name) for name in FACTS})
    page.locale, page.slug = told.locale, f"{told.slug}-again"
    for name in RELATIONS:
        setattr(page, name, list(getattr(told, name).all()))
    return page


def publish_one(page: StocktakingProjectPage, by: User) -> None:
    """What the import would do without a bulk path, with the same rows in the end."""
    page.owner, page.live = by, False
    year_page(year=page.start_date and page.start_date.year, locale=page.locale).add_child(instance=page)
    revision = page.save_revision(user=by)
    with decided(by=by):
        revision.publish(user=by, skip_permission_checks=True, log_action=LogAction.IMPORT.value)
