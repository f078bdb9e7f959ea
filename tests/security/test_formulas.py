"""What people write is no formula in any file of a list: not in Wagtail's own, not in those for the public."""

from __future__ import annotations

import csv
import io

import pytest
from django.test import Client
from openpyxl import load_workbook

from cms.moderation import actions
from search.indexing import worker
from tests.factories import ProjectFactory, approved, fresh, person

pytestmark = pytest.mark.usefixtures("repository", "index")


def cells(response, name):
    content = b"".join(response.streaming_content) if response.streaming else response.content
    if name == "csv":
        return [cell for row in csv.reader(io.StringIO(content.decode("utf-8-sig"))) for cell in row]
    book = load_workbook(io.BytesIO(content))
    found = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert not [cell for cell in found if cell.data_type == "f"]
    return []


FORMULAS = ("=HYPERLINK(1)", "+1+1", "-1+1", "@SUM(1)", "\t=1+1", "\r=1", "＝1+1")


@pytest.mark.parametrize("name", ["csv", "xlsx"])
@pytest.mark.parametrize(
    "address",
    [
        "/admin/reports/site-history/",
        "/admin/reports/locked/",
        "/admin/reports/workflow/",
        "/admin/reports/workflow_tasks/",
        "/admin/reports/aging-pages/",
    ],
)
def test_no_report_of_wagtails_has_a_formula(address, name):
    administrator = person("administrator", name=FORMULAS[0])
    for number, formula in enumerate(FORMULAS):
        author = person("author", name=formula, username=f"{formula.strip()}{number}")
        page = ProjectFactory(title=formula, slug=f"formula-{number}", owner=author)
        page.locked, page.locked_by = True, administrator
        page.save(update_fields=["locked", "locked_by"])
    approved(waiting(FORMULAS[0], slug="public"), by=administrator)
    client = Client()
    client.force_login(administrator)

    response = client.get(address, {"export": name})

    assert response.status_code == 200
    assert [cell for cell in cells(response, name) if cell.lstrip()[:1] in tuple("=+-@＝")] == []


def waiting(title, **values):
    page = ProjectFactory(title=title, **values)
    actions.submit(page=page, by=page.owner)
    return fresh(page)


@pytest.mark.parametrize("name", ["csv", "xlsx"])
def test_no_file_for_the_public_has_a_formula(name, client):
    for number, formula in enumerate(FORMULAS):
        approved(waiting(f"{formula} clinic", slug=f"formula-{number}"), by=person("moderator"))
    while worker.drain().total:
        pass

    response = client.get(f"/en/stocktaking/export.{name}")

    assert [cell for cell in cells(response, name) if cell.lstrip()[:1] in tuple("=+-@＝")] == []
