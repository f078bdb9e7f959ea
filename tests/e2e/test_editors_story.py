"""A record comes in, a moderator decides, the public finds it, and no late message brings it back."""

import json
import time

import pytest
from django.core.management import call_command

from cms.moderation.states import state_of
from search import service
from search.types import Operation, SearchRequest
from stocktaking_pages.models import StocktakingProjectPage
from tests.e2e.conftest import REAL, sign_in, staff

pytestmark = REAL

PATIENCE = 20
"""Seconds a busy machine may need; how long it takes on a quiet one is for make bench to say."""
RECORD = {
    "source": "test",
    "source_id": "1",
    "title": "Telemedicine for remote islands",
    "summary": "Sixty-four clinics ask specialists in the capital.",
    "countries": ["KE"],
    "action_lines": ["c7-e-health"],
    "start_date": "2019-02-01",
    "language": "en",
}


@pytest.fixture
def imported(site, tmp_path):
    """A record imported for review by an operator."""
    operator = staff("administrator")
    path = tmp_path / "records.jsonl"
    path.write_text(json.dumps(RECORD))
    call_command("import_projects", str(path), state="review", by=operator.email, verbosity=0)
    return StocktakingProjectPage.objects.get()


def wait_for_count(page, count):
    """Ask the public search until it answers this many records."""
    begun = time.monotonic()
    while time.monotonic() - begun < PATIENCE:
        response = page.request.get("/api/v1/projects/?q=telemedicine")
        assert response.ok, response.text()
        if response.json()["count"] == count:
            return
        page.wait_for_timeout(100)
    raise AssertionError(f"{response.json()['count']} records after {PATIENCE} seconds")


def test_the_editors_story(imported, search_worker, page):
    sign_in(page, staff("moderator"))
    page.goto("/admin/desk/")
    page.get_by_role("link", name=RECORD["title"]).first.click()
    page.get_by_role("button", name="Publish", exact=True).click()
    page.get_by_text("Published", exact=False).first.wait_for()
    wait_for_count(page, 1)

    page.goto("/en/stocktaking/?q=telemedicine")
    page.get_by_role("link", name=RECORD["title"], exact=True).click()
    page.get_by_role("heading", name=RECORD["title"]).wait_for()

    page.goto(f"/admin/desk/{imported.pk}/")
    page.locator("summary", has_text="Take offline").click()
    page.get_by_label("Why is it taken offline?").fill("The organisation asked for it.")
    page.get_by_role("button", name="Take offline", exact=True).click()
    wait_for_count(page, 0)
    assert page.goto(imported.url_path).status == 404

    late = Operation(imported.record_id, 1, None)
    assert service.engine().apply([late]).stale == 1
    assert service.search(SearchRequest(text="telemedicine")).count == 0
    imported.refresh_from_db()
    assert state_of(imported) == "unpublished"


def test_whoever_imported_it_cannot_publish_it(imported, page):
    imported.owner.set_password("a long and simple sentence")
    imported.owner.save()
    sign_in(page, imported.owner)

    page.goto(f"/admin/desk/{imported.pk}/")

    assert page.get_by_role("heading", name=RECORD["title"]).first.is_visible()
    assert page.get_by_role("button", name="Publish").count() == 0


def test_what_changed_while_it_was_read_is_not_published(imported, page):
    sign_in(page, staff("moderator"))
    page.goto(f"/admin/desk/{imported.pk}/")
    draft = imported.get_latest_revision_as_object()
    draft.title = "Something else altogether"
    draft.save_revision(user=staff("moderator"), log_action=True)

    page.get_by_role("button", name="Publish", exact=True).click()

    page.get_by_text("The text changed while you were reading it").first.wait_for()
    imported.refresh_from_db()
    assert imported.live is False
