"""The engine on Elasticsearch keeps the contract, and what is special about generations in a cluster."""

from __future__ import annotations

import uuid
from collections.abc import Iterator

import pytest

from search.engines.elasticsearch import ElasticsearchEngine
from tests.search.engines.conftest import Factory
from tests.search.engines.contract import *  # noqa: F403 - tests that every engine passes


@pytest.fixture(scope="module")
def factory() -> Iterator[Factory]:
    prefix = f"test-{uuid.uuid4().hex[:12]}"
    yield lambda name: ElasticsearchEngine("http://127.0.0.1:9200", f"{prefix}-{name}")
