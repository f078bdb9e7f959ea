"""Where the configured engine keeps its index, and what may befall it: it fails, is lost, or an old copy comes back."""

import json
import shutil
from pathlib import Path

from django.conf import settings
from elasticsearch import Elasticsearch

from search import service
from tests.search.elasticsearch_server import remove_indices

NOWHERE = "http://127.0.0.1:9"
"""The port of a service that no machine offers any more."""


class Folder:
    """The embedded engine's: a disk that fails, a folder that is gone, a backup."""

    def __init__(self) -> None:
        self.folder = Path(settings.SEARCH_INDEX_DIR)
        self.aside = self.folder.with_name("aside")

    def break_down(self) -> None:
        service.close()
        self.folder.rename(self.aside)
        self.folder.write_text("not a folder")

    def recover(self) -> None:
        self.folder.unlink()
        self.aside.rename(self.folder)

    def lose(self) -> None:
        service.close()
        shutil.rmtree(self.folder)

    def contents(self) -> list[bytes]:
        return [path.read_bytes() for path in self.folder.rglob("*") if path.is_file()]

    def copy(self) -> None:
        service.close()
        shutil.copytree(self.folder, self.aside)

    def restore(self) -> None:
        self.lose()
        self.aside.rename(self.folder)


class Indices:
    """Those of this test in Elasticsearch: a server that is not reached, indices that are gone, a snapshot."""

    def __init__(self) -> None:
        self.url = settings.ELASTICSEARCH_URL
        self.prefix = settings.SEARCH_INDEX_PREFIX
        self.copies: dict[str, dict[str, dict[str, object]]] = {}

    def break_down(self) -> None:
        service.close()
        settings.ELASTICSEARCH_URL = NOWHERE

    def recover(self) -> None:
        service.close()
        settings.ELASTICSEARCH_URL = self.url

    def lose(self) -> None:
        service.close()
        remove_indices(self.url, self.prefix)

    def contents(self) -> list[bytes]:
        """Return what is kept of each document, and the words it is found by."""
        with Elasticsearch(self.url) as client:
            hits = client.search(index=f"{self.prefix}*", size=1000)["hits"]["hits"]
            found_by = [
                client.termvectors(index=hit["_index"], id=hit["_id"], fields=["*"])["term_vectors"]
                for hit in hits
            ]
        return [
            json.dumps(kept, ensure_ascii=False).encode()
            for kept in [*(hit["_source"] for hit in hits), *found_by]
        ]

    def copy(self) -> None:
        with Elasticsearch(self.url) as client:
            for name, description in client.indices.get(index=f"{self.prefix}*").items():
                self.copies[name] = description["aliases"]
                clone(client, name, f"copy-{name}")

    def restore(self) -> None:
        self.lose()
        with Elasticsearch(self.url) as client:
            for name, aliases in self.copies.items():
                clone(client, f"copy-{name}", name, aliases)
                client.indices.delete(index=f"copy-{name}")


def clone(
    client: Elasticsearch, name: str, target: str, aliases: dict[str, dict[str, object]] | None = None
) -> None:
    """Copy an index as it is; for that it must stand still."""
    client.indices.add_block(index=name, block="write")
    client.indices.clone(index=name, target=target, aliases=aliases or {}, wait_for_active_shards="all")
    for each in (name, target):
        client.indices.put_settings(index=each, settings={"index.blocks.write": None})


def store() -> Folder | Indices:
    """Return the store of the engine that this test is configured for."""
    return Indices() if settings.SEARCH_ENGINE == "elasticsearch" else Folder()
