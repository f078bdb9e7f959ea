"""A process that writes batches without end and says what it begins and what was acknowledged. Made to be killed."""

from __future__ import annotations

import random
import sys
from pathlib import Path

from search.engines.embedded import EmbeddedEngine
from search.types import DocumentText, Operation, SearchDocument

_RECORDS = 60


def batch(chance: random.Random, version: int) -> list[Operation]:
    """Return the next operations: mostly one, sometimes many, one in six a removal."""
    numbers = range(version, version + chance.choice((1, 1, 1, 4, 40)))
    return [
        _operation(f"record-{chance.randrange(_RECORDS)}", number, chance.random() < 1 / 6)
        for number in numbers
    ]


def _operation(id: str, version: int, removed: bool) -> Operation:
    if removed:
        return Operation(id, version)
    text = DocumentText(f"Survivor {version}", "Summary of a project. " * 5, "Body of a project. " * 50)
    return Operation(id, version, SearchDocument(id, version, {"en": text}))


def write_for_ever(root: Path, seed: int, version: int) -> None:
    engine, chance = EmbeddedEngine(root), random.Random(seed)
    while True:
        operations = batch(chance, version)
        version += len(operations)
        say("begin", *(f"{each.id}:{each.version}:{int(each.document is None)}" for each in operations))
        engine.apply(operations)
        say("done")


def say(*words: str) -> None:
    sys.stdout.write(" ".join(words) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    write_for_ever(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
