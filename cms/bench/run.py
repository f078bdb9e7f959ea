"""The whole bench, from an empty folder to the last figure."""

from __future__ import annotations

import shutil
from collections.abc import Iterator

from django.conf import settings

from cms.accounts.models import User
from cms.bench.desk import measure_desk, measure_past
from cms.bench.figures import Figure
from cms.bench.importing import measure_import
from cms.bench.listing import measure_records_list
from cms.bench.moderating import measure_publication
from cms.bench.reading import measure_projects
from cms.bench.running import serving
from cms.bench.scale import Scale
from cms.bench.searching import measure_rebuild, measure_search
from cms.bench.stocking import measure_stock
from cms.bench.weighing import measure_weight
from cms.demo.management.commands.demo import prepare
from cms.demo.progress import Progress
from cms.demo.staff import make_staff, operator
from cms.setup.site import setup_site


def measure_all(scale: Scale, progress: Progress) -> Iterator[Figure]:
    """Yield the figures as they are measured. What an earlier run left is thrown away first.

    Stock Wagtail comes last: its search index would make every save of ours dearer.
    """
    by = begin(progress)
    yield Figure(f"records, on {settings.SEARCH_ENGINE}", scale.records, "records")
    yield from measure_import(scale, by, progress)
    with serving() as reader:
        yield from measure_search(reader, scale)
        yield from measure_projects(reader, scale, by)
        yield from measure_weight(reader)
        yield from measure_publication(scale)
        yield from measure_records_list(reader, scale)
        yield from measure_past(reader, scale)
        yield from measure_desk(reader, scale)
        yield from measure_rebuild(reader, scale)
        yield from measure_stock(reader, scale, by)


def begin(progress: Progress) -> User:
    shutil.rmtree(settings.DATA_DIR, ignore_errors=True)
    prepare(progress)
    setup_site()
    make_staff()
    return operator()
