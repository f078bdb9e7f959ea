"""The site as make demo serves it, on a free port, and a reader who asks it."""

from __future__ import annotations

import http.client
import socket
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPResponse

from cms.demo.processes import services

PATIENCE = 30.0
"""Seconds the server has to answer."""
STARTING = 120.0
"""Seconds it has to start, however busy the machine is."""
WARM_UP = 20


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    headers: dict[str, str]
    """Names in lower case."""
    body: bytes
    """As it was sent: compressed where the server did so."""
    seconds: float


@dataclass(frozen=True, slots=True)
class Reader:
    """Asks for one page after the other, each over a connection of its own."""

    port: int
    headers: dict[str, str] = field(default_factory=lambda: {"Accept-Encoding": "gzip"})
    patience: float = PATIENCE

    def get(self, path: str, **headers: str) -> Answer:
        begun = time.perf_counter()
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=self.patience)
        try:
            connection.request("GET", path, headers=self.headers | headers)
            response: HTTPResponse = connection.getresponse()
            body = response.read()
        finally:
            connection.close()
        named = {name.lower(): value for name, value in response.getheaders()}
        return Answer(response.status, named, body, time.perf_counter() - begun)

    def times(self, paths: Sequence[str], warm_up: int = WARM_UP) -> list[float]:
        """Return the seconds of each answer after the warm-up. Raises AssertionError for an answer that is not 200."""
        for place in range(warm_up):
            self.get(paths[place % len(paths)])
        return [self._good(path).seconds for path in paths]

    def _good(self, path: str) -> Answer:
        answer = self.get(path)
        if answer.status != 200:
            raise AssertionError(f"{path} answered {answer.status}")
        return answer


@contextmanager
def serving() -> Iterator[Reader]:
    """Run server and workers as processes of their own, as long as the block lasts."""
    port = free_port()
    started = services(port, f"http://127.0.0.1:{port}")
    try:
        for service in started:
            service.start()
        reader = Reader(port)
        wait_for(reader)
        yield reader
    finally:
        for service in reversed(started):
            service.stop()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def wait_for(reader: Reader) -> None:
    """Wait for the first answer. Raises TimeoutError."""
    until = time.monotonic() + STARTING
    while time.monotonic() < until:
        try:
            if reader.get("/healthz").status == 200:
                return
        except OSError:
            time.sleep(0.1)
    raise TimeoutError("The server does not answer.")
