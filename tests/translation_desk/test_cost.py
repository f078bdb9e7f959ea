"""What translations cost whoever publishes an original."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cms.moderation import actions
from cms.moderation.digests import content_digest
from cms.records.translating import start_translation
from tests.factories import ProjectFactory, fresh, person, published, write

LANGUAGES = ("fr", "es", "ru", "ar", "zh")


@pytest.fixture
def queries_of(repository):
    """Return a function that changes and publishes an original and returns how many queries the publication took."""
    moderator = person("moderator")

    def publish(original):
        page = write(original, original.owner, goals="<p>Other goals.</p>")
        actions.submit(page=page, by=original.owner)
        page = fresh(page)
        with CaptureQueriesContext(
            connection,
        ) as captured:
            actions.approve(page=page, by=moderator, digest=content_digest(page.latest_revision))
        return len(captured)

    return publish


def test_five_translations_add_thirty_queries_at_most(queries_of, still_memory):
    alone = published(ProjectFactory(title="Alone", goals="<p>Goals.</p>", original_language="en"))
    translated = published(ProjectFactory(title="Translated", goals="<p>Goals.</p>", original_language="en"))
    for language in LANGUAGES:
        by = person(f"translator:{language}")
        words = {"title": f"Title {language}", "goals": f"<p>Goals {language}.</p>"}
        published(start_translation(original=translated, language=language, by=by, words=words))
    queries_of(published(ProjectFactory(title="First", original_language="en")))

    assert queries_of(fresh(translated)) - queries_of(fresh(alone)) <= 30
