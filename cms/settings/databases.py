"""DATABASE_URL as Django's DATABASES entry."""

from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

SQLITE_PRAGMAS = (
    "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;PRAGMA cache_size=-64000;"
    "PRAGMA mmap_size=268435456;PRAGMA temp_store=MEMORY;"
)


def database(url: str) -> dict[str, Any]:
    """Read sqlite:///PATH (four slashes for an absolute path) or postgres://USER:PASSWORD@HOST:PORT/NAME.

    A PostgreSQL socket directory is given as ?host=/path.
    """
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return sqlite(parts.path.removeprefix("/"))
    if parts.scheme in {"postgres", "postgresql"}:
        query = parse_qs(parts.query)
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": parts.path.removeprefix("/"),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": query.get("host", [parts.hostname or ""])[0],
            "PORT": str(parts.port or ""),
            "CONN_MAX_AGE": 60,
            "CONN_HEALTH_CHECKS": True,
        }
    raise ImproperlyConfigured(f"DATABASE_URL starts with {parts.scheme!r}; write sqlite:/// or postgres://.")


def sqlite(path: str) -> dict[str, Any]:
    """WAL and immediate transactions: server and workers write side by side without an error."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        # A new connection reads the whole schema and begins with an empty cache: more than a page may take.
        "CONN_MAX_AGE": 60,
        "OPTIONS": {"timeout": 30, "transaction_mode": "IMMEDIATE", "init_command": SQLITE_PRAGMAS},
    }
