"""What a server reads before its first reader comes, because that reader would wait for it."""

from __future__ import annotations

import gc

import structlog
from django.db import Error, connections
from django.urls import get_resolver

from search import lexicon

log = structlog.get_logger(__name__)


def warm_up() -> None:
    """Read the lexicon, which takes a second, and the code of all pages.

    Without a database the first search reads the lexicon, as soon as there is one.

    What is in memory then stays: Python does not look through it for garbage again, which would stop a request for a
    fifth of a second every now and then.
    """
    try:
        lexicon.current()
    except Error as error:
        log.warning("not_warmed_up", reason=str(error))
    finally:
        # Whoever answers requests has connections of their own, other threads or forked children.
        connections.close_all()
    get_resolver().url_patterns  # noqa: B018 - read for its imports
    gc.collect()
    gc.freeze()
