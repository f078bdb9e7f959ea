"""What the index is told about records: one operation each, and no record stands in the way of another."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

import structlog
from django.db import InterfaceError, OperationalError

from search import registry
from search.engines.base import EngineUnavailable
from search.types import Applied, Failure, Operation, SearchDocument

log = structlog.get_logger(__name__)

Write = Callable[[Iterable[Operation]], Applied]


def operations_for(versions: Mapping[str, int]) -> tuple[list[Operation], list[Failure]]:
    """Return one operation for each record that can be built, a removal where no source returns it."""
    documents, failures = build_apart(list(versions))
    failed = {failure.id for failure in failures}
    operations = [
        Operation(id, version, stamped(documents.get(id), version))
        for id, version in versions.items()
        if id not in failed
    ]
    return operations, failures


def stamped(document: SearchDocument | None, version: int) -> SearchDocument | None:
    return replace(document, version=version) if document else None


def build_apart(ids: Sequence[str]) -> tuple[dict[str, SearchDocument], list[Failure]]:
    """Build documents; when that fails, one by one, so that only the broken ones are left out."""
    try:
        return registry.build(ids), []
    except (OperationalError, InterfaceError):
        raise
    except Exception as error:  # whatever a source raises over one record must not stop the others
        if len(ids) == 1:
            log.exception("document_not_built", id=ids[0])
            return {}, [Failure(ids[0], repr(error))]
    documents: dict[str, SearchDocument] = {}
    failures: list[Failure] = []
    for id in ids:
        built, failed = build_apart([id])
        documents |= built
        failures += failed
    return documents, failures


def write_apart(apply: Write, operations: Sequence[Operation]) -> tuple[Failure, ...]:
    """Write operations; when that fails, one by one. When each of several fails, the engine is to blame, not they."""
    if not operations:
        return ()
    try:
        return apply(operations).failed
    except EngineUnavailable:
        raise
    except Exception as error:  # whatever an engine raises over one document must not stop the others
        if len(operations) == 1:
            log.exception("document_not_written", id=operations[0].id)
            return (Failure(operations[0].id, repr(error)),)
    failures = tuple(failure for operation in operations for failure in write_apart(apply, [operation]))
    if len(failures) == len(operations):
        raise EngineUnavailable(failures[0].reason)
    return failures
