"""The settings of a server: they name what is missing, and with everything there is nothing to warn of."""

import os
import subprocess
import sys

import pytest

from tests.architecture.sources import ROOT

COMPLETE = {
    "SECRET_KEY": "k3!" + "a-long-and-random-value-of-its-own-" * 2 + "9x",
    "ALLOWED_HOSTS": "repository.example.org",
    "BASE_URL": "https://repository.example.org",
}


def run(arguments: list[str], environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """Run Python with these variables and nothing of ours."""
    inherited = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    return subprocess.run(
        [sys.executable, *arguments],
        env=inherited | environment | {"DJANGO_SETTINGS_MODULE": "cms.settings.production"},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("name", ["SECRET_KEY", "ALLOWED_HOSTS"])
def test_what_is_missing_is_named(name):
    environment = {key: value for key, value in COMPLETE.items() if key != name}
    ended = run(["-c", "import cms.settings.production"], environment)
    assert ended.returncode == 1
    assert "ImproperlyConfigured" in ended.stderr
    assert name in ended.stderr.splitlines()[-1]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("MFA_REQUIRED", "perhaps"),
        ("PROXY_COUNT", "one"),
        ("ALLOWED_HOSTS", " , "),
        ("DATABASE_URL", "mysql://"),
    ],
)
def test_what_cannot_be_read_is_named(name, value):
    ended = run(["-c", "import cms.settings.production"], COMPLETE | {name: value})
    assert name in ended.stderr.splitlines()[-1]


def test_with_everything_set_there_is_nothing_to_warn_of(tmp_path):
    environment = COMPLETE | {"DATA_DIR": str(tmp_path)}
    run(["manage.py", "compile_catalogues"], environment)
    ended = run(["-W", "error", "manage.py", "check", "--deploy", "--fail-level", "WARNING"], environment)
    assert (ended.returncode, ended.stderr) == (0, "")
    assert "no issues" in ended.stdout


def test_staff_need_a_second_factor_unless_somebody_says_otherwise():
    printed = run(["-c", "from cms.settings import production; print(production.MFA_REQUIRED)"], COMPLETE)
    assert printed.stdout.strip() == "True"
