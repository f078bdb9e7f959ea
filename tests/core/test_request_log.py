"""The request log of a server: one line of JSON a request, and nothing personal in it."""

import json
import os
import subprocess
import sys

import pytest

from tests.architecture.sources import ROOT

SCRIPT = """
import django
django.setup()
from django.test import Client
client = Client(headers={"user-agent": "Portable/1.0"}, REMOTE_ADDR="203.0.113.77")
for address in ("/healthz?q=m.keita", "/accounts/password/reset/key/1-secret-key/", "/media/nobody.png"):
    client.get(address, secure=True)
"""


@pytest.fixture(scope="module")
def lines(tmp_path_factory) -> list[str]:
    """What a server writes about a few requests, in a database that is not even there."""
    folder = tmp_path_factory.mktemp("log")
    environment = {
        "PATH": os.environ["PATH"],
        "DJANGO_SETTINGS_MODULE": "cms.settings.production",
        "SECRET_KEY": "only-for-this-test",
        "ALLOWED_HOSTS": "testserver",
        "DATA_DIR": str(folder),
    }
    ended = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", SCRIPT],
        env=environment,
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    return [line for line in ended.stderr.splitlines() if '"event"' in line]


def test_a_request_is_one_line(lines):
    finished = [json.loads(line) for line in lines if "request_finished" in line]
    first = finished[0]
    assert (first["event"], first["request"], first["code"], first["level"]) == (
        "request_finished",
        "GET /healthz",
        200,
        "info",
    )
    assert set(first) == {"event", "request", "code", "level", "logger", "timestamp", "request_id"}


@pytest.mark.parametrize("personal", ["203.0.113.77", "m.keita", "secret-key", "Portable"])
def test_nothing_personal_is_written(personal, lines):
    assert lines != []
    assert [line for line in lines if personal in line] == []
