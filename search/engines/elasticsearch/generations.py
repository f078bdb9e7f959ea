"""Generations in a cluster: PREFIX-1, PREFIX-2, … hold one complete index each; the alias PREFIX names the one in use.

A switch is one step. The generation before stays until the next rebuild is done: an instant way back. A generation
that is being filled is written under an alias of its own, and its heartbeat keeps others from making another meanwhile.
"""

from __future__ import annotations

import re
import time
from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from elasticsearch import BadRequestError, NotFoundError

from search.engines.answering import LARGEST_PAGE
from search.engines.base import EngineUnavailable
from search.engines.elasticsearch import fields
from search.engines.elasticsearch.connection import Connection
from search.engines.elasticsearch.requests import DEEPEST

_COPIES = "0-2"
"""One copy of the index on each of up to three nodes."""
_SETTINGS: dict[str, Any] = {"number_of_shards": 1, "max_result_window": DEEPEST + LARGEST_PAGE}
_QUIET = {"number_of_replicas": 0, "refresh_interval": "-1"}
_COPYING = "20s"
_DEAD_AFTER = 60.0
"""Seconds without a heartbeat after which a rebuild counts as killed."""


class Generations:
    """The generations below a prefix. Asks the cluster every time: other processes make and remove them too."""

    def __init__(self, connection: Connection, prefix: str) -> None:
        self._connection = connection
        self.alias = prefix
        self._number = re.compile(rf"{re.escape(prefix)}-(\d+)")

    def current(self) -> str:
        """Return the name of the generation that answers, making an empty first one when there is none."""
        return self._named() or self._first()

    def filling(self, name: str) -> str:
        """Return the alias under which a generation is filled."""
        return f"{name}-filling"

    def begin(self) -> str:
        """Make the next generation, to be filled, and return its name.

        Raises EngineUnavailable while another process fills one. What killed rebuilds left is removed, and all that
        is older than the generation before.
        """
        self.current()
        existing = self._existing()
        if any(map(self._beats, existing.values())):
            raise EngineUnavailable("Another rebuild is under way.")
        name = f"{self.alias}-{max(map(self._number_of, existing)) + 1}"
        if not self._create(name, self.filling(name), _QUIET, {"beat": time.time()}):
            raise EngineUnavailable("Another rebuild has just begun.")
        for leftover in self._leftovers(self.current(), existing):
            self.remove(leftover)
        return name

    def beat(self, name: str) -> None:
        """Tell others that this generation is still being filled."""
        self._connection.administration().indices.put_mapping(index=name, meta={"beat": time.time()})

    def finish(self, name: str) -> None:
        """Make what was filled findable, and have it copied to other nodes."""
        indices = self._connection.administration().indices
        indices.put_settings(index=name, settings={"refresh_interval": None, "auto_expand_replicas": _COPIES})
        indices.refresh(index=name)

    def is_copied(self, name: str) -> bool:
        """Tell whether every copy is there; waits a while for it."""
        client = self._connection.administration().options(ignore_status=408, max_retries=0)
        health = client.cluster.health(index=name, wait_for_status="green", timeout=_COPYING)
        return not health["timed_out"]

    def switch(self, old: str, new: str) -> None:
        """Let another generation answer, in one step."""
        actions: list[dict[str, Any]] = [
            {"remove": {"index": new, "alias": self.filling(new), "must_exist": True}},
            {"remove": {"index": old, "alias": self.alias, "must_exist": True}},
            {"add": {"index": new, "alias": self.alias}},
        ]
        self._connection.administration().indices.update_aliases(actions=actions)

    def freeze(self, name: str) -> None:
        """Let a generation take no more writes; those under way are waited for."""
        self._connection.administration().indices.add_block(index=name, block="write")

    def remove(self, name: str) -> None:
        self._connection.administration().indices.delete(index=name, ignore_unavailable=True)

    def _named(self) -> str:
        with suppress(NotFoundError):
            return next(iter(self._connection.ask(lambda client: client.indices.get_alias(name=self.alias))))
        return ""

    def _first(self) -> str:
        number = max(map(self._number_of, self._existing()), default=0) + 1
        self._create(f"{self.alias}-{number}", self.alias, {"auto_expand_replicas": _COPIES}, {})
        name = self._named()
        if not name:
            raise EngineUnavailable("The first generation cannot be made.")
        return name

    def _create(self, name: str, alias: str, settings: dict[str, Any], meta: dict[str, Any]) -> bool:
        """Make an index and return True, or False when there is one of this name."""
        try:
            self._connection.administration().indices.create(
                index=name,
                aliases={alias: {}},
                settings=_SETTINGS | settings,
                mappings=fields.mapping() | {"_meta": meta},
            )
        except BadRequestError as error:
            if error.message != "resource_already_exists_exception":
                raise
            return False
        return True

    def _existing(self) -> dict[str, dict[str, Any]]:
        """Return the generations, each with its notes about being filled; none when it is complete."""
        found = self._connection.administration().indices.get(
            index=f"{self.alias}-*", features=["aliases", "mappings"]
        )
        return {
            name: index["mappings"].get("_meta", {}) if self.filling(name) in index["aliases"] else {}
            for name, index in found.items()
            if self._number.fullmatch(name)
        }

    def _beats(self, meta: Mapping[str, Any]) -> bool:
        return time.time() - meta.get("beat", 0.0) < _DEAD_AFTER

    def _leftovers(self, current: str, existing: Mapping[str, Mapping[str, Any]]) -> list[str]:
        complete = [name for name, meta in existing.items() if not meta]
        older = [name for name in complete if self._number_of(name) < self._number_of(current)]
        previous = max(older, key=self._number_of, default=current)
        return [name for name in existing if name not in (current, previous)]

    def _number_of(self, name: str) -> int:
        found = self._number.fullmatch(name)
        return int(found[1]) if found else 0
