"""Which record an editor means who writes its number, or the address of one of its pages."""

from __future__ import annotations

from urllib.parse import unquote, urlsplit

from cms.core.routing import page_at
from search import registry
from search.models import OutboxRow

LONGEST_ID = 64


def record_of(written: str) -> str:
    """Return the id of the record; empty when there is none. It may be one that is not public now."""
    path = _path_of(written.strip()).rstrip("/")
    id = path.rpartition("/")[2]
    return id if id and is_known(id) else _at_address(path)


def _path_of(written: str) -> str:
    """Return the path of an address; empty for what is none, or what no database looks for."""
    try:
        path = unquote(urlsplit(written).path)
    except ValueError:
        return ""
    return path if path.isprintable() else ""


def is_known(id: str) -> bool:
    """Tell whether a record of this id is public or has ever been."""
    known = OutboxRow.objects.filter(document_id=id).exists() if len(id) <= LONGEST_ID else False
    return known or id in registry.build([id])


def _at_address(path: str) -> str:
    page = page_at(f"{path}/") if path.startswith("/") else None
    return min(registry.ids_for(page), default="") if page else ""
