"""The engine on Elasticsearch keeps the contract, and what is special about generations in a cluster."""

from __future__ import annotations

import datetime as dt
import os
import socket
from collections.abc import Iterator
from uuid import uuid4

import pytest
import time_machine
from django.conf import settings
from elasticsearch import Elasticsearch

from search import budget
from search.engines.base import Engine, EngineUnavailable
from search.engines.elasticsearch import ElasticsearchEngine
from search.types import Applied, Operation, SearchRequest
from tests.search.engines.conftest import Factory
from tests.search.engines.contract import *  # noqa: F403 - tests that every engine passes
from tests.search.engines.corpus import LIBRARY, record, upserts

NOWHERE = "http://127.0.0.1:1"
GAPS: dict[str, str] = {}
"""What this engine lacks of the contract: the name of a test -> why it is skipped."""


@pytest.fixture(scope="module")
def factory(elasticsearch_url: str) -> Factory:
    root = f"{settings.SEARCH_INDEX_PREFIX}-{uuid4().hex[:12]}"
    return lambda name: ElasticsearchEngine(elasticsearch_url, f"{root}-{name}")


@pytest.fixture(scope="module")
def cluster(elasticsearch_url: str) -> Iterator[Elasticsearch]:
    with Elasticsearch(elasticsearch_url) as client:
        yield client


@pytest.fixture
def deaf() -> Iterator[str]:
    """The address of a node that takes connections and never answers."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield f"http://127.0.0.1:{server.getsockname()[1]}"


def generations(cluster: Elasticsearch, engine: Engine) -> list[int]:
    """Return the numbers of the generations that there are."""
    alias = engine.health().generation.rpartition("-")[0]
    return sorted(int(name.rpartition("-")[2]) for name in cluster.indices.get(index=f"{alias}-*"))


def number(engine: Engine) -> int:
    """Return the number of the generation that answers."""
    return int(engine.health().generation.rpartition("-")[2])


def in_two_minutes() -> time_machine.travel:
    return time_machine.travel(dt.datetime.now(tz=dt.UTC) + dt.timedelta(minutes=2), tick=True)


# Generations


def test_one_rebuild_at_a_time(engine: Engine, other: Engine) -> None:
    rebuild = engine.begin_rebuild()
    with pytest.raises(EngineUnavailable, match="Another rebuild"):
        other.begin_rebuild()
    rebuild.abort()
    other.begin_rebuild().abort()


def test_the_generation_before_stays_and_older_ones_go(engine: Engine, cluster: Elasticsearch) -> None:
    for _ in range(4):
        engine.begin_rebuild().commit()
    assert (generations(cluster, engine), number(engine)) == ([3, 4, 5], 5)


def test_a_killed_rebuild_is_succeeded_and_what_it_left_is_removed(
    engine: Engine, other: Engine, cluster: Elasticsearch
) -> None:
    engine.apply(upserts(LIBRARY))
    killed = engine.begin_rebuild()
    killed.apply(upserts([record("half", title="Half")]))
    with in_two_minutes():
        other.begin_rebuild().commit()
    assert (generations(cluster, other), number(other)) == ([1, 3], 3)


def test_a_rebuild_that_was_given_up_cannot_go_on(
    engine: Engine, other: Engine, cluster: Elasticsearch
) -> None:
    slow = engine.begin_rebuild()
    with in_two_minutes():
        other.begin_rebuild().commit()
    with pytest.raises(EngineUnavailable):
        slow.apply(upserts([record("late", title="Late")]))
    with pytest.raises(EngineUnavailable):
        slow.commit()
    slow.abort()
    assert (generations(cluster, other), number(other), other.health().documents) == ([1, 3], 3, 0)


def test_a_rebuild_that_lives_is_not_succeeded(engine: Engine, other: Engine) -> None:
    rebuild = engine.begin_rebuild()
    with in_two_minutes():
        rebuild.apply(upserts(LIBRARY))
        with pytest.raises(EngineUnavailable, match="Another rebuild"):
            other.begin_rebuild()
    rebuild.abort()


def test_the_generation_before_takes_no_more_writes(engine: Engine, cluster: Elasticsearch) -> None:
    before = engine.health().generation
    engine.begin_rebuild().commit()
    blocks = cluster.indices.get_settings(index=before, name="index.blocks.write", flat_settings=True)
    assert blocks[before]["settings"] == {"index.blocks.write": "true"}
    assert engine.apply(upserts(LIBRARY)) == Applied(done=len(LIBRARY))


def test_a_new_generation_is_searched_every_second_like_the_first(
    engine: Engine, cluster: Elasticsearch
) -> None:
    first, second = engine.health().generation, engine.begin_rebuild().commit()
    found = cluster.indices.get_settings(index=[first, second], flat_settings=True)
    names = ("index.refresh_interval", "index.auto_expand_replicas", "index.number_of_replicas")
    settings_of = [[found[each]["settings"].get(name) for name in names] for each in (first, second)]
    assert settings_of == [[None, "0-2", "0"], [None, "0-2", "0"]]


def test_many_removals_and_many_changes_are_carried_over(engine: Engine) -> None:
    engine.apply(Operation(f"gone-{n}", 2) for n in range(1_100))
    rebuild = engine.begin_rebuild()
    engine.apply(upserts(record(f"new-{n}", title="New") for n in range(1_100)))
    rebuild.commit()
    late = [Operation(f"gone-{n}", 1, record(f"gone-{n}", title="Gone")) for n in range(1_100)]
    assert engine.apply(late) == Applied(stale=1_100)
    assert engine.health().documents == 1_100


# Writes


def test_a_field_that_is_not_in_the_table_is_refused(engine: Engine, cluster: Elasticsearch) -> None:
    index = engine.health().generation
    refused = cluster.options(ignore_status=400).index(index=index, document={"id": "a", "surprise": 1})
    assert refused["error"]["type"] == "strict_dynamic_mapping_exception"


def test_a_value_too_long_for_the_index_fails_alone(engine: Engine) -> None:
    long = record("long", title="x", facets={"organisation": ("x" * 40_000,)})
    applied = engine.apply(upserts([record("a", title="x"), long, record("b", title="x")]))
    assert (applied.done, [failure.id for failure in applied.failed]) == (2, ["long"])
    reason = applied.failed[0].reason
    assert "[facets.organisation]" in reason
    assert "immense term" in reason
    assert len(reason) < 700


def test_a_write_that_is_tried_again_counts_as_stale_and_is_there(engine: Engine) -> None:
    engine.apply(upserts(LIBRARY))
    assert engine.apply(upserts(LIBRARY)) == Applied(stale=len(LIBRARY))
    assert engine.health().documents == len(LIBRARY)


# Nodes that fail


def test_a_cluster_that_cannot_be_reached_is_unavailable() -> None:
    engine = ElasticsearchEngine(NOWHERE, "wsis")
    attempts = (
        lambda: engine.apply(upserts(LIBRARY)),
        engine.refresh,
        lambda: engine.search(SearchRequest("radio")),
        lambda: engine.suggest("rad", "en"),
        lambda: engine.similar("a", "en"),
        lambda: list(engine.versions()),
        engine.begin_rebuild,
    )
    for attempt in attempts:
        with pytest.raises(EngineUnavailable, match="cannot be reached"):
            attempt()
    assert (engine.health().ok, engine.health().documents) == (False, 0)


@pytest.mark.parametrize("url", ["", "127.0.0.1", "http://127.0.0.1"])
def test_an_address_that_is_none_is_unavailable(url: str) -> None:
    health = ElasticsearchEngine(url, "wsis").health()
    assert (health.ok, "no address" in health.detail) == (False, True)


def test_a_node_that_is_down_is_passed_over(engine: Engine, elasticsearch_url: str) -> None:
    engine.apply(upserts(LIBRARY))
    alias = engine.health().generation.rpartition("-")[0]
    clustered = ElasticsearchEngine(f"{NOWHERE}, {elasticsearch_url}", alias)
    assert [clustered.search(SearchRequest("rural")).count for _ in range(3)] == [2, 2, 2]
    clustered.close()


def test_a_node_that_hangs_is_passed_over_within_the_readers_budget(
    engine: Engine, elasticsearch_url: str, deaf: str
) -> None:
    engine.apply(upserts(LIBRARY))
    alias = engine.health().generation.rpartition("-")[0]
    clustered = ElasticsearchEngine(f"{deaf},{elasticsearch_url}", alias)
    with budget.spending():
        assert clustered.search(SearchRequest("rural")).count == 2
    clustered.close()


def test_a_cluster_that_hangs_is_given_up_when_the_readers_budget_is_spent(deaf: str) -> None:
    engine = ElasticsearchEngine(deaf, "wsis")
    with budget.spending(0.3), pytest.raises(EngineUnavailable):
        engine.search(SearchRequest("radio"))
    engine.close()


def test_nothing_is_asked_when_the_readers_budget_is_spent(deaf: str) -> None:
    with budget.spending(0.0), pytest.raises(EngineUnavailable, match="is over"):
        ElasticsearchEngine(deaf, "wsis").search(SearchRequest("radio"))


def test_a_forked_process_asks_over_connections_of_its_own(engine: Engine) -> None:
    engine.apply(upserts(LIBRARY))
    engine.search(SearchRequest("rural"))
    child = os.fork()
    if child == 0:
        found = engine.search(SearchRequest("rural", rescue=False)).count
        os._exit(found)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 2
    assert engine.search(SearchRequest("rural")).count == 2
