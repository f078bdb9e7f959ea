"""A real Elasticsearch for development and tests, without Docker and without an installation on the machine.

`python -m scripts.elasticsearch` is the command line (see __main__), `cluster.start()` what tests use. The parts:
java finds a JDK, artifacts fetches what Maven's central repository has, assembly makes one distribution of it,
node runs one process, cluster several that belong together. Only Python's standard library is needed.
"""

from pathlib import Path

VERSION = "9.4.3"
ROOT = Path(__file__).resolve().parents[2]


class Unavailable(Exception):
    """There is no Elasticsearch to be had or started here; the message says what to do about it."""
