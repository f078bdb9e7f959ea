"""What scripts.elasticsearch does with processes, shown on a program that stands in for the server."""

import socket
import tempfile
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from elasticsearch import Elasticsearch

from scripts.elasticsearch import ROOT, VERSION, Unavailable, artifacts, assembly, java
from scripts.elasticsearch.cluster import Cluster, acquaintance, free_ports, stop_all
from scripts.elasticsearch.node import HOST, Node


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A distribution whose program waits until it is ended."""
    return distribution(tmp_path / "home", "exec sleep 600")


def distribution(home: Path, program: str) -> Path:
    for folder in ("bin", "config"):
        (home / folder).mkdir(parents=True)
    (home / "bin/elasticsearch").write_text(f"#!/bin/sh\n{program}\n")
    (home / "bin/elasticsearch").chmod(0o755)
    (home / "config/jvm.options").touch()
    return home


@pytest.fixture
def node(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Node]:
    monkeypatch.setenv("ES_JAVA_HOME", str(fake_java(tmp_path / "java", 21, *java.MODULES)))
    java.find_java.cache_clear()
    node = Node(home, tmp_path / "data/node-1", *free_ports(2), "-Xmx512m", {})
    yield node
    node.stop()
    java.find_java.cache_clear()


def fake_java(home: Path, version: int, *modules: str) -> Path:
    (home / "bin").mkdir(parents=True)
    lines = "\n".join(f"{name}@{version}.0.1" for name in ("java.base", *modules))
    (home / "bin/java").write_text(f"#!/bin/sh\ncat <<end\n{lines}\nend\n")
    (home / "bin/java").chmod(0o755)
    return home


@pytest.mark.parametrize(
    ("version", "modules", "suitable"),
    [(21, java.MODULES, True), (25, java.MODULES, True), (17, java.MODULES, False), (21, [], False)],
    ids=["oldest", "newer", "too old", "without the modules of a JDK"],
)
def test_java_is_judged_by_version_and_modules(tmp_path, version, modules, suitable):
    assert java.is_suitable(fake_java(tmp_path, version, *modules)) is suitable


def test_a_folder_without_java_is_not_suitable(tmp_path):
    assert java.is_suitable(tmp_path) is False


def test_what_the_user_names_is_tried_first(monkeypatch):
    monkeypatch.setenv("JAVA_HOME", "/second")
    monkeypatch.setenv("ES_JAVA_HOME", "/first")
    assert [str(home) for home in java.candidates()][:2] == ["/first", "/second"]


def test_an_archive_that_was_changed_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(artifacts, "REPOSITORIES", (tmp_path,))
    changed = tmp_path / artifacts.SERVER.path
    changed.parent.mkdir(parents=True)
    changed.write_bytes(b"something else")
    with pytest.raises(Unavailable, match="is not what it should be"):
        artifacts.obtain(artifacts.SERVER)


def test_without_maven_it_is_said_what_to_install(tmp_path, monkeypatch):
    monkeypatch.setattr(artifacts, "REPOSITORIES", (tmp_path,))
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(Unavailable, match="install maven"):
        artifacts.obtain(artifacts.SERVER)


def test_the_distribution_is_the_server_with_the_modules(tmp_path, monkeypatch):
    monkeypatch.setattr(assembly, "HOME", tmp_path / "elasticsearch")
    server, modules = tmp_path / "server.zip", tmp_path / "modules.zip"
    with zipfile.ZipFile(server, "w") as archive:
        archive.writestr("elasticsearch-9.4.3/bin/elasticsearch", "")
        archive.writestr("elasticsearch-9.4.3/modules/apm/apm.jar", "")
    with zipfile.ZipFile(modules, "w") as archive:
        for name in (*assembly.MODULE_NAMES, "unwanted"):
            archive.writestr(f"sonarqube-26.9.0.129388/elasticsearch/modules/{name}/{name}.jar", "")
    assembly.put_together(server, modules)
    jars = {path.stem for path in assembly.HOME.glob("modules/*/*.jar")}
    assert jars == {"apm", *assembly.MODULE_NAMES}
    assert assembly.is_assembled()


def test_another_recipe_makes_another_distribution(tmp_path, monkeypatch):
    monkeypatch.setattr(assembly, "HOME", tmp_path)
    (tmp_path / "recipe").write_text("an older one")
    assert not assembly.is_assembled()


def test_three_nodes_know_of_each_other():
    settings = acquaintance({"node-1": 9301, "node-2": 9302, "node-3": 9303})
    assert settings["cluster.initial_master_nodes"] == ["node-1", "node-2", "node-3"]
    assert settings["discovery.seed_hosts"] == ["127.0.0.1:9301", "127.0.0.1:9302", "127.0.0.1:9303"]
    assert "discovery.type" not in settings


def test_ports_differ_and_begin_where_they_are_to():
    (first,) = free_ports(1)
    ports = free_ports(4, first)
    assert ports[0] == first
    assert len(set(ports)) == 4


def test_a_port_that_is_taken_is_named():
    with socket.socket() as taken:
        taken.bind((HOST, 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(Unavailable, match=f"Port {port} is taken"):
            free_ports(2, port)


def test_the_server_listens_on_this_machine_only_and_without_security(node):
    settings = node.configuration()
    assert (settings["network.host"], settings["xpack.security.enabled"]) == ("127.0.0.1", False)


def test_one_folder_has_one_process(node):
    node.start()
    intruder = replace(node, port=9999)
    with pytest.raises(Unavailable, match="already runs"):
        intruder.start()
    assert "http.port: 9999" not in (node.folder / "config/elasticsearch.yml").read_text()


def test_a_stopped_node_can_be_started_again_at_the_same_address(node):
    node.start()
    address = node.url
    node.stop()
    node.start()
    assert node.url == address
    assert node.process.poll() is None


def test_a_killed_node_is_gone(node):
    node.start()
    node.kill()
    assert node.process.returncode == -9


def test_a_node_that_hangs_is_stopped_all_the_same(node):
    node.start()
    node.pause()
    node.stop()
    assert node.process.returncode == -15


def test_a_node_that_somebody_else_started_can_be_stopped(node):
    node.start()
    assert stop_all(node.folder.parent) == 1
    assert node.process.wait() == -15
    assert stop_all(node.folder.parent) == 0


def test_the_cluster_acts_on_the_node_that_is_named(node, tmp_path):
    other = Node(node.home, tmp_path / "data/node-2", *free_ports(2), "-Xmx512m", {})
    cluster = Cluster([node, other], tempfile.TemporaryDirectory())
    for each in cluster.nodes:
        each.start()
    cluster.kill(1)
    assert [each.process.poll() for each in cluster.nodes] == [None, -9]
    cluster.restart(1, wait=False)
    assert [each.process.poll() for each in cluster.nodes] == [None, None]
    cluster.stop()
    assert [each.process.poll() for each in cluster.nodes] == [-15, -15]


def test_a_node_that_dies_leaves_its_last_words(node, tmp_path):
    node.home = distribution(tmp_path / "broken", "echo '[INFO ] hello'; echo '[ERROR] no room'; exit 1")
    node.start()
    with pytest.raises(Unavailable, match=r"ends with:\n\[ERROR\] no room$"):
        node.wait(1)


def test_the_assembled_server_has_what_search_asks_of_it(elasticsearch_url, index_prefix):
    languages = ("arabic", "cjk", "english", "french", "russian", "spanish")
    with Elasticsearch(elasticsearch_url) as client:
        properties = {name: {"type": "text", "analyzer": name} for name in languages}
        client.indices.create(
            index=index_prefix, mappings={"properties": properties | {"n": {"type": "long"}}}
        )
        client.index(
            index=index_prefix, id="1", document={"english": "Digital schools", "n": 1}, refresh=True
        )
        client.update_by_query(index=index_prefix, script={"source": "ctx._source.n += 1"}, refresh=True)
        answer = client.search(
            index=index_prefix, query={"match": {"english": "school"}}, aggs={"n": {"terms": {"field": "n"}}}
        )
    assert answer["hits"]["total"]["value"] == 1
    assert [(each["key"], each["doc_count"]) for each in answer["aggregations"]["n"]["buckets"]] == [(2, 1)]


def test_docker_gets_the_same_version():
    assert f"elasticsearch/elasticsearch:{VERSION}\n" in (ROOT / "compose.yaml").read_text()
