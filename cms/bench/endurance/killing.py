"""Kills in the middle of writes: of the worker, and of a server that is the engine."""

from __future__ import annotations

import http.client
import json
import random
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from cms.bench.endurance.journalling import publishing, verdict
from cms.bench.endurance.site import Failed, Site
from cms.bench.endurance.workers import KILL, START
from cms.bench.figures import Figure
from cms.demo.progress import Progress
from scripts.elasticsearch.cluster import Cluster

SEED = 2026
SHORTEST, LONGEST = 0.02, 1.0
"""Seconds a worker lives: its first batch is under way after some hundredths."""
LATEST = 0.5
"""Seconds between a server's first write and its end."""
PATIENCE = 120.0
"""Seconds in which a worker must have begun to write again."""


def kill_workers(site: Site, kills: int, progress: Progress) -> Iterator[Figure]:
    """Kill the worker again and again while records change, then let one finish and look for everything."""
    chance = random.Random(SEED)  # noqa: S311 - nothing secret
    begun, waiting = time.monotonic(), []
    with publishing(site), forked_workers(site) as order:
        for number in range(1, kills + 1):
            order(START)
            time.sleep(chance.uniform(SHORTEST, LONGEST))
            waiting.append(order(KILL))
            progress.count_to(number, kills, "kills")
    amid = f"{sum(map(bool, waiting))} with changes waiting, at most {max(waiting)}"
    yield Figure("worker killed", kills, "times", note=f"{amid}; {time.monotonic() - begun:.0f} s")
    with site.running("search_worker"):
        yield from verdict(site, "worker killed")


@dataclass(frozen=True, slots=True)
class Order:
    """Has a worker started or killed; see cms.bench.endurance.workers."""

    process: subprocess.Popen[str]

    def __call__(self, word: str) -> int:
        """Return the answer. Raises Failed when there is none."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(f"{word}\n")
        self.process.stdin.flush()
        answer = self.process.stdout.readline()
        if not answer:
            raise Failed("The process that starts the workers is gone.")
        return int(answer)


@contextmanager
def forked_workers(site: Site) -> Iterator[Order]:
    # The process ends when its orders do.
    with site.start("endure_part", "workers", stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        yield Order(process)


def kill_engine(site: Site, cluster: Cluster, kills: int, progress: Progress) -> Iterator[Figure]:
    """Kill the only node whenever the worker writes to it, and start it again; then look for everything."""
    chance = random.Random(SEED)  # noqa: S311 - nothing secret
    begun = time.monotonic()
    with site.running("search_worker"):
        with publishing(site):
            for number in range(1, kills + 1):
                wait_for_writes(cluster)
                time.sleep(chance.uniform(0, LATEST))
                cluster.kill(0)
                cluster.restart(0)
                progress.count_to(number, kills, "kills")
        yield Figure("engine killed", kills, "times", note=f"{time.monotonic() - begun:.0f} s")
        yield from verdict(site, "engine killed")


def wait_for_writes(cluster: Cluster) -> None:
    """Return when the node has taken a write since it was started. Raises TimeoutError."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if writes_of(cluster):
            return
        time.sleep(0.02)
    raise TimeoutError("The worker does not write to a server that is back.")


def writes_of(cluster: Cluster) -> int:
    """Return how many writes the first node took since it was started."""
    total = ask(cluster, 0, "/_stats/indexing")["_all"]["total"]
    return int(total["indexing"]["index_total"]) if total else 0


def ask(cluster: Cluster, node: int, path: str) -> dict:
    """Return what a node answers."""
    connection = http.client.HTTPConnection("127.0.0.1", cluster.nodes[node].port, timeout=10)
    try:
        connection.request("GET", path)
        answer: dict = json.loads(connection.getresponse().read())
    finally:
        connection.close()
    return answer
