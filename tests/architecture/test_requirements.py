"""The locked requirement files: hashed, consistent with each other, and silent about where packages come from."""

import re
import tomllib

import pytest

from tests.architecture.sources import ROOT

LAYERS = ("run", "test", "dev")
LOCKS = sorted((ROOT / "requirements").glob("*.txt"))


def entries(layer: str) -> set[str]:
    """Return "name==version ; marker" of each requirement, without its hashes."""
    text = (ROOT / "requirements" / f"{layer}.txt").read_text()
    return {line.split("\\")[0].strip() for line in text.splitlines() if line[:1].isalnum()}


def names(requirements: list) -> set[str]:
    return {re.match(r"[\w-]+", item).group().lower() for item in requirements if isinstance(item, str)}


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.name)
def test_every_requirement_is_pinned_and_hashed(lock):
    blocks = re.split(r"\n(?=\S)", lock.read_text().strip())
    assert [
        block.splitlines()[0] for block in blocks if "==" not in block or "--hash=sha256:" not in block
    ] == []


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.name)
def test_no_address_of_an_index(lock):
    assert re.findall(r"://|--(?:extra-)?index|--find-links|--trusted-host", lock.read_text()) == []


@pytest.mark.parametrize(("smaller", "larger"), [("run", "test"), ("test", "dev")])
def test_each_layer_holds_the_one_below_unchanged(smaller, larger):
    assert entries(smaller) <= entries(larger)


def test_what_the_project_declares_is_locked():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    declared = {
        "run": names(project["project"]["dependencies"]),
        "test": names(project["dependency-groups"]["test"]),
        "dev": names(project["dependency-groups"]["dev"]),
    }
    locked = {layer: {entry.split("==")[0].lower() for entry in entries(layer)} for layer in LAYERS}
    assert {layer: declared[layer] - locked[layer] for layer in LAYERS} == {layer: set() for layer in LAYERS}
