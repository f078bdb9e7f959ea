"""The engine's door: what the library and the file system raise does not come through it as it is."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from search.engines.base import EngineUnavailable


@contextmanager
def answering_calls() -> Iterator[None]:
    """Turn what tantivy and the file system raise into EngineUnavailable."""
    try:
        yield
    except (ValueError, OSError) as error:
        raise EngineUnavailable(str(error)) from error
