"""make endurance: hurt search in every way that is to be survived, and print a line of JSON for each figure."""

from __future__ import annotations

import signal
from argparse import ArgumentParser
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from cms.bench.endurance import growing, killing, nodes, rebuilding
from cms.bench.endurance.site import Site
from cms.bench.figures import Figure
from cms.demo.progress import Progress
from scripts.elasticsearch import Unavailable
from scripts.elasticsearch.cluster import Cluster, start

KILLS = 200
SOME = 300
"""Records of a site where their number does not matter."""
REBUILT = 24_361
SIZES = (15_000, 150_000)


class Command(BaseCommand):
    help = "Hurt search in every way that is to be survived: one line of JSON for each figure, on a site of its own."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parts = parser.add_subparsers(dest="part", required=True)
        parts.add_parser("all", help="all of these, as they are without options")
        workers = parts.add_parser("worker-kills", help="kill the search worker while records change")
        engine = parts.add_parser("engine-kills", help="kill Elasticsearch while records change")
        for kills in (workers, engine):
            kills.add_argument("--kills", type=int, default=KILLS)
            kills.add_argument("--records", type=int, default=SOME, help="how many there are before")
        three = parts.add_parser("nodes", help="kill one of three nodes, and let one hang")
        three.add_argument("--records", type=int, default=SOME)
        three.add_argument(
            "--only", choices=nodes.BLOWS, default=list(nodes.BLOWS), nargs="+", help="which of it"
        )
        three.add_argument("--times", type=int, default=1, help="how often each")
        rebuild = parts.add_parser("rebuild", help="make the index anew while readers search")
        rebuild.add_argument("--records", type=int, default=REBUILT)
        growth = parts.add_parser("growth", help="compare one size with ten times the size")
        growth.add_argument("--sizes", type=int, nargs=2, default=SIZES)

    def handle(self, *, part: str, **options: Any) -> None:
        signal.signal(signal.SIGTERM, signal.default_int_handler)
        progress = Progress(self.stderr)
        for figure in getattr(self, f"do_{part}".replace("-", "_"))(progress, **options):
            self.stdout.write(figure.line())
            self.stdout.flush()

    def do_all(self, progress: Progress, **options: Any) -> Iterator[Figure]:
        yield from self.do_worker_kills(progress, kills=KILLS, records=SOME)
        yield from self.do_engine_kills(progress, kills=KILLS, records=SOME)
        yield from self.do_nodes(progress, records=SOME, only=list(nodes.BLOWS), times=1)
        yield from self.do_rebuild(progress, records=REBUILT)
        yield from self.do_growth(progress, sizes=SIZES)

    def do_worker_kills(
        self, progress: Progress, *, kills: int, records: int, **options: Any
    ) -> Iterator[Figure]:
        site = made("worker-kills", records, progress, settings.SEARCH_ENGINE)
        yield from killing.kill_workers(site, kills, progress)

    def do_engine_kills(
        self, progress: Progress, *, kills: int, records: int, **options: Any
    ) -> Iterator[Figure]:
        with elasticsearch(1, progress) as cluster:
            site = made("engine-kills", records, progress, "elasticsearch", cluster.urls)
            yield from killing.kill_engine(site, cluster, kills, progress)

    def do_nodes(
        self, progress: Progress, *, records: int, only: Sequence[str], times: int, **options: Any
    ) -> Iterator[Figure]:
        blows = [nodes.BLOWS[name] for name in only] * times
        with elasticsearch(nodes.NODES, progress) as cluster:
            site = made("nodes", records, progress, "elasticsearch", cluster.urls)
            yield from nodes.hurt_nodes(site, cluster, records, blows, nodes.Lengths(), progress)

    def do_rebuild(self, progress: Progress, *, records: int, **options: Any) -> Iterator[Figure]:
        engine = settings.SEARCH_ENGINE
        site = made("rebuild", records, progress, engine)
        with site.serving() as reader:
            yield from rebuilding.rebuild_while_searched(
                reader, records, engine, lambda: site.output_of("search_rebuild")
            )

    def do_growth(self, progress: Progress, *, sizes: tuple[int, int], **options: Any) -> Iterator[Figure]:
        yield from growing.grow(made("growth", SOME, progress, settings.SEARCH_ENGINE), sizes, progress)


@contextmanager
def elasticsearch(nodes: int, progress: Progress) -> Iterator[Cluster]:
    """Run a cluster of its own as long as the block lasts. Raises CommandError where none can be had."""
    try:
        with progress.step(f"Elasticsearch, {nodes} nodes"):
            cluster = start(nodes, quick=True)
    except Unavailable as unavailable:
        raise CommandError(str(unavailable)) from unavailable
    try:
        yield cluster
    finally:
        cluster.stop()


def made(name: str, records: int, progress: Progress, engine: str, urls: Sequence[str] = ()) -> Site:
    """Return a copy of a site of so many records; the original is made once and kept."""
    folder = settings.DATA_DIR / "endurance"
    environment = {
        "SEARCH_ENGINE": engine,
        "SEARCH_INDEX_PREFIX": f"{settings.SEARCH_INDEX_PREFIX}-endurance-{name}",
        "ELASTICSEARCH_URL": ",".join(urls) or settings.ELASTICSEARCH_URL,
    }
    original = Site(folder / f"{records}-records", {"SEARCH_ENGINE": "embedded"})
    copy = Site(folder / f"{name}-{engine}", environment)
    with progress.step(f"A site of {records:,} records"):
        original.make(records)
        copy.take_over(original)
    return copy
