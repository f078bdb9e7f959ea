"""What `make dictionaries` says where the packages cannot be fetched."""

import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture
def tools(tmp_path: Path) -> Path:
    """A folder with the few programs that every system has."""
    (folder := tmp_path / "tools").mkdir()
    for name in ("sh", "id", "mkdir", "mktemp", "rm", "find"):
        (folder / name).symlink_to(str(shutil.which(name)))
    return folder


def program(path: Path, text: str) -> None:
    path.write_text(f"#!/bin/sh\n{text}\n")
    path.chmod(0o755)


def fetch(tools: Path, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run the script with the programs in one folder, Python among them."""
    if not (tools / "python").exists():
        program(tools / "python", "exit 1")
    return subprocess.run(
        ["sh", "scripts/dictionaries.sh", folder, tools],
        cwd=ROOT,
        env={"PATH": str(tools), "TMPDIR": str(tools.parent)},
        capture_output=True,
        text=True,
        check=False,
    )


def test_without_apt_it_says_what_to_do_instead(tools, tmp_path):
    done = fetch(tools, tmp_path / "dictionaries")
    assert done.returncode == 1
    assert "needs apt-get" in done.stderr
    assert "load_dictionaries FOLDER" in done.stderr


def test_when_nothing_can_be_fetched_it_says_what_is_missing_and_loads_nothing(tools, tmp_path):
    program(tools / "apt-get", "exit 100")
    program(tools / "dpkg", "exit 1")
    done = fetch(tools, tmp_path / "dictionaries")
    assert done.returncode == 1
    assert "Could not be fetched: dict-freedict-eng-fra" in done.stderr
    assert "apt-get update" in done.stderr
    assert "load_dictionaries FOLDER" in done.stderr


def test_what_can_be_fetched_or_was_before_is_loaded(tools, tmp_path):
    program(tools / "apt-get", "exit 100")
    program(tools / "dpkg", "exit 1")
    program(tools / "python", 'test "$1" = manage.py && echo "$@"')
    (folder := tmp_path / "dictionaries/usr/share/dictd").mkdir(parents=True)
    (folder / "mueller7.index").touch()
    done = fetch(tools, tmp_path / "dictionaries")
    assert done.returncode == 0
    assert done.stdout.splitlines()[-1] == (
        f"manage.py load_dictionaries {folder} {tmp_path}/dictionaries/cc-cedict"
    )
    assert "Going on with what is in" in done.stderr
    assert sorted(path.name for path in tmp_path.iterdir()) == ["dictionaries", "tools"]
