"""The engine on Elasticsearch keeps the contract, and what is special about generations in a cluster."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.conf import settings

from search.engines.elasticsearch import ElasticsearchEngine
from tests.search.engines.conftest import Factory
from tests.search.engines.contract import *  # noqa: F403 - tests that every engine passes


@pytest.fixture(scope="module")
def factory(elasticsearch_url: str) -> Factory:
    root = f"{settings.SEARCH_INDEX_PREFIX}-{uuid4().hex[:12]}"
    return lambda name: ElasticsearchEngine(elasticsearch_url, f"{root}-{name}")
