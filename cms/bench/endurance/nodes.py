"""Three nodes under worker and search page, of which one is killed, and one hangs."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from cms.bench.endurance.journalling import publishing, verdict
from cms.bench.endurance.killing import ask
from cms.bench.endurance.load import Search, searching
from cms.bench.endurance.site import Site
from cms.bench.figures import Figure, milliseconds, percentile
from cms.demo.progress import Progress
from scripts.elasticsearch.cluster import Cluster

NODES = 3
LONGEST = 2.0
"""Seconds that no search may take longer than."""


@dataclass(frozen=True, slots=True)
class Blow:
    """What happens to which node."""

    name: str
    hangs: bool
    master: bool


BLOWS = {
    "node-killed": Blow("a node killed", hangs=False, master=False),
    "master-killed": Blow("the master killed", hangs=False, master=True),
    "node-hung": Blow("a node hung", hangs=True, master=False),
    "master-hung": Blow("the master hung", hangs=True, master=True),
}


@dataclass(frozen=True, slots=True)
class Lengths:
    """Seconds before a blow, until it is undone, and afterwards."""

    before: float = 20.0
    during: float = 20.0
    after: float = 25.0


def hurt_nodes(
    site: Site, cluster: Cluster, records: int, blows: Sequence[Blow], lengths: Lengths, progress: Progress
) -> Iterator[Figure]:
    """Deal the blows while 20 searches and 20 changes a second go on; then look for everything."""
    spans = []
    with site.running("search_worker"), site.serving() as reader:
        with publishing(site), searching(reader, records) as load:
            for blow in blows:
                begun = time.monotonic()
                with progress.step(blow.name):
                    deal(blow, cluster, lengths)
                spans.append((blow, begun, time.monotonic()))
        for blow in dict.fromkeys(blows):
            searches = [load.between(begun, ended) for dealt, begun, ended in spans if dealt == blow]
            yield from tell(blow, list(chain.from_iterable(searches)))
        yield from verdict(site, "nodes hurt")


def deal(blow: Blow, cluster: Cluster, lengths: Lengths) -> None:
    """Hurt a node and undo it; return when the cluster is whole again and a while is over."""
    time.sleep(lengths.before)
    node = chosen(blow, cluster)
    (cluster.pause if blow.hangs else cluster.kill)(node)
    time.sleep(lengths.during)
    if blow.hangs:
        cluster.resume(node)
    else:
        cluster.restart(node, wait=False)
    time.sleep(lengths.after)
    cluster.wait()


def chosen(blow: Blow, cluster: Cluster) -> int:
    """Return the position of the master, or of the node after it."""
    nodes = ask(cluster, 0, "/_cluster/state/master_node,nodes")
    master = nodes["nodes"][nodes["master_node"]]["name"]
    position = [node.name for node in cluster.nodes].index(master)
    return position if blow.master else (position + 1) % len(cluster.nodes)


def tell(blow: Blow, searches: list[Search]) -> Iterator[Figure]:
    failed = [search for search in searches if not search.is_good]
    note = f"of {len(searches)}; {statuses(failed)}" if failed else f"of {len(searches)}"
    yield Figure(f"{blow.name}: failed searches", len(failed), "searches", 0, note=note)
    seconds = [search.seconds for search in searches] or [0.0]
    note = f"p95 {milliseconds(percentile(seconds, 95))} ms, slowest {milliseconds(max(seconds))} ms"
    slow = sum(each > LONGEST for each in seconds)
    yield Figure(f"{blow.name}: searches over {LONGEST:.0f} s", slow, "searches", 0, note=note)


def statuses(searches: list[Search]) -> str:
    """Return how often each status came, 0 where there was no answer."""
    found = [search.status for search in searches]
    return ", ".join(f"{found.count(status)} times {status}" for status in sorted(set(found)))
