"""An edition's history holds what the public saw, publication by publication."""

import datetime as dt

import pytest

from prizes_pages.models import PrizeEditionPage

pytestmark = pytest.mark.django_db

FIRST = dt.datetime(2024, 1, 31, 22, tzinfo=dt.UTC)
EXTENDED = dt.datetime(2024, 2, 15, 22, tzinfo=dt.UTC)


def test_a_moved_deadline_is_kept_when_it_is_published_and_not_before(repository):
    edition = PrizeEditionPage.objects.get(year=2024, locale__language_code="en")
    before = edition.history.count()
    edition.submissions_close_at = FIRST
    edition.save_revision().publish()
    edition.submissions_close_at = EXTENDED
    draft = edition.save_revision()

    assert edition.history.count() == before + 1
    assert edition.history.latest("history_id").submissions_close_at == FIRST

    draft.publish()

    assert edition.history.latest("history_id").submissions_close_at == EXTENDED
