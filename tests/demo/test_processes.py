"""The processes of a demonstration: told where the site stands, announced when it answers, ended with a word."""

import os
import sys
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Event, Thread

import pytest

from cms.demo import processes
from cms.demo.management.commands.demo import Command, base_url
from cms.demo.staff import PASSWORD


class Starting(BaseHTTPRequestHandler):
    """A site that answers, though it is not well."""

    def do_GET(self):
        self.send_response(503)
        self.end_headers()

    def log_message(self, *args):
        """Say nothing."""


@pytest.fixture
def site():
    server = HTTPServer(("127.0.0.1", 0), Starting)
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield server.server_port
    server.shutdown()
    thread.join()
    server.server_close()


def test_the_accounts_come_through_a_pipe_while_the_site_is_served():
    read, write = os.pipe()
    with os.fdopen(read) as reader, os.fdopen(write, "w") as writer:
        Command(stdout=writer).introduce(8200)
        os.set_blocking(read, False)

        assert PASSWORD in reader.read()


def test_links_lead_to_the_port_of_the_demo(settings):
    settings.WAGTAILADMIN_BASE_URL = settings.DEFAULT_BASE_URL

    assert base_url(8200) == "http://127.0.0.1:8200"


def test_a_base_url_of_the_operator_is_kept(settings):
    settings.WAGTAILADMIN_BASE_URL = "https://demo.example.org"

    assert base_url(8200) == "https://demo.example.org"


def test_every_process_is_told_the_address():
    started = processes.services(8200, "http://127.0.0.1:8200")

    assert {tuple(service.command[:2]) for service in started} == {("env", "BASE_URL=http://127.0.0.1:8200")}


def test_the_site_is_announced_when_it_answers(site):
    stop = Event()
    sleeper = processes.Service("sleeper", [sys.executable, "-c", "import signal; signal.pause()"])

    processes.keep_running([sleeper], stop, site, stop.set)

    sleeper.stop()
    assert stop.is_set()


def test_a_port_where_nobody_listens_does_not_answer():
    with HTTPServer(("127.0.0.1", 0), Starting, bind_and_activate=False) as closed:
        closed.server_bind()

        assert not processes.answers(closed.server_port)
