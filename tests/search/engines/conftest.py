"""Engines under test: a module that says how one is made (`factory`) gets the contract's fixtures."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from search.engines.base import Engine
from tests.search.engines.corpus import LIBRARY, upserts

pytest.register_assert_rewrite("tests.search.engines.contract")

Factory = Callable[[str], Engine]
"""Opens the engine on the store of this name; twice with one name gives two views of one store."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip, by name, what an engine's module says that it lacks."""
    for item in items:
        gaps = getattr(getattr(item, "module", None), "GAPS", {})
        if reason := gaps.get(getattr(item, "originalname", "")):
            item.add_marker(pytest.mark.skip(reason=reason))


@pytest.fixture(scope="module")
def library(factory: Factory) -> Iterator[Engine]:
    """An engine with the library in it. Only to be read."""
    engine = factory("library")
    engine.apply(upserts(LIBRARY))
    engine.refresh()
    yield engine
    engine.close()


@pytest.fixture
def store(request: pytest.FixtureRequest) -> str:
    """The name of the store that `engine` writes to."""
    return f"test-{abs(hash(request.node.nodeid))}"


@pytest.fixture
def engine(factory: Factory, store: str) -> Iterator[Engine]:
    """An empty engine of the test's own."""
    engine = factory(store)
    yield engine
    engine.close()


@pytest.fixture
def other(factory: Factory, store: str, engine: Engine) -> Iterator[Engine]:
    """What another process has open on the store of `engine`."""
    other = factory(store)
    yield other
    other.close()
