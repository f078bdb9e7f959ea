"""Websites on this machine that answer as a test wants, well or badly."""

from __future__ import annotations

import datetime as dt
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from cms.findings.links.asking import Patience
from cms.findings.links.guard import Guard

HOME = "127.0.0.1"
OTHER = "127.0.0.2"


@dataclass
class Website:
    """Answers each request by the function for its path; keeps what was asked."""

    address: str
    port: int = 0
    pages: dict[str, Callable[[socket.socket], None] | str] = field(default_factory=dict)
    requests: list[str] = field(default_factory=list)
    connections: int = 0
    certificate: Path | None = None
    """Key and certificate in one file, to speak TLS."""

    def serve(self, stop: threading.Event) -> None:
        with socket.create_server((self.address, self.port)) as server:
            self.port = server.getsockname()[1]
            server.settimeout(0.05)
            self.ready.set()
            while not stop.is_set():
                try:
                    connection, _peer = server.accept()
                except TimeoutError:
                    continue
                self.connections += 1
                threading.Thread(target=self._answer, args=[connection], daemon=True).start()

    def __post_init__(self) -> None:
        self.ready = threading.Event()

    def _answer(self, connection: socket.socket) -> None:
        with connection:
            connection.settimeout(5)
            try:
                with self._secured(connection) as connection:
                    self._reply(connection)
            except OSError:
                pass  # the other side has gone, as it should

    def _secured(self, connection: socket.socket) -> socket.socket:
        if not self.certificate:
            return connection
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.certificate)
        return context.wrap_socket(connection, server_side=True)

    def _reply(self, connection: socket.socket) -> None:
        request = connection.recv(65536).decode("latin-1")
        if request:
            self.requests.append(request)
            self._send(connection, request.split(" ")[:2])

    def _send(self, connection: socket.socket, asked: list[str]) -> None:
        method, path = asked if len(asked) == 2 else ("", "")
        page = self.pages.get(f"{method} {path}", self.pages.get(path, "404 Not Found"))
        if callable(page):
            page(connection)
        else:
            connection.sendall(f"HTTP/1.1 {page}\r\nContent-Length: 0\r\n\r\n".encode())

    @property
    def asked(self) -> list[str]:
        """What was asked, as "HEAD /path"."""
        return [" ".join(request.split(" ")[:2]) for request in self.requests]


@pytest.fixture
def websites() -> Iterator[Callable[..., Website]]:
    """Return a function that starts a website at one of this machine's addresses."""
    stop, threads = threading.Event(), []

    def start(address: str = HOME, port: int = 0) -> Website:
        site = Website(address, port)
        thread = threading.Thread(target=site.serve, args=[stop], daemon=True)
        thread.start()
        threads.append(thread)
        assert site.ready.wait(5)
        return site

    yield start
    stop.set()
    for thread in threads:
        thread.join(5)


@pytest.fixture
def site(websites: Callable[..., Website]) -> Website:
    return websites()


@pytest.fixture
def guard(site: Website) -> Guard:
    """Lets the website of the test pass, at its address and port, and what is public; every name leads to it."""
    return Guard(
        allows=lambda address: address == site.address,
        ports=frozenset({site.port}),
        resolve=lambda host, port: [host if host.startswith("127.") else site.address],
    )


@pytest.fixture
def patience() -> Patience:
    return Patience(silence=0.5, total=1)


def drip(data: bytes) -> Callable[[socket.socket], None]:
    """Return an answer that comes by the byte, for ever, each soon enough that a time-out begins anew."""

    def answer(connection: socket.socket) -> None:
        while True:
            for byte in data:
                connection.sendall(bytes([byte]))
                time.sleep(0.05)

    return answer


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    """Key and certificate of the website site.example, which nobody but a test trusts."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "site.example")])
    now = dt.datetime.now(dt.UTC)
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("site.example")]), critical=False)
        .sign(key, hashes.SHA256())
    )
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    path = tmp_path / "site.pem"
    path.write_bytes(private + made.public_bytes(serialization.Encoding.PEM))
    return path
