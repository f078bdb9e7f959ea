"""The processes of a demonstration on one machine, started together, restarted when one dies, stopped together."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from threading import Event

MANAGE = Path(sys.argv[0]).resolve()
LOOK_EVERY = 1.0
"""Seconds between two looks at the processes."""
ANSWER_WITHIN = 5.0
"""Seconds a site that begins to serve has for an answer."""
PATIENCE = 10.0
"""Seconds a process has to end by itself before it is killed."""


@dataclass(slots=True)
class Service:
    """One process and the command that starts it."""

    name: str
    command: Sequence[str]
    process: subprocess.Popen[bytes] | None = field(default=None)

    def start(self) -> None:
        # A session of its own: Ctrl-C reaches the supervisor alone, which ends the others in order.
        self.process = subprocess.Popen(self.command, start_new_session=True)

    def running(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def stop(self) -> None:
        if self.process is None:
            return
        self.process.terminate()
        try:
            self.process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


def services(port: int, base_url: str) -> list[Service]:
    """Return the web server, the search worker, the worker of mails and that of background tasks.

    Their links begin with `base_url`.
    """
    # env does it, because nothing but the settings may look into our own environment.
    site = ["env", f"BASE_URL={base_url}"]
    manage = [*site, sys.executable, str(MANAGE)]
    return [
        Service("search worker", [*manage, "search_worker"]),
        Service("task worker", [*manage, "db_worker", "--interval", "2", "--verbosity", "0"]),
        Service("mail worker", [*manage, "mail_worker"]),
        Service("server", [*site, *server(port)]),
    ]


def server(port: int) -> list[str]:
    """Return the command that serves the site."""
    command = [sys.executable, "-m", "gunicorn", "cms.wsgi:application", "--bind", f"127.0.0.1:{port}"]
    # However long an address is, the site answers it, with a page and a clear message; gunicorn would with a bare 414.
    command += ["--limit-request-line", "0"]
    # A reader on a slow line takes longer over a file of all records than the 30 s after which gunicorn gives up.
    command += ["--timeout", "300"]
    workers = str(min(4, 1 + (os.cpu_count() or 1)))
    # A search may have to wait for a node that hangs; others are answered meanwhile.
    command += ["--workers", workers, "--threads", "4"]
    return [*command, "--log-level", "warning", "--no-control-socket"]


def run(started: Sequence[Service], port: int, on_ready: Callable[[], object]) -> None:
    """Keep the services running until Ctrl-C or SIGTERM, then end them all; say once when the site answers."""
    stop = Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    try:
        keep_running(started, stop, port, on_ready)
    finally:
        sys.stderr.write("Stopping ...\n")
        for service in reversed(started):
            service.stop()


def keep_running(started: Sequence[Service], stop: Event, port: int, on_ready: Callable[[], object]) -> None:
    for service in started:
        service.start()
    ready = False
    while not stop.wait(LOOK_EVERY):
        if not ready and (ready := answers(port)):
            on_ready()
        for service in started:
            if not service.running():
                sys.stderr.write(f"The {service.name} ended and is started again.\n")
                service.start()


def answers(port: int) -> bool:
    """Whether the site answers, well or not: /healthz says how it is."""
    connection = HTTPConnection("127.0.0.1", port, timeout=ANSWER_WITHIN)
    try:
        connection.request("GET", "/healthz")
        connection.getresponse()
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()
    return True
