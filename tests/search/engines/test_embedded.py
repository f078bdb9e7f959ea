"""The embedded engine keeps the contract, and what is special about an index in a folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from search.engines.embedded import EmbeddedEngine
from tests.search.engines.conftest import Factory
from tests.search.engines.contract import *  # noqa: F403


@pytest.fixture(scope="module")
def factory(tmp_path_factory: pytest.TempPathFactory) -> Factory:
    root = tmp_path_factory.mktemp("embedded")
    return lambda name: EmbeddedEngine(Path(root / name))
