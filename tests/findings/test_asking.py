"""Links are tried against real websites on this machine, which answer well, badly, slowly and for ever."""

import dataclasses
import socket
import ssl
import threading
import time

import pytest

from cms.findings.enums import Answer
from cms.findings.links.asking import Outcome, Patience, ask
from cms.findings.links.guard import Guard
from tests.findings.conftest import HOME, OTHER, drip


def url_of(site, path="/", host="site.example"):
    return f"http://{host}:{site.port}{path}"


@pytest.mark.parametrize(
    ("status", "answer"),
    [
        ("200 OK", Answer.ANSWERED),
        ("204 No Content", Answer.ANSWERED),
        ("401 Unauthorized", Answer.REFUSED),
        ("403 Forbidden", Answer.REFUSED),
        ("429 Too Many Requests", Answer.REFUSED),
        ("404 Not Found", Answer.GONE),
        ("410 Gone", Answer.GONE),
        ("500 Oops", Answer.SILENT),
        ("503 Service Unavailable", Answer.SILENT),
    ],
)
def test_a_status_is_an_answer(status, answer, site, guard, patience):
    site.pages["/"] = status
    assert ask(url_of(site), guard, patience) == Outcome(answer, status[:3])


def test_the_question_says_who_asks_and_carries_nothing_else(site, guard, patience):
    site.pages["/page?q=1"] = "200 OK"

    ask(url_of(site, "/page?q=1"), guard, patience)

    [request] = site.requests
    assert request.splitlines()[0] == "HEAD /page?q=1 HTTP/1.1"
    assert dict(line.split(": ", 1) for line in request.splitlines()[1:] if line) == {
        "Host": f"site.example:{site.port}",
        "Accept-Encoding": "identity",
        "User-Agent": "WSIS-link-check (+http://localhost:8000)",
        "Accept": "*/*",
        "Connection": "close",
    }


def test_a_website_that_does_not_know_the_short_question_is_asked_the_long_one(site, guard, patience):
    site.pages = {"HEAD /": "405 Method Not Allowed", "GET /": "200 OK"}
    assert ask(url_of(site), guard, patience) == Outcome(Answer.ANSWERED, "200")
    assert site.asked == ["HEAD /", "GET /"]


# Redirects


def moved(to):
    return f"301 Moved\r\nLocation: {to}"


def test_redirects_are_followed(site, guard, patience):
    site.pages = {
        "/": moved("/there"),
        "/there": moved(url_of(site, "/ü here", "other.example")),
        "/%C3%BC%20here": "200 OK",
    }
    assert ask(url_of(site), guard, patience).answer == Answer.ANSWERED


@pytest.mark.parametrize(
    "to", ["http://127.0.0.2:{port}/", "//127.0.0.2:{port}/admin", "http://inside.example:{port}/"]
)
def test_a_redirect_into_a_private_network_is_refused_and_nobody_knocks_there(
    to, websites, site, guard, patience
):
    inside = websites(OTHER, site.port)
    leads = {"inside.example": OTHER, OTHER: OTHER}
    guard = Guard(guard.allows, guard.ports, lambda host, port: [leads.get(host, HOME)])
    site.pages["/"] = moved(to.format(port=site.port))

    assert ask(url_of(site), guard, patience) == Outcome(Answer.PRIVATE, "address")
    assert inside.connections == 0


@pytest.mark.parametrize(
    ("to", "outcome"),
    [
        ("ftp://site.example/", Outcome(Answer.SILENT, "HTTPException")),
        ("http://[::1/", Outcome(Answer.SILENT, "ValueError")),
        ("file:///etc/passwd", Outcome(Answer.SILENT, "HTTPException")),
        ("http://site.example:22/", Outcome(Answer.UNCHECKED, "port")),
        ("/", Outcome(Answer.SILENT, "HTTPException")),
    ],
)
def test_redirects_that_lead_nowhere(to, outcome, site, guard, patience):
    site.pages["/"] = moved(to)
    assert ask(url_of(site), guard, patience) == outcome
    assert len(site.requests) <= 6


def test_a_redirect_with_credentials_is_not_followed(site, guard, patience):
    site.pages["/"] = moved(f"http://ana:secret@site.example:{site.port}/in")
    assert ask(url_of(site), guard, patience) == Outcome(Answer.UNCHECKED, "credentials")
    assert site.asked == ["HEAD /"]


# What the guard keeps away, with its own rules


@pytest.mark.parametrize(
    ("url", "answer"),
    [
        ("http://127.0.0.1/", Answer.PRIVATE),
        ("http://[::1]/", Answer.PRIVATE),
        ("http://[::ffff:127.0.0.1]/", Answer.PRIVATE),
        ("http://169.254.169.254/latest/meta-data/", Answer.PRIVATE),
        ("http://localhost/", Answer.PRIVATE),
        ("http://example.org:9200/", Answer.UNCHECKED),
        ("http://ana:secret@example.org/", Answer.UNCHECKED),
    ],
)
def test_the_guard_of_the_site(url, answer):
    assert ask(url).answer == answer


def test_this_machine_is_not_asked_even_where_a_name_leads_to_it(site):
    guard = Guard(ports=frozenset({site.port}), resolve=lambda host, port: [HOME])
    assert ask(url_of(site), guard) == Outcome(Answer.PRIVATE, "address")
    assert site.connections == 0


def test_the_address_that_was_checked_is_the_one_that_is_asked(websites, site, guard, patience):
    """A resolver that answers differently the second time leads nobody inside."""
    inside = websites(OTHER, site.port)
    answers = iter([[HOME], [OTHER]])
    guard = Guard(guard.allows, guard.ports, lambda host, port: next(answers))
    site.pages = {"HEAD /": "405 Method Not Allowed"}

    assert ask(url_of(site), guard, patience) == Outcome(Answer.PRIVATE, "address")
    assert (site.asked, inside.connections) == (["HEAD /"], 0)


def test_the_library_asks_no_resolver_of_its_own(site, guard, patience, monkeypatch):
    names = []
    resolve = socket.getaddrinfo
    monkeypatch.setattr(
        socket, "getaddrinfo", lambda host, *rest, **more: names.append(host) or resolve(host, *rest, **more)
    )
    ask(url_of(site), guard, patience)
    assert set(names) <= {HOME}


# Bad websites


def test_a_body_without_an_end_is_not_read(site, guard, patience):
    sent = []

    def endless(connection):
        connection.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
        while True:
            sent.append(connection.send(b"x" * 65536))

    site.pages = {"HEAD /": "405 Method Not Allowed", "GET /": endless}
    assert ask(url_of(site), guard, patience) == Outcome(Answer.ANSWERED, "200")
    time.sleep(0.2)
    assert sum(sent) < 20_000_000


def head(lines):
    return lambda connection: connection.sendall(b"HTTP/1.1 200 OK\r\n" + lines + b"\r\n")


@pytest.mark.parametrize(
    "answer",
    [
        head(b"X-Long: " + b"x" * 100_000 + b"\r\n"),
        head(b"X-Many: 1\r\n" * 1_000),
        lambda connection: connection.sendall(b"220 mail.example ESMTP\r\n"),
        lambda connection: connection.sendall(b"HTTP/1.1 abc\r\n\r\n"),
        lambda connection: None,
    ],
    ids=["a long line", "many lines", "not HTTP", "no status", "hangs up"],
)
def test_answers_that_are_none(answer, site, guard, patience):
    site.pages["/"] = answer
    assert ask(url_of(site), guard, patience).answer == Answer.SILENT


@pytest.mark.parametrize(
    "answer",
    [
        lambda connection: time.sleep(3),
        drip(b"H"),
        drip(b"HTTP/1.1 100 Continue\r\n\r\n"),
        lambda connection: (connection.sendall(b"HTTP/1.1 200 OK\r\n"), drip(b"X: y")(connection)),
    ],
    ids=["says nothing", "a status without an end", "asks to go on for ever", "a header without an end"],
)
def test_slow_websites_get_no_more_than_the_time_there_is(answer, site, guard, patience):
    site.pages["/"] = answer
    assert ask(url_of(site), guard, patience) == Outcome(Answer.SILENT, "time")


def test_a_handshake_without_an_end(site, guard, patience):
    """TLS takes the socket over; the time that there is holds all the same."""
    site._send = lambda connection, asked: drip(b"\x16\x03\x03\x40\x00" + b"\x00" * 60)(connection)

    outcome = ask(f"https://site.example:{site.port}/", guard, Patience(silence=5, total=0.5))

    assert outcome.answer == Answer.SILENT


@pytest.mark.parametrize(
    ("host", "trusted", "outcome"),
    [
        ("site.example", True, Outcome(Answer.ANSWERED, "200")),
        ("site.example.", True, Outcome(Answer.ANSWERED, "200")),
        ("other.example", True, Outcome(Answer.SILENT, "SSLCertVerificationError")),
        ("site.example", False, Outcome(Answer.SILENT, "SSLCertVerificationError")),
    ],
)
def test_a_certificate_is_asked_for_the_name_of_the_website(
    host, trusted, outcome, site, guard, patience, certificate
):
    site.certificate, site.pages["/"] = certificate, "200 OK"
    if trusted:
        context = ssl.create_default_context(cafile=certificate)
        guard = dataclasses.replace(guard, trust=lambda: context)
    assert ask(f"https://{host}:{site.port}/", guard, patience) == outcome


def test_redirects_share_the_time(site, guard, patience):
    def slow(connection):
        time.sleep(0.3)
        connection.sendall(b"HTTP/1.1 302 Found\r\nLocation: /\r\n\r\n")

    site.pages["/"] = slow
    assert ask(url_of(site), guard, patience) == Outcome(Answer.SILENT, "time")


def test_nobody_answers_at_all(site, guard, patience):
    with socket.create_server((HOME, 0)) as free:
        port = free.getsockname()[1]
    guard = Guard(guard.allows, frozenset({port}), guard.resolve)
    assert ask(f"http://site.example:{port}/", guard, patience) == Outcome(
        Answer.SILENT, "ConnectionRefusedError"
    )


def test_a_name_that_does_not_exist(guard, site, patience):
    def nowhere(host, port):
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    guard = Guard(guard.allows, guard.ports, nowhere)
    assert ask(url_of(site), guard, patience) == Outcome(Answer.SILENT, "gaierror")


def test_the_second_address_is_tried_where_the_first_takes_no_connection(site, guard, patience):
    guard = Guard(lambda address: True, guard.ports, lambda host, port: [OTHER, HOME])
    site.pages["/"] = "200 OK"
    assert ask(url_of(site), guard, patience) == Outcome(Answer.ANSWERED, "200")


def test_no_watch_is_left_behind(site, guard, patience):
    before = threading.active_count()
    for _each in range(3):
        ask(url_of(site), guard, Patience(silence=0.5, total=60))
    time.sleep(0.1)
    assert threading.active_count() <= before
