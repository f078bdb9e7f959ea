"""The engine for sites that one machine no longer serves: a cluster of Elasticsearch, asked over HTTP."""

from search.engines.elasticsearch.engine import ElasticsearchEngine

__all__ = ["ElasticsearchEngine"]
