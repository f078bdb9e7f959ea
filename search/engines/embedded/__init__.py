"""The engine that needs no server: an index in a folder, read by any number of processes, written by one at a time."""

from search.engines.embedded.engine import EmbeddedEngine

__all__ = ["EmbeddedEngine"]
