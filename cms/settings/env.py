"""Typed readers of the environment, the only source of configuration and secrets.

A value that is missing or cannot be read raises ImproperlyConfigured with the variable's name.
Every variable is listed in .env.example and docs/reference/settings.md.
"""

import json
import os
from typing import Any

from django.core.exceptions import ImproperlyConfigured

TRUE = frozenset({"1", "true", "yes", "on"})
FALSE = frozenset({"0", "false", "no", "off", ""})


def text(name: str, default: str | None = None) -> str:
    value = os.environ.get(name, default)
    if value is None:
        raise ImproperlyConfigured(f"Set the environment variable {name}; see .env.example.")
    return value


def boolean(name: str, default: bool) -> bool:
    value = os.environ.get(name)
    if value is None:
        return default
    if value.lower() in TRUE:
        return True
    if value.lower() in FALSE:
        return False
    raise ImproperlyConfigured(f"{name} is {value!r}; write 1 or 0.")


def number(name: str, default: int) -> int:
    value = os.environ.get(name, str(default))
    try:
        return int(value)
    except ValueError:
        raise ImproperlyConfigured(f"{name} is {value!r}; write a whole number.") from None


def listing(name: str, default: str | None = None) -> list[str]:
    """Return a comma-separated value as a list without blanks."""
    return [part.strip() for part in text(name, default).split(",") if part.strip()]


def options(name: str) -> dict[str, Any]:
    """Return a JSON object; empty when the variable is."""
    try:
        value = json.loads(text(name, "") or "{}")
    except ValueError:
        value = None
    if not isinstance(value, dict):
        raise ImproperlyConfigured(f'{name} is not a JSON object; write {{"NAME": "value"}}.')
    return value


def choice(name: str, default: str, choices: frozenset[str]) -> str:
    value = text(name, default)
    if value not in choices:
        raise ImproperlyConfigured(f"{name} is {value!r}; write one of {', '.join(sorted(choices))}.")
    return value
