"""Documents that stay short, linked and in form."""

import re
from pathlib import Path

import pytest

from tests.architecture.sources import ROOT, modules, relative

PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
DECISIONS = sorted((ROOT / "docs/adr").glob("[0-9]*.md"))
CHANGELOG = ROOT / "CHANGELOG.md"
ROLES = ("public", "submitter", "moderator", "translator", "secretariat", "auditor", "operator", "developer")


def links(page: Path) -> list[str]:
    """Return the targets of a page's links and pictures that are files of this repository."""
    prose = re.sub(r"```.*?```|`[^`\n]*`", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    targets = re.findall(r"\]\(([^)\s]+)[^)]*\)", prose)
    return [target for target in targets if not re.match(r"[a-z]+:|#", target)]


def test_readme_fits_two_screens():
    assert len((ROOT / "README.md").read_text().splitlines()) < 120


@pytest.mark.parametrize("page", PAGES, ids=relative)
def test_links_lead_somewhere(page):
    assert [target for target in links(page) if not (page.parent / target.split("#")[0]).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=relative)
def test_files_that_a_page_names_exist(page):
    ours = r"`((?:cms|home|search|stocktaking_pages|prizes_pages|tests|docs|requirements)/[\w./-]*)`"
    named = re.findall(ours, page.read_text())
    assert [path for path in named if not (ROOT / path).exists()] == []


def test_every_page_can_be_reached_from_the_index():
    index = ROOT / "docs/index.md"
    reached, waiting = set(), [index]
    while waiting:
        page = waiting.pop()
        if page in reached or page.suffix != ".md":
            continue
        reached.add(page)
        waiting += [(page.parent / target.split("#")[0]).resolve() for target in links(page)]
    assert [
        relative(page) for page in PAGES if page.is_relative_to(ROOT / "docs") and page not in reached
    ] == []


def test_the_reference_has_every_command_of_ours():
    reference = (ROOT / "docs/reference/commands.md").read_text()
    commands = {path.stem for path in modules() if path.parent.name == "commands"} - {"__init__"}
    assert (
        set(re.findall(r"^\| `([a-z]+(?:_[a-z]+)*)[ `]", reference.split("## manage.py")[1], re.MULTILINE))
        == commands
    )


def test_decisions_are_numbered_without_a_gap():
    assert [page.name[:4] for page in DECISIONS] == [
        f"{number:04}" for number in range(1, len(DECISIONS) + 1)
    ]


@pytest.mark.parametrize("decision", DECISIONS, ids=relative)
def test_a_decision_says_why_and_at_what_price(decision):
    headings = re.findall(r"^#+ (.*)", decision.read_text(), flags=re.MULTILINE)
    assert headings[0].startswith(f"{int(decision.name[:4])}. ")
    assert headings[1:] == ["Why", "Decision", "What follows"]


def test_the_changelog_tells_each_role_in_one_line():
    entries = re.findall(r"^- .*", CHANGELOG.read_text(), flags=re.MULTILINE)
    assert entries
    assert [
        entry for entry in entries if not re.fullmatch(rf"- \*\*({'|'.join(ROLES)})\*\*: .*\.", entry)
    ] == []


def test_the_changelog_dates_its_releases():
    unreleased, *releases = re.findall(r"^## (.*)", CHANGELOG.read_text(), flags=re.MULTILINE)
    assert unreleased == "Unreleased"
    assert [
        release for release in releases if not re.fullmatch(r"\d+\.\d+\.\d+ \(\d{4}-\d\d-\d\d\)", release)
    ] == []
