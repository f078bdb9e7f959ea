"""Mails that tell of many things at once: packages keep what is to be told, and write the mail when it is time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

Collector = Callable[..., int]
"""Called with `now`, writes the mails whose time has come into the outbox and returns how many."""

_collectors: list[Collector] = []


def register(collector: Collector) -> None:
    if collector not in _collectors:
        _collectors.append(collector)


def collect(*, now: dt.datetime) -> int:
    """Let every package write what is due; return how many mails were written."""
    return sum(collector(now=now) for collector in _collectors)
