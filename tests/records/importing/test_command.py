"""import_projects as an operator meets it: arguments, exit codes, report, last line."""

from __future__ import annotations

import gzip
import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from wagtail.models import PageLogEntry

from cms.accounts.models import User
from cms.moderation.enums import LogAction
from stocktaking_pages.models import StocktakingProjectPage
from tests.factories import person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("vocabularies")]

GOOD = {"source": "s", "source_id": "1", "title": "One"}
BAD = {"source": "s", "source_id": "2", "title": "Two", "start_date": "2020", "end_date": "2019"}


def run(*arguments: Any) -> tuple[int, str, str]:
    """Return exit code, last line of the output, and what was said beside it."""
    out, err = StringIO(), StringIO()
    try:
        call_command("import_projects", *map(str, arguments), stdout=out, stderr=err)
        code = 0
    except SystemExit as leaving:
        code = int(str(leaving.code))
    return code, out.getvalue().splitlines()[-1], err.getvalue()


@pytest.fixture
def mixed(tmp_path: Path) -> Path:
    path = tmp_path / "mixed.jsonl"
    path.write_text("\n".join(map(json.dumps, (GOOD | {"budget": 1, "website": "?"}, BAD))))
    return path


def test_everything_accepted(tmp_path: Path) -> None:
    (path := tmp_path / "good.jsonl.gz").write_bytes(gzip.compress(json.dumps(GOOD).encode()))

    assert run(path)[:2] == (0, "created=1 updated=0 unchanged=0 rejected=0")
    assert run(path)[:2] == (0, "created=0 updated=0 unchanged=1 rejected=0")


def test_something_rejected(mixed: Path, tmp_path: Path) -> None:
    report = tmp_path / "out.jsonl"

    assert run(mixed, "--report", report)[:2] == (3, "created=1 updated=0 unchanged=0 rejected=1")

    assert [json.loads(line) for line in report.read_text().splitlines()] == [
        {
            "line": 2,
            "source_id": "2",
            "field": "end_date",
            "error": "The record ends (2019-12-31) before it starts (2020-01-01).",
        }
    ]
    notes = [json.loads(line) for line in (tmp_path / "out.notes.jsonl").read_text().splitlines()]
    assert [(note["line"], note["field"]) for note in notes] == [(1, "website"), (1, "budget")]


def test_half_a_character_in_a_rejected_line_stops_nothing(tmp_path: Path) -> None:
    lines = (GOOD | {"status": "\ud800"}, GOOD | {"start_date": "\ud800 \x1b[2J"}, GOOD | {"\ud800": "x"})
    (path := tmp_path / "half.jsonl").write_text("\n".join(map(json.dumps, lines)))

    code, last, said = run(path, "--report", tmp_path / "out.jsonl")

    assert (code, last) == (3, "created=1 updated=0 unchanged=0 rejected=2")
    assert "\x1b" not in said


def test_the_operator_is_named_on_every_page(mixed: Path) -> None:
    user = person(username="ada", email="ada@example.org")

    run(mixed, "--state", "published", "--by", "Ada@Example.org")

    entry = PageLogEntry.objects.get(action=LogAction.IMPORT)
    assert (entry.user, entry.data["person"], entry.data["file"]) == (user, "ada", "mixed.jsonl")
    assert len(entry.data["digest"]) == 64


def test_without_a_name_the_operators_account_answers(mixed: Path) -> None:
    run(mixed, "--state", "published")

    entry = PageLogEntry.objects.get(action=LogAction.IMPORT)
    assert (entry.user.username, entry.user.is_active, entry.user.has_usable_password()) == (
        "operator",
        False,
        False,
    )
    assert entry.data["person"].endswith("(operator of the machine)")


def test_a_dry_run_writes_nothing_at_all(mixed: Path) -> None:
    assert run(mixed, "--dry-run")[:2] == (3, "created=1 updated=0 unchanged=0 rejected=1")

    assert (StocktakingProjectPage.objects.count(), User.objects.filter(username="operator").count()) == (
        0,
        0,
    )


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("nothing.jsonl",), "There is no file"),
        (("{folder}/mixed.txt",), "does not tell the format"),
        (("{folder}/mixed.jsonl", "--by", "nobody"), "Nobody active has"),
        (("{folder}/mixed.jsonl", "--report", "{folder}/no/such/out.jsonl"), "cannot be written"),
    ],
)
def test_usage_errors(mixed: Path, arguments: tuple[str, ...], message: str) -> None:
    mixed.with_suffix(".txt").write_text("")

    with pytest.raises(CommandError, match=message) as error:
        call_command("import_projects", *[each.format(folder=mixed.parent) for each in arguments])

    assert error.value.returncode == 2


def test_a_file_cut_short_is_said_and_what_was_read_stays(tmp_path: Path) -> None:
    lines = "\n".join(json.dumps(GOOD | {"source_id": str(n)}) for n in range(2000))
    (path := tmp_path / "cut.jsonl.gz").write_bytes(gzip.compress(lines.encode())[:-30])

    code, last, said = run(path)

    assert code == 2
    assert "is damaged or was cut short" in said
    assert last == f"created={StocktakingProjectPage.objects.count()} updated=0 unchanged=0 rejected=0"
