"""Readers of a list of results are told of a translation that is not what its original says now."""

from __future__ import annotations

import pytest

from cms.moderation import actions
from cms.records import notices
from cms.records.translating import start_translation
from search.indexing import worker
from tests.factories import PrizeEntryFactory, ProjectFactory, approved, fresh, person, published, write

pytestmark = pytest.mark.usefixtures("repository", "index")


def translated(original, title, by):
    words = {"title": title, "summary": "Pour les îles."}
    return published(start_translation(original=original, language="fr", by=by, words=words))


def changed(original):
    page = write(original, fresh(original).owner, summary="For islands and mountains.")
    actions.submit(page=page, by=page.owner)
    return approved(page, person("moderator"))


@pytest.fixture
def records():
    """A translation that is behind, one that is current, and an entry's that is behind."""
    translator = person("translator:fr")
    values = {"summary": "For islands.", "original_language": "en"}
    behind, current = (published(ProjectFactory(title=title, **values)) for title in ("Radio", "Boats"))
    entry = published(PrizeEntryFactory(title="Radio prize", **values))
    pages = [
        translated(behind, "Radio lointaine", translator),
        translated(current, "Radio courante", translator),
        translated(entry, "Radio primée", translator),
    ]
    changed(behind)
    changed(entry)
    worker.drain(100)
    return pages


def told(client, address):
    page = client.get(address).context["search"]
    return {row.url: [badge.label for badge in row.standing] for row in page.hits}


def test_what_is_behind_says_so_in_the_list(records, client):
    behind, current, entry = (page.url_path for page in records)

    assert told(client, "/fr/stocktaking/?q=radio") == {
        behind: ["1 paragraphe de retard"],
        current: [],
        entry: ["1 paragraphe de retard"],
    }
    html = client.get("/fr/stocktaking/?q=radio").content.decode()
    assert '<span class="badge badge-behind">1 paragraphe de retard</span>' in html


def test_the_original_has_no_badge(records, client):
    assert set(map(tuple, told(client, "/en/stocktaking/?q=radio").values())) == {()}


def test_badges_take_one_query_however_many_records(records, django_assert_num_queries):
    ids = [page.original.record_id for page in records]

    with django_assert_num_queries(1):
        assert len(notices.badges_at(ids)) == 2
