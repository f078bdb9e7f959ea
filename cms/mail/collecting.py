"""Mails that tell of many things at once: packages keep what is to be told, and write the mail when it is time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from typing import TypeVar

import structlog
from django.db import InterfaceError, OperationalError

log = structlog.get_logger(__name__)

T = TypeVar("T")
Collector = Callable[..., int]
"""Called with `now`, writes the mails whose time has come into the outbox and returns how many.

What else is late it gives to the worker of background tasks."""

_collectors: list[Collector] = []


class NotAllTold(Exception):
    """Some could not be told, and the log says why; everybody else was."""

    def __init__(self, failed: int) -> None:
        super().__init__(f"{failed} could not be told; the log says why.")
        self.failed = failed


def register(collector: Collector) -> None:
    if collector not in _collectors:
        _collectors.append(collector)


def collect(*, now: dt.datetime) -> int:
    """Let every package write what is due; return how many mails were written. Raises NotAllTold in the end."""
    return one_by_one(_collectors, lambda collector: collector(now=now))


def one_by_one(each: Iterable[T], tell: Callable[[T], int]) -> int:
    """Tell one after the other, and return how many mails that made.

    An error with one is logged and keeps no other from being told: NotAllTold is raised in the end. A database that
    does not answer is raised at once.
    """
    mails = failed = 0
    for one in each:
        try:
            mails += tell(one)
        except NotAllTold as error:
            failed += error.failed
        except (OperationalError, InterfaceError):
            raise
        except Exception:
            log.exception("not_told", to=getattr(one, "pk", None) or repr(one))
            failed += 1
    if failed:
        raise NotAllTold(failed)
    return mails
