"""The rooms of the house: what stands where, what it is called and how large it may grow."""

import ast
import re
import tomllib
from pathlib import Path

import pytest

from tests.architecture.sources import PACKAGES, ROOT, files, modules, relative, tree

LONGEST_FUNCTION = 40
LONGEST_FILE = 400
DRAWERS = {"utils", "helpers", "helper", "common", "services", "misc", "lib", "tools"}


def shared_apps() -> set[str]:
    """Return "cms.core" and so on: each module and package directly in cms."""
    return {
        f"cms.{path.stem}"
        for path in (ROOT / "cms").iterdir()
        if (path.suffix == ".py" and path.stem != "__init__") or (path / "__init__.py").exists()
    }


def test_every_package_has_its_place_in_the_import_order():
    configuration = tomllib.loads((ROOT / "pyproject.toml").read_text())
    layers = configuration["tool"]["importlinter"]["contracts"][0]["layers"]
    placed = {name.strip() for layer in layers for name in re.split("[|:]", layer)}
    assert placed == shared_apps() | set(PACKAGES) - {"cms"}


def test_the_root_holds_no_other_package():
    found = {path.parent.name for path in ROOT.glob("*/__init__.py")} - {"tests"}
    assert found == set(PACKAGES)


@pytest.mark.parametrize("package", sorted(shared_apps() | set(PACKAGES)))
def test_the_architecture_page_names_every_package(package):
    page = (ROOT / "docs/architecture.md").read_text()
    assert f"`{package.replace('.', '/')}" in page


def test_no_drawer_for_things_without_a_name():
    drawers = [
        relative(path) for path in modules() if DRAWERS & {path.stem, *path.relative_to(ROOT).parts[:-1]}
    ]
    assert drawers == []


def test_files_fit_the_head():
    long = {relative(path): length for path in modules() if (length := line_count(path)) > LONGEST_FILE}
    assert long == {}


def line_count(path: Path) -> int:
    return path.read_text(encoding="utf-8").count("\n")


def test_functions_fit_the_screen_or_say_why():
    """A comment "# long: reason" in the function, or on the line above it, is such a reason."""
    assert [name for path in modules() for name in long_functions(path)] == []


def long_functions(path: Path) -> list[str]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return [
        f"{relative(path)}:{node.lineno} {node.name}"
        for node in ast.walk(tree(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and node.end_lineno - node.lineno >= LONGEST_FUNCTION
        and not any("# long: " in line for line in lines[max(node.lineno - 2, 0) : node.end_lineno])
    ]


def test_migrations_have_names():
    migrations = [path for path in files(".py") if path.parent.name == "migrations"]
    nameless = [
        relative(path) for path in migrations if re.match(r"\d+_(auto_|alter_.*_and_more)", path.name)
    ]
    assert nameless == []
