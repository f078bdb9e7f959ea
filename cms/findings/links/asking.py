"""One question to a website: is there something at this address? Of the answer nothing but its head is read.

Every step, redirects too, goes through the guard and to the very address that the guard saw. No proxy, no cookies, no
credentials; one connection for each question.
"""

from __future__ import annotations

import socket
from collections.abc import Sequence
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from threading import Lock, Timer
from typing import Any
from urllib.parse import urljoin, urlsplit

from django.conf import settings

from cms.findings.enums import Answer
from cms.findings.links.addresses import normal
from cms.findings.links.guard import Forbidden, Guard

MOST_REDIRECTS = 5
MOST_ADDRESSES = 3
REDIRECTS = frozenset({301, 302, 303, 307, 308})
GONE = frozenset({404, 410})
ERROR = 400
FAULT = 500
PORTS = {"http": 80, "https": 443}
CONNECTIONS: dict[str, type[HTTPConnection]] = {"http": HTTPConnection, "https": HTTPSConnection}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a link, and why: a status, or a word."""

    answer: Answer
    why: str


@dataclass(frozen=True, slots=True)
class Patience:
    """Seconds: without a byte, and for one link in all, redirects included. Names are as slow as the resolver."""

    silence: float = 5
    total: float = 15


def ask(url: str, guard: Guard | None = None, patience: Patience | None = None) -> Outcome:
    """Return what came of a web address as `normal` writes it. Raises nothing: whatever comes is an outcome."""
    guard, patience = guard or Guard(), patience or Patience()
    with Deadline(patience.total) as deadline:
        try:
            return _meaning(_status(url, guard, patience, deadline))
        except Forbidden as refusal:
            why = str(refusal)
            return Outcome(Answer.PRIVATE if why == "address" else Answer.UNCHECKED, why)
        except (OSError, HTTPException, ValueError) as failure:
            late = deadline.is_over or isinstance(failure, TimeoutError)
            return Outcome(Answer.SILENT, "time" if late else type(failure).__name__)


def _meaning(status: int) -> Outcome:
    if status < ERROR:
        answer = Answer.ANSWERED
    elif status in GONE:
        answer = Answer.GONE
    else:
        # Many websites let no program in: that says nothing of the page.
        answer = Answer.REFUSED if status < FAULT else Answer.SILENT
    return Outcome(answer, str(status))


def _status(url: str, guard: Guard, patience: Patience, deadline: Deadline) -> int:
    for _step in range(MOST_REDIRECTS + 1):
        status, location = _head(url, guard, patience, deadline)
        if status not in REDIRECTS or not location:
            return status
        url = normal(urljoin(url, location))
        if not url:
            raise HTTPException("redirected to what is no address")
    raise HTTPException("too many redirects")


def _head(url: str, guard: Guard, patience: Patience, deadline: Deadline) -> tuple[int, str]:
    """Return status and Location, by GET where a website does not know HEAD, as many do not."""
    found = _request("HEAD", url, guard, patience, deadline)
    return found if found[0] < ERROR else _request("GET", url, guard, patience, deadline)


def _request(method: str, url: str, guard: Guard, patience: Patience, deadline: Deadline) -> tuple[int, str]:
    parts = urlsplit(url)
    if parts.username is not None or parts.password is not None:
        raise Forbidden("credentials")
    host, port = parts.hostname or "", parts.port or PORTS[parts.scheme]
    addresses = guard.addresses(host, port)
    options: dict[str, Any] = {"context": guard.trust()} if parts.scheme == "https" else {}
    connection = CONNECTIONS[parts.scheme](host, port, timeout=patience.silence, **options)
    connection.auto_open = 0  # it would ask a resolver again
    try:
        connection.sock = _connected(addresses[:MOST_ADDRESSES], port, patience, deadline)
        if parts.scheme == "https":
            connection.sock = guard.trust().wrap_socket(
                connection.sock, server_hostname=host.removesuffix(".")
            )
        target = f"{parts.path}?{parts.query}" if parts.query else parts.path
        connection.request(method, target, headers=_headers(method))
        response = connection.getresponse()
        deadline.require()
        # Read as Latin-1 by the library, and meant as UTF-8.
        location = response.headers.get("Location", "").encode("latin-1").decode("utf-8", "replace")
        return response.status, location
    finally:
        connection.close()


def _headers(method: str) -> dict[str, str]:
    headers = {
        "User-Agent": f"WSIS-link-check (+{settings.WAGTAILADMIN_BASE_URL})",
        "Accept": "*/*",
        "Connection": "close",
    }
    return headers | {"Range": "bytes=0-0"} if method == "GET" else headers


def _connected(addresses: Sequence[str], port: int, patience: Patience, deadline: Deadline) -> socket.socket:
    """Return a connection to the first of these IP addresses that takes it, watched by the deadline."""
    failure: OSError = OSError("no address")
    for address in addresses:
        deadline.require()
        try:
            connection = socket.create_connection((address, port), timeout=patience.silence)
        except OSError as error:
            failure = error
        else:
            deadline.watch(connection)
            return connection
    raise failure


class Deadline:
    """Ends the connection that is open when the time is over: a socket's own time-out begins anew with every byte."""

    def __init__(self, seconds: float) -> None:
        self.is_over = False
        self._watched: socket.socket | None = None
        self._lock = Lock()
        self._timer = Timer(seconds, self._end)
        self._timer.daemon = True

    def __enter__(self) -> Deadline:
        self._timer.start()
        return self

    def __exit__(self, *_failure: object) -> None:
        self._timer.cancel()
        with self._lock:
            self._let_go()

    def require(self) -> None:
        if self.is_over:
            raise TimeoutError

    def watch(self, connection: socket.socket) -> None:
        """Take care of this connection in the place of the one before, by a handle that TLS does not take away."""
        with self._lock:
            self._let_go()
            self._watched = connection.dup()
        if self.is_over:
            self._end()

    def _end(self) -> None:
        with self._lock:
            self.is_over = True
            if self._watched is not None:
                try:
                    self._watched.shutdown(socket.SHUT_RDWR)
                except OSError:
                    pass  # the other side was quicker

    def _let_go(self) -> None:
        if self._watched is not None:
            self._watched.close()
            self._watched = None
