"""A worker that is killed while the server has the text but not yet answered sends nothing twice."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.db import connection

from cms.mail.enums import Problem, State
from cms.mail.kinds import Kind
from cms.mail.models import OutgoingMail
from cms.mail.outbox import send
from tests.mail.conftest import Postbox

pytestmark = [pytest.mark.sqlite, pytest.mark.django_db]
PATIENCE = 120
"""Seconds for what takes a few."""


@pytest.fixture(scope="module")
def database(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with the database of an installation, in which one mail waits."""
    file = tmp_path_factory.mktemp("installation") / "db.sqlite3"
    with django_db_blocker.unblock(), closing(sqlite3.connect(file)) as copy:
        values = {"title": "Telemedicine", "link": "https://example.org/en/"}
        send(Kind.TRANSLATION_THERE, "reader@example.org", "en", values, "kill")
        connection.connection.backup(copy)
        OutgoingMail.objects.all().delete()
    return file


@pytest.fixture
def folder(database: Path, tmp_path: Path) -> Path:
    """A folder with a database of its own."""
    shutil.copy(database, tmp_path / "db.sqlite3")
    return tmp_path


def start_worker(folder: Path, port: int, *arguments: str) -> subprocess.Popen[bytes]:
    environment = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"}
    environment |= {
        "DATA_DIR": str(folder),
        "DJANGO_SETTINGS_MODULE": "cms.settings.dev",
        "EMAIL_URL": f"smtp://127.0.0.1:{port}",
    }
    command = [sys.executable, "manage.py", "mail_worker", *arguments]
    return subprocess.Popen(command, cwd=django_settings.BASE_DIR, env=environment, stderr=subprocess.PIPE)


def work_again(folder: Path, port: int) -> None:
    worker = start_worker(folder, port, "--once")
    _output, errors = worker.communicate(timeout=PATIENCE)
    assert worker.returncode == 0, errors.decode()


def states(folder: Path) -> list[Any]:
    with closing(sqlite3.connect(folder / "db.sqlite3")) as database:
        return database.execute("SELECT state, problem, tries FROM mail_outgoingmail").fetchall()


def let_time_pass(folder: Path) -> None:
    with closing(sqlite3.connect(folder / "db.sqlite3")) as database, database:
        database.execute("UPDATE mail_outgoingmail SET claimed_at = '2026-01-01 00:00:00'")


def test_killed_in_the_middle_of_a_delivery(folder: Path, postbox: Postbox, settings: Any) -> None:
    postbox.holds = True
    worker = start_worker(folder, settings.EMAIL_PORT)
    assert postbox.has_text.wait(PATIENCE)
    worker.send_signal(signal.SIGKILL)
    worker.communicate(timeout=PATIENCE)
    assert states(folder) == [(State.SENDING, "", 1)]

    postbox.holds = False
    work_again(folder, settings.EMAIL_PORT)
    let_time_pass(folder)
    work_again(folder, settings.EMAIL_PORT)

    assert states(folder) == [(State.PERHAPS_SENT, Problem.INTERRUPTED, 1)]
    assert len(postbox.taken) == 1


def test_stopped_between_two_mails_it_ends_in_order(folder: Path, postbox: Postbox, settings: Any) -> None:
    worker = start_worker(folder, settings.EMAIL_PORT)
    assert postbox.has_text.wait(PATIENCE)
    worker.terminate()
    _output, errors = worker.communicate(timeout=PATIENCE)

    assert worker.returncode == 0, errors.decode()
    assert states(folder) == [(State.SENT, "", 1)]


def test_two_workers_send_every_mail_once(folder: Path, postbox: Postbox, settings: Any) -> None:
    copied = 'kind, language, "to", subject, body, state, tries, next_try, problem, reply, created_at'
    copy = f"INSERT INTO mail_outgoingmail (key, {copied}) SELECT ?, {copied} FROM mail_outgoingmail LIMIT 1"
    with closing(sqlite3.connect(folder / "db.sqlite3")) as database, database:
        database.executemany(copy, [(f"more {number}",) for number in range(30)])

    workers = [start_worker(folder, settings.EMAIL_PORT, "--once") for _worker in range(2)]
    for worker in workers:
        _output, errors = worker.communicate(timeout=PATIENCE)
        assert worker.returncode == 0, errors.decode()

    assert states(folder) == [(State.SENT, "", 1)] * 31
    assert len({message["Message-ID"] for message in postbox.taken}) == len(postbox.taken) == 31
