"""A publisher beside whatever else happens to a site, and what in the end became of all it was promised."""

from __future__ import annotations

import json
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from cms.bench.endurance.site import Failed, Site, stopping
from cms.bench.figures import Figure

JOURNAL = "journal.jsonl"
RATE = 20.0
"""Changes a second."""
TOGETHER = 3
"""Changes in one transaction."""


@contextmanager
def publishing(site: Site) -> Iterator[None]:
    """Have records change as long as the block lasts. Raises Failed when the publisher did not live that long."""
    path = journal_of(site)
    path.touch()
    before = lines_of(path)
    arguments = [f"--rate={RATE}", f"--together={TOGETHER}", f"--first={before}"]
    with path.open("a") as journal:
        publisher = site.start("endure_part", "publish", *arguments, stdout=journal.fileno())
    with stopping(publisher):
        while publisher.poll() is None and lines_of(path) == before:
            time.sleep(0.05)
        yield
        early = publisher.poll()
    if early is not None or publisher.returncode:
        raise Failed(f"The publisher ended. {site.last_words('endure_part')}")


def journal_of(site: Site) -> Path:
    return site.folder / JOURNAL


def lines_of(path: Path) -> int:
    return path.read_bytes().count(b"\n")


def verdict(site: Site, name: str) -> Iterator[Figure]:
    """Yield what became of everything that was acknowledged; the site's own processes have to do the rest."""
    acknowledged = lines_of(journal_of(site))
    found = json.loads(site.output_of("endure_part", "check", str(journal_of(site))))
    asked = f"{acknowledged} changes acknowledged, {found['asked']} words asked for"
    note = f"{asked}; nothing waited after {found['caught_up']} s"
    yield Figure(f"{name}: acknowledged and not found", len(found["lost"]), "records", 0, note=note)
    yield Figure(f"{name}: withdrawn and found", len(found["left"]), "words", 0)
    verify = site.start("search_verify", stdout=subprocess.PIPE)
    output, _nothing = verify.communicate()
    yield Figure(f"{name}: search_verify", verify.returncode, "exit status", 0, note=output.splitlines()[-1])
