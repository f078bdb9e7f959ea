"""Elasticsearch for development and tests: `make elasticsearch`, `make elasticsearch ARGS=--help`.

Without an option it serves until Ctrl-C. What is for a script goes to standard output, what is for people to the other.
"""

import argparse
import signal
import sys
from pathlib import Path

from scripts.elasticsearch import ROOT, VERSION, Unavailable
from scripts.elasticsearch.assembly import assemble
from scripts.elasticsearch.cluster import Cluster, start, stop_all


def main() -> int:
    options = parse()
    try:
        if options.stop:
            tell("Stopped." if stop_all(options.folder) else "Nothing to stop.")
        else:
            assemble(tell)
            if not options.fetch:
                launch(options)
    except Unavailable as unavailable:
        tell(str(unavailable))
        return 1
    except KeyboardInterrupt:
        tell("Stopped.")
    return 0


def parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make elasticsearch", description=__doc__)
    what = parser.add_mutually_exclusive_group()
    what.add_argument(
        "--background", action="store_true", help="print the addresses once it answers, and leave it running"
    )
    what.add_argument("--stop", action="store_true", help="stop what was left running in the folder")
    what.add_argument("--fetch", action="store_true", help="only see to it that it can be started")
    parser.add_argument(
        "--folder", type=Path, default=ROOT / "var/elasticsearch", help="where data and log live"
    )
    parser.add_argument(
        "--port", type=int, default=9200, help="of the first node (%(default)s; 0: any that is free)"
    )
    parser.add_argument("--heap", default="1g", help="memory of a node's Java (%(default)s)")
    parser.add_argument("--nodes", type=int, default=1, help="how many (%(default)s)")
    parser.add_argument("--quick", action="store_true", help="start in half the time, answer more slowly")
    return parser.parse_args()


def launch(options: argparse.Namespace) -> None:
    # Whoever ends us, in whatever way, ends the server too.
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.default_int_handler)
    tell(f"Starting Elasticsearch {VERSION}, which takes about half a minute ...")
    cluster = start(options.nodes, options.heap, options.folder.resolve(), options.port, options.quick)
    sys.stdout.write("\n".join(cluster.urls) + "\n")
    sys.stdout.flush()
    if not options.background:
        serve(cluster)


def serve(cluster: Cluster) -> None:
    """Return, or raise KeyboardInterrupt, with all nodes stopped."""
    try:
        tell(f"It answers; its log is {cluster.nodes[0].log}. Ctrl-C stops it.")
        cluster.nodes[0].watch()
    finally:
        cluster.stop()


def tell(message: str) -> None:
    sys.stderr.write(f"{message}\n")
    sys.stderr.flush()


if __name__ == "__main__":
    sys.exit(main())
