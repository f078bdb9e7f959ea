"""Reading a generation from end to end, page by page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from elasticsearch import Elasticsearch
from elasticsearch.dsl import Search
from elasticsearch.dsl.query import Query

from search.engines.elasticsearch import fields

_KEPT = "2m"
"""How long a view is held between two pages."""
_WITH_SOURCE, _WITHOUT = 500, 5_000
"""So many hits a page: what a process holds in memory."""


def every(
    client: Elasticsearch, index: str, query: Query, order: str, *, source: bool = False
) -> Iterator[dict[str, Any]]:
    """Yield the hits with their versions in ascending order of a field, as they were when the first was read."""
    size = _WITH_SOURCE if source else _WITHOUT
    search = Search().query(query).sort(order).source(source)[:size]
    body = search.extra(version=True, track_total_hits=False).to_dict()
    view = client.open_point_in_time(index=index, keep_alive=_KEPT)["id"]
    try:
        while True:
            answer = client.search(body=body | {"pit": {"id": view, "keep_alive": _KEPT}}).body
            view, hits = answer["pit_id"], answer["hits"]["hits"]
            yield from hits
            if len(hits) < size:
                return
            body["search_after"] = hits[-1]["sort"]
    finally:
        client.close_point_in_time(id=view)


def last_change(client: Elasticsearch, index: str) -> int:
    """Return the number of the last findable write, -1 when there is none."""
    search = Search().sort(f"-{fields.LAST_CHANGE}").source(False)[:1]
    hits = client.search(index=index, body=search.to_dict())["hits"]["hits"]
    return int(hits[0]["sort"][0]) if hits else -1
