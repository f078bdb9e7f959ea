"""An import killed five times at random moments and then finished leaves what an undisturbed one does."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection

from stocktaking_pages.models import StocktakingIndexPage
from tests.conftest import install

pytestmark = pytest.mark.sqlite

RECORDS = 600
KILLS = 5
PAGES = """
SELECT page.url_path, page.path, page.title, page.live, page.has_unpublished_changes, page.numchild, page.depth,
       page.latest_revision_id = page.live_revision_id, project.source_id, project.source_digest,
       organisation.name, project.original_language,
       (SELECT count(*) FROM wagtailcore_revision WHERE object_id = CAST(page.id AS text)),
       (SELECT group_concat(action) FROM wagtailcore_pagelogentry WHERE page_id = page.id),
       (SELECT count(*) FROM stocktaking_pages_stocktakingprojectpage_countries
         WHERE stocktakingprojectpage_id = page.id),
       (SELECT count(*) FROM stocktaking_pages_historicalstocktakingprojectpage AS history WHERE history.id = page.id),
       (SELECT count(*) FROM search_outboxrow WHERE document_id = project.record_id),
       (SELECT count(*) FROM wagtailcore_referenceindex WHERE object_id = CAST(page.id AS text))
FROM wagtailcore_page AS page
LEFT JOIN stocktaking_pages_stocktakingprojectpage AS project ON project.page_ptr_id = page.id
LEFT JOIN organisations_organisation AS organisation ON organisation.id = project.organisation_id
ORDER BY page.path
"""
COUNTED = (
    "organisations_organisation",
    "wagtailcore_revision",
    "wagtailcore_pagelogentry",
    "wagtailcore_referenceindex",
)


def record(number: int) -> dict[str, Any]:
    return {
        "source": "kill",
        "source_id": f"K{number}",
        "title": f"Project {number % 200}",
        "description": "Words. " * 30,
        "organisation": f"Organisation {number % 50}",
        "countries": ["KE", "UG"][: 1 + number % 2],
        "start_date": str(2010 + number // 150),
        "language": ("en", "fr")[number % 2],
    }


@pytest.fixture(scope="module")
def installation(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """A folder with a database of its own, set up as a new installation is."""
    folder = tmp_path_factory.mktemp("installation")
    with django_db_blocker.unblock(), sqlite3.connect(folder / "db.sqlite3") as copy:
        if not StocktakingIndexPage.objects.exists():
            install()  # a test that commits has flushed the database
        connection.ensure_connection()
        connection.connection.backup(copy)
    output_of(start(folder, "setup_site"))
    return folder


def start(folder: Path, *arguments: str) -> subprocess.Popen[bytes]:
    """Start a command of manage.py on the database in this folder."""
    environment = {
        key: value for key, value in os.environ.items() if key not in {"DATABASE_URL", "SEARCH_ENGINE"}
    }
    environment |= {"DATA_DIR": str(folder), "DJANGO_SETTINGS_MODULE": "cms.settings.dev"}
    command = [sys.executable, "manage.py", *arguments]
    return subprocess.Popen(
        command, cwd=settings.BASE_DIR, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )


def output_of(process: subprocess.Popen[bytes]) -> str:
    """Wait for the end of a command that must succeed."""
    output, errors = process.communicate(timeout=300)
    assert process.returncode == 0, errors.decode()
    return output.decode()


def start_import(folder: Path, file: Path) -> subprocess.Popen[bytes]:
    return start(folder, "import_projects", str(file), "--state", "published")


def contents(folder: Path) -> tuple[list[Any], list[int]]:
    with sqlite3.connect(folder / "db.sqlite3") as database:
        pages = database.execute(PAGES).fetchall()
        return pages, [database.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in COUNTED]


def finished(folder: Path, file: Path) -> tuple[float, str]:
    """Run the import to its end; return the seconds it took and its last line."""
    began = time.monotonic()
    output = output_of(start_import(folder, file))
    return time.monotonic() - began, output.splitlines()[-1]


def test_killed_five_times_and_finished(installation: Path, tmp_path: Path) -> None:
    file = tmp_path / "list.jsonl"
    file.write_text("\n".join(json.dumps(record(number)) for number in range(RECORDS)))
    calm, wild = (Path(shutil.copytree(installation, tmp_path / name)) for name in ("calm", "wild"))

    seconds, last = finished(calm, file)
    for _kill in range(KILLS):
        process = start_import(wild, file)
        time.sleep(random.uniform(0.2, 1.0) * seconds)  # when to die, not what to wait for
        process.send_signal(signal.SIGKILL)
        process.communicate()
    _seconds, after = finished(wild, file)

    assert last == f"created={RECORDS} updated=0 unchanged=0 rejected=0"
    assert sum(int(part.split("=")[1]) for part in after.split()) == RECORDS
    assert contents(wild) == contents(calm)
