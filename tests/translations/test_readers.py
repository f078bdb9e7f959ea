"""How often a record is read, in which language, and what its readers get: counted by page views, written in time."""

import datetime as dt

import pytest
import time_machine
from django.db import DatabaseError
from django.test import Client

from cms.records.translating import start_translation
from cms.translations import readers
from cms.translations.models import OriginalSummary, ReaderCount, TranslationSummary
from cms.translations.readers import Reading, recent_since
from cms.translations.summaries import refresh_all
from tests.factories import ProjectFactory, person, published, write

pytestmark = pytest.mark.usefixtures("repository")


@pytest.fixture
def original():
    return published(ProjectFactory(title="Doctors by radio", original_language="en"))


def french(original, **words):
    """Publish a French translation with these words beside its title; the summary may be missing."""
    by = person("translator:fr")
    words = {"title": "Médecins par radio", **words}
    return published(start_translation(original=original, language="fr", by=by, words=words))


def counted():
    readers.write_now()
    return {(row.language, row.shown): row.count for row in ReaderCount.objects.all()}


def read(original, language, client=None):
    return (client or Client()).get(f"/{language}/stocktaking/record/{original.record_id}/", follow=True)


def test_readers_count_by_their_language_and_by_what_they_get(original):
    french(original)
    for language in ("en", "en", "fr", "es"):
        assert read(original, language).status_code == 200

    assert counted() == {("en", "original"): 2, ("fr", "stale"): 1, ("es", "absent"): 1}
    assert {row.translation_key for row in ReaderCount.objects.all()} == {original.translation_key}


def test_a_whole_translation_counts_as_current(original):
    french(original, summary="Des infirmières par téléphone.")

    read(original, "fr")

    assert counted() == {("fr", "current"): 1}


def test_what_nobody_reads_does_not_count(original, client):
    client.head(original.url_path)
    client.get(f"/es/stocktaking/record/{original.record_id}/translation/")
    client.force_login(original.owner)
    client.get(f"/admin/desk/{original.pk}/preview/")

    assert counted() == {}


def test_a_view_writes_nothing_until_it_is_time(original, django_assert_num_queries):
    read(original, "en")
    assert not ReaderCount.objects.exists()

    with django_assert_num_queries(0):
        readers.write_when_due()
    for _view in range(readers.MOST):
        readers.note(Reading(original.translation_key, "en", "original"))
    readers.write_when_due()

    assert ReaderCount.objects.get().count == readers.MOST + 1


def test_counts_of_a_month_are_added_up(original):
    for day in ("2026-11-30", "2026-11-30", "2026-12-01"):
        with time_machine.travel(f"{day} 12:00Z", tick=False):
            readers.note(Reading(original.translation_key, "fr", "absent"))
            readers.write_now()

    months = ReaderCount.objects.order_by("month").values_list("month", "count")
    assert list(months) == [(dt.date(2026, 11, 1), 2), (dt.date(2026, 12, 1), 1)]


def test_what_cannot_be_written_is_kept(original, monkeypatch):
    def busy():
        raise DatabaseError

    readers.note(Reading(original.translation_key, "fr", "absent"))
    with monkeypatch.context() as patch:
        patch.setattr(readers, "impatient_cursor", busy)
        readers.write_now()
    assert not ReaderCount.objects.exists()

    assert counted() == {("fr", "absent"): 1}


@pytest.mark.parametrize(
    ("today", "first"),
    [
        (dt.date(2026, 11, 28), dt.date(2026, 9, 1)),
        (dt.date(2026, 2, 1), dt.date(2025, 12, 1)),
        (dt.date(2026, 3, 31), dt.date(2026, 1, 1)),
    ],
)
def test_this_month_and_the_two_before_are_recent(today, first):
    assert recent_since(today) == first


# Sizes and ages


def test_a_live_original_has_its_size():
    page = published(
        ProjectFactory(title="Two words", summary="Three more words.", goals="<p>One</p><p>two</p>")
    )

    assert OriginalSummary.objects.get(page=page).words == 7


def test_all_sizes_are_worked_out_again(original):
    draft = ProjectFactory(title="A draft")
    OriginalSummary.objects.all().delete()

    list(refresh_all())

    rows = OriginalSummary.objects.filter(page__in=[original.pk, draft.pk])
    assert [row.page_id for row in rows] == [original.pk]


def test_a_translation_is_behind_since_the_first_publication_that_left_it_so(original):
    page = french(original)

    published(write(original, original.owner, summary="Another summary."))

    assert TranslationSummary.objects.get(page=page).behind_since == original.last_published_at


def test_a_whole_translation_is_behind_since_never(original):
    page = french(original, summary="Des infirmières par téléphone.")
    assert TranslationSummary.objects.get(page=page).behind_since is None

    changed = published(write(original, original.owner, summary="Nurses, midwives and doctors."))

    assert TranslationSummary.objects.get(page=page).behind_since == changed.last_published_at
