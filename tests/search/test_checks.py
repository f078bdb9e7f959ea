"""Settings of search that cannot work are refused at start, with what to write instead."""

import pytest
from django.core.checks import run_checks


@pytest.fixture
def elasticsearch(settings):
    settings.SEARCH_ENGINE = "elasticsearch"
    settings.ELASTICSEARCH_URL = "http://127.0.0.1:9200"
    settings.SEARCH_INDEX_PREFIX = "wsis"
    return settings


def refused() -> list[tuple[str, str]]:
    return [(found.id, found.msg) for found in run_checks() if found.id.startswith("search.")]


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1:9200",
        "https://name:pass%40word@search.example.org:443/behind/a/proxy",
        "http://[::1]:9200, http://10.0.0.2:9200",
    ],
)
def test_complete_addresses_of_one_node_or_several_are_taken(elasticsearch, url):
    elasticsearch.ELASTICSEARCH_URL = url

    assert refused() == []


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("http://search.example.org", "'http://search.example.org'"),
        ("search.example.org:9200", "'search.example.org:9200'"),
        ("elastic://search.example.org:9200", "'elastic://search.example.org:9200'"),
        ("http://:9200", "'http://:9200'"),
        ("http://search.example.org:elastic", "'http://search.example.org:elastic'"),
        ("http://search.example.org:99999", "'http://search.example.org:99999'"),
        ("https://name:secret@search.example.org", "'search.example.org'"),
        ("http://10.0.0.1:9200,http://10.0.0.2", "'http://10.0.0.2'"),
        ("", "it is empty"),
        (" , ", "it is empty"),
    ],
)
def test_an_address_that_leads_nowhere_is_refused_without_its_password(elasticsearch, url, told):
    elasticsearch.ELASTICSEARCH_URL = url

    assert refused() == [("search.E002", f"ELASTICSEARCH_URL is no list of complete addresses: {told}.")]


@pytest.mark.parametrize("prefix", ["wsis", "wsis-2", "2.wsis_test"])
def test_prefixes_that_elasticsearch_takes(elasticsearch, prefix):
    elasticsearch.SEARCH_INDEX_PREFIX = prefix

    assert refused() == []


@pytest.mark.parametrize(
    "prefix", ["WSIS", "", "_wsis", "-wsis", ".wsis", "ws is", "wsis*", "wsis/1", "a" * 101]
)
def test_prefixes_that_it_does_not_take_are_refused(elasticsearch, prefix):
    elasticsearch.SEARCH_INDEX_PREFIX = prefix

    assert refused() == [
        ("search.E003", f"SEARCH_INDEX_PREFIX cannot begin the name of an index: {prefix!r}.")
    ]


def test_who_uses_another_engine_is_not_asked_for_them(settings):
    settings.SEARCH_ENGINE = "embedded"
    settings.ELASTICSEARCH_URL = settings.SEARCH_INDEX_PREFIX = ""

    assert refused() == []
