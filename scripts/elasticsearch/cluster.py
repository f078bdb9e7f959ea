"""Nodes that belong together: `start()` for tests, which kill them, let them hang and bring them back."""

import os
import signal
import socket
import tempfile
import time
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from scripts.elasticsearch import Unavailable
from scripts.elasticsearch.assembly import assemble
from scripts.elasticsearch.node import HOST, RUNNING, STOP_SECONDS, Node, lock

QUICK = " -XX:TieredStopAtLevel=1"

# A node that hangs is to be left out within a second or two, not after the half minute that suits a data centre.
WATCHFUL = {
    "cluster.fault_detection.follower_check.interval": "200ms",
    "cluster.fault_detection.follower_check.timeout": "500ms",
    "cluster.fault_detection.follower_check.retry_count": 2,
    "cluster.fault_detection.leader_check.interval": "200ms",
    "cluster.fault_detection.leader_check.timeout": "500ms",
    "cluster.fault_detection.leader_check.retry_count": 2,
    "cluster.publish.timeout": "1s",
}


@dataclass(slots=True)
class Cluster:
    """Running nodes. What is done to a node is done by its position in `nodes` and `urls`."""

    nodes: list[Node]
    temporary: tempfile.TemporaryDirectory[str]

    @property
    def urls(self) -> list[str]:
        return [node.url for node in self.nodes]

    @property
    def url(self) -> str:
        """The address of the first node."""
        return self.nodes[0].url

    def wait(self) -> None:
        """Return once every node answers and sees all others. Raises Unavailable if one does not."""
        for node in self.nodes:
            node.wait(len(self.nodes))

    def kill(self, index: int) -> None:
        """End a node without warning; the others go on."""
        self.nodes[index].kill()

    def pause(self, index: int) -> None:
        """Make a node hang: it keeps its connections and answers nothing."""
        self.nodes[index].pause()

    def resume(self, index: int) -> None:
        """Let a node go on that hangs."""
        self.nodes[index].resume()

    def restart(self, index: int, wait: bool = True) -> None:
        """Start a node again, with its data and at its address; with `wait`, until the cluster is whole."""
        self.nodes[index].stop()
        self.nodes[index].start()
        if wait:
            self.nodes[index].wait(len(self.nodes))

    def stop(self) -> None:
        """Stop all nodes, and remove their folders if they were temporary."""
        for node in self.nodes:
            node.stop()
        self.temporary.cleanup()


def start(
    node_count: int = 1,
    heap: str = "512m",
    folder: Path | None = None,
    port: int = 0,
    quick: bool = False,
    wait: bool = True,
) -> Cluster:
    """Start nodes and return them, once each answers and sees the others unless `wait` is false.

    They live in `folder`, whose data they take up again; without one in a temporary folder, gone after stop().
    They listen from `port` upwards, or where there is room. A `quick` start takes half the time, for Java then
    compiles less, and what it answers takes longer. Raises Unavailable, with nothing left running.
    """
    temporary = tempfile.TemporaryDirectory(prefix="elasticsearch-")
    java_options = f"-Xms{heap} -Xmx{heap}{QUICK if quick else ''}"
    cluster = Cluster(make_nodes(node_count, java_options, folder or Path(temporary.name), port), temporary)
    try:
        for node in cluster.nodes:
            node.start()
        if wait:
            cluster.wait()
    except BaseException:
        cluster.stop()
        raise
    return cluster


def make_nodes(count: int, java_options: str, folder: Path, port: int) -> list[Node]:
    """Return nodes that know of each other, not yet started."""
    home = assemble(lambda message: None)
    names = [f"node-{number}" for number in range(1, count + 1)]
    ports = free_ports(2 * count, port)
    transport_ports = dict(zip(names, ports[count:], strict=True))
    settings = acquaintance(transport_ports)
    return [
        Node(home, folder / name, port, transport_ports[name], java_options, settings)
        for name, port in zip(names, ports[:count], strict=True)
    ]


def acquaintance(transport_ports: dict[str, int]) -> dict[str, Any]:
    """Return the settings by which nodes of these names find each other."""
    if len(transport_ports) == 1:
        return {"cluster.name": "wsis", "discovery.type": "single-node"}
    return {
        "cluster.name": "wsis",
        "cluster.initial_master_nodes": list(transport_ports),
        "discovery.seed_hosts": [f"{HOST}:{port}" for port in transport_ports.values()],
        **WATCHFUL,
    }


def free_ports(count: int, first: int = 0) -> list[int]:
    """Return ports that nothing listens on, the first half of them from `first` upwards if it is given."""
    wanted = [first + offset if first and offset < count // 2 else 0 for offset in range(count)]
    # All are held until the last is found, or one would be given out twice.
    with ExitStack() as held:
        return [held.enter_context(bound(port)).getsockname()[1] for port in wanted]


def bound(port: int) -> socket.socket:
    """Return a socket with this port, or with any if it is 0. Raises Unavailable if somebody listens there."""
    taken = socket.socket()
    # A connection that was closed a moment ago is no hindrance.
    taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, int(port > 0))
    try:
        taken.bind((HOST, port))
    except OSError:
        taken.close()
        raise Unavailable(f"Port {port} is taken; choose another, such as PORT={port + 100}.") from None
    return taken


def stop_all(folder: Path) -> int:
    """Stop the nodes that run in the folder, whoever started them; return how many there were."""
    return sum(stop_one(running) for running in sorted(folder.glob(f"*/{RUNNING}")))


def stop_one(running: Path) -> bool:
    """Stop the node whose running file this is; False if there is none."""
    with running.open() as file:
        if lock(file):
            return False
        launcher = int(file.read())
        os.kill(launcher, signal.SIGTERM)
        deadline = time.monotonic() + STOP_SECONDS
        while not lock(file):
            if time.monotonic() > deadline:
                os.killpg(launcher, signal.SIGKILL)
            time.sleep(0.1)
    return True
