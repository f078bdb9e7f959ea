"""What each engine does of the contract, as the table in the reference.

`python -m tests.search.engines.capabilities` writes it anew.
"""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from types import ModuleType

from tests.search.engines import contract, test_elasticsearch, test_embedded

PAGE = Path(__file__).resolve().parents[3] / "docs/reference/engines.md"
BEGIN, END = "<!-- what the contract says -->", "<!-- until here -->"
ENGINES = {"embedded": test_embedded.GAPS, "Elasticsearch": test_elasticsearch.GAPS}
"""Engine -> behaviour that it lacks, by the name of its test -> why."""


def table() -> str:
    """Return the table, and below it a line for each gap."""
    heads = ["behaviour", *ENGINES]
    lines = [heads, ["---"] * len(heads), *map(_row, _groups())]
    return "\n".join([*(f"| {' | '.join(line)} |" for line in lines), "", *_gaps()])


def written(page: str) -> str:
    """Return the page with the table as it is now."""
    before, _, rest = page.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n\n{table()}\n\n{END}{after}"


def _groups() -> Iterator[ModuleType]:
    """Yield the modules of the contract that hold tests."""
    for found in iter_modules(contract.__path__):
        module = import_module(f"{contract.__name__}.{found.name}")
        if _behaviours(module):
            yield module


def _behaviours(module: ModuleType) -> set[str]:
    return {name for name in vars(module) if name.startswith("test_")}


def _row(module: ModuleType) -> list[str]:
    missing = [_behaviours(module) & gaps.keys() for gaps in ENGINES.values()]
    about = (inspect.getdoc(module) or "").splitlines()[0].rstrip(".")
    return [about, *(f"all but {len(names)}" if names else "yes" for names in missing)]


def _gaps() -> Iterator[str]:
    named = [
        f"- **{engine}**, {test.removeprefix('test_').replace('_', ' ')}: {why}"
        for engine, gaps in ENGINES.items()
        for test, why in sorted(gaps.items())
    ]
    yield from named or ["No engine lacks a behaviour of the contract."]


if __name__ == "__main__":
    PAGE.write_text(written(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
