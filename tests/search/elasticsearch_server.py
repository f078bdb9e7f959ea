"""The Elasticsearch that tests use: $ELASTICSEARCH_URL, else one for the whole run, started by who needs it first."""

import fcntl
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import pytest
from django.conf import settings
from elasticsearch import Elasticsearch

from scripts.elasticsearch import ROOT
from scripts.elasticsearch.assembly import is_assembled
from scripts.elasticsearch.cluster import stop_all

ADDRESS = "elasticsearch-address"


@pytest.fixture(scope="session")
def elasticsearch_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server; a test that needs one is skipped by name where none can be had.

    Indices whose names begin with this process's settings.SEARCH_INDEX_PREFIX are removed in the end.
    """
    with server(tmp_path_factory) as url:
        yield url
        remove_indices(url, settings.SEARCH_INDEX_PREFIX)


@pytest.fixture
def index_prefix(elasticsearch_url: str) -> Iterator[str]:
    """What the names of this test's indices begin with; they are removed in the end."""
    prefix = f"{settings.SEARCH_INDEX_PREFIX}-{uuid4().hex[:12]}"
    yield prefix
    remove_indices(elasticsearch_url, prefix)


@contextmanager
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    if url := os.environ.get("ELASTICSEARCH_URL"):
        yield url
    elif is_assembled():
        with shared_server(folder_of_run(tmp_path_factory)) as url:
            yield url
    else:
        pytest.skip(
            "this machine lacks Elasticsearch: set ELASTICSEARCH_URL or say make elasticsearch ARGS=--fetch"
        )


def folder_of_run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder that all workers of this run share: each worker's own lies in it."""
    own = tmp_path_factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


@contextmanager
def shared_server(folder: Path) -> Iterator[str]:
    """Start the server unless another worker has; the last one that lets go stops it.

    Whoever uses it shares a lock, which the system lifts should a worker die.
    """
    with (folder / "elasticsearch-users").open("a+") as users:
        fcntl.flock(users, fcntl.LOCK_EX)
        url = started(folder)
        fcntl.flock(users, fcntl.LOCK_SH)
        try:
            yield url
        finally:
            if alone(users.fileno()):
                stop(folder)


def started(folder: Path) -> str:
    """Return the address of the run's server. The caller keeps others from doing the same meanwhile."""
    address = folder / ADDRESS
    if not address.exists():
        # In a process of its own, for it outlives this one's part in the run.
        options = [
            "--background",
            "--quick",
            "--port=0",
            "--heap=512m",
            f"--folder={folder / 'elasticsearch'}",
        ]
        command = [sys.executable, "-m", "scripts.elasticsearch", *options]
        url = subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True).stdout.strip()
        address.write_text(url)
    return address.read_text()


def stop(folder: Path) -> None:
    """Stop the run's server; a worker that comes late starts another."""
    stop_all(folder / "elasticsearch")
    (folder / ADDRESS).unlink(missing_ok=True)


def alone(users: int) -> bool:
    """Whether nobody else has the lock; it is ours then, and given up otherwise."""
    try:
        fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def remove_indices(url: str, prefix: str) -> None:
    """Remove every index whose name begins with the prefix, with its aliases."""
    with Elasticsearch(url.split(",")) as client:
        names = list(client.indices.get(index=f"{prefix}*", expand_wildcards="all"))
        for start in range(0, len(names), 50):
            client.indices.delete(index=names[start : start + 50])
