"""Nothing acknowledged is lost and nothing is found twice when the writing process is killed at any moment."""

from __future__ import annotations

import itertools
import random
import subprocess
import sys
import time
from pathlib import Path

from search.engines.embedded import EmbeddedEngine
from search.types import DocumentText, Operation, SearchDocument, SearchRequest

ROOT = Path(__file__).resolve().parents[3]
KILLS = 8
LATEST_MOMENT = 0.03
"""Seconds into a write: a commit takes about ten milliseconds."""

Living = dict[str, int]
"""Record -> version of what should be found."""


def write_and_kill(root: Path, chance: random.Random, version: int) -> list[str]:
    """Kill a writer in the middle of one of its first writes and return the lines it wrote."""
    writes, moment = chance.randint(2, 12), chance.uniform(0, LATEST_MOMENT)
    command = [
        sys.executable,
        "-m",
        "tests.search.engines.crash_writer",
        str(root),
        str(version),
        str(version),
    ]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        lines: list[str] = []
        while sum(line.startswith("begin") for line in lines) < writes:
            lines.append(process.stdout.readline())
            assert lines[-1], "the writer ended by itself"
        time.sleep(moment)  # when to die, not what to wait for: the pipe said that a write has begun
        process.kill()
        return lines + process.stdout.readlines()


def acceptable(living: Living, lines: list[str]) -> list[Living]:
    """Return what may be found: all that was acknowledged, without or with the whole batch that was under way."""
    states = [living]
    for begun, done in itertools.zip_longest(lines[::2], lines[1::2]):
        if begun.endswith("\n"):
            states = [states[-1], after(states[-1], begun)]
        if done == "done\n":
            states = states[-1:]
    return states


def after(living: Living, begun: str) -> Living:
    living = dict(living)
    for operation in begun.split()[1:]:
        id, version, removed = operation.split(":")
        if removed == "1":
            living.pop(id, None)
        else:
            living[id] = int(version)
    return living


def test_killing_the_writer_loses_nothing_and_doubles_nothing(tmp_path: Path) -> None:
    chance, living, version = random.Random(1), Living(), 1
    for _ in range(KILLS):
        states = acceptable(living, write_and_kill(tmp_path, chance, version))
        version += 10_000
        engine = EmbeddedEngine(tmp_path)
        found = list(engine.versions())
        assert dict(found) in states
        assert len(dict(found)) == len(found)
        assert engine.search(SearchRequest("survivor", rescue=False)).count == len(found)
        living = dict(found) | probe(engine, version)
        engine.close()


def probe(engine: EmbeddedEngine, version: int) -> Living:
    """Write at once after the crash, and find it."""
    document = SearchDocument("probe", version, {"en": DocumentText(f"Survivor probe{version}")})
    assert engine.apply([Operation("probe", version, document)]).done == 1
    assert engine.search(SearchRequest(f"probe{version}", rescue=False)).count == 1
    return {"probe": version}
