"""The project's own files, as the architecture tests read them."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("cms", "home", "stocktaking_pages", "prizes_pages", "search")


def relative(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def files(suffix: str) -> list[Path]:
    """Return the packages' files with this suffix, in order."""
    return sorted(path for package in PACKAGES for path in (ROOT / package).rglob(f"*{suffix}"))


def modules() -> list[Path]:
    """Return the packages' Python files without migrations."""
    return [path for path in files(".py") if "migrations" not in path.parts]


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def imported(path: Path) -> Iterator[tuple[int, str]]:
    """Yield (line, dotted name) of everything that a file imports, wherever in the file."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from ((node.lineno, f"{node.module}.{alias.name}") for alias in node.names)


def within(name: str, package: str) -> bool:
    return name == package or name.startswith(f"{package}.")


def lines_with(pattern: str, paths: list[Path]) -> list[str]:
    """Return "file:line: text" for each line that the pattern is found in."""
    expression = re.compile(pattern, re.IGNORECASE)
    return [
        f"{relative(path)}:{number}: {line.strip()[:120]}"
        for path in paths
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if expression.search(line)
    ]
