"""What a translator finds to do, and in which order."""

import datetime as dt

import pytest
import time_machine
from django.utils import timezone

from cms.moderation import actions
from cms.translation_desk.models import Assignment, ReaderRequest, TranslationRequest
from cms.translation_desk.queue.enums import Standing
from cms.translation_desk.queue.queries import by_rank, claimed_by, languages_of, requested, to_do, weigh
from cms.translations.models import ReaderCount
from tests.factories import ProjectFactory, fresh, person, published
from tests.translation_desk.queue.standings import changed, handed_in, record, sent_back, translated

pytestmark = pytest.mark.usefixtures("repository")


def titles(language="fr", standing=None):
    return [page.title for page in by_rank(to_do(language, standing), language, today=timezone.localdate())]


def readers(page, count, language="fr", month=None):
    ReaderCount.objects.create(
        translation_key=page.translation_key,
        language=language,
        month=month or timezone.localdate().replace(day=1),
        shown="absent",
        count=count,
    )


@pytest.mark.parametrize(
    ("roles", "languages"),
    [
        (["translator:fr"], ["fr"]),
        (["reviewer:ar", "translator:es"], ["es", "ar"]),
        (["moderator"], ["en", "fr", "es", "ru", "ar", "zh"]),
        (["administrator"], ["en", "fr", "es", "ru", "ar", "zh"]),
        (["secretariat"], []),
        (["auditor"], []),
        (["focal-point:FR"], []),
        (["author"], []),
    ],
)
def test_whose_languages_are_which(roles, languages):
    assert sorted(languages_of(person(*roles))) == sorted(languages)


@pytest.fixture
def all_standings(translator):
    """A record in each standing in French, and some that are nobody's to do."""
    record("New")
    ProjectFactory(title="Draft of an original")
    published(translated(record("Current"), translator))
    stale = record("Stale")
    published(translated(stale, translator))
    changed(stale, summary="Other words entirely.")
    translated(record("Started"), translator)
    handed_in(translated(record("In review"), translator))
    sent_back(translated(record("Returned"), translator))
    withdrawn = handed_in(translated(record("Withdrawn"), translator))
    actions.withdraw(page=withdrawn, by=translator, reason="Not now.")


@pytest.mark.parametrize(
    ("standing", "found"),
    [
        (Standing.NEW, {"New"}),
        (Standing.STALE, {"Stale (fr)"}),
        (Standing.STARTED, {"Started (fr)"}),
        (Standing.IN_REVIEW, {"In review (fr)"}),
        (Standing.RETURNED, {"Returned (fr)"}),
        (None, {"New", "Stale (fr)", "Started (fr)", "In review (fr)", "Returned (fr)"}),
    ],
)
def test_each_standing_finds_its_own(standing, found, all_standings):
    assert set(titles("fr", standing)) == found


def test_another_language_has_every_live_original_to_translate(all_standings):
    originals = {"New", "Current", "Stale", "Started", "In review", "Returned", "Withdrawn"}

    assert set(titles("es")) == originals
    assert titles("en") == []


def test_what_is_changed_again_and_handed_in_is_in_review(translator):
    original = record("Original")
    page = published(translated(original, translator))
    changed(original, summary="Other words entirely.")
    draft = fresh(page).get_latest_revision_as_object()
    draft.subtitle = "Un sous-titre"
    draft.save_revision(user=translator, log_action=True)
    handed_in(page)

    assert titles("fr", Standing.IN_REVIEW) == ["Original (fr)"]
    assert titles("fr", Standing.STALE) == []


def test_an_original_taken_offline_is_nobodys_to_do(original, moderator):
    actions.unpublish(page=original, by=moderator, reason="By mistake.")

    assert titles("fr") == []


# Rank


def test_readers_size_and_age_are_those_of_the_language_and_of_late():
    with time_machine.travel("2026-11-20 23:00Z"):
        page = record("Doctors by radio", summary="For remote islands.")
    readers(page, 5, month=dt.date(2026, 11, 1))
    readers(page, 4, month=dt.date(2026, 9, 1))
    readers(page, 3, month=dt.date(2026, 8, 1))
    readers(page, 100, language="es", month=dt.date(2026, 11, 1))
    wish = {"translation_key": page.translation_key, "language": "fr"}
    ReaderRequest.objects.create(**wish, times=2)
    ReaderRequest.objects.create(**wish, times=9, told_at=timezone.now())

    found = weigh(to_do("fr"), "fr", today=dt.date(2026, 11, 28)).get()

    assert (found.readers, found.words, found.days) == (5 + 4 + 20, 6, 8)


def test_a_stale_translation_weighs_what_changed_and_since_when(translator):
    with time_machine.travel("2026-11-01 12:00Z"):
        original = record("Doctors by radio", summary="For remote islands.")
        published(translated(original, translator))
    with time_machine.travel("2026-11-20 12:00Z"):
        changed(original, summary="For islands that no ship reaches.")

    found = weigh(to_do("fr"), "fr", today=dt.date(2026, 11, 28)).get()

    assert (found.readers, found.words, found.days) == (0, 6, 8)


@pytest.mark.parametrize("cause", ["readers", "wishes", "size", "age"])
def test_more_of_one_factor_comes_first(cause):
    with time_machine.travel("2026-11-20 12:00Z"):
        record("Little", summary="Words.")
        age = "2026-11-18" if cause == "age" else "2026-11-20"
        with time_machine.travel(f"{age} 11:00Z"):
            much = record("Much", summary="Words." if cause != "size" else "Many more words than the other.")
        if cause == "readers":
            readers(much, 3)
        if cause == "wishes":
            ReaderRequest.objects.create(translation_key=much.translation_key, language="fr")

        assert titles() == ["Much", "Little"]


def test_what_editors_requested_comes_first_the_earliest_date_before_others():
    read = record("Read")
    readers(read, 1000)
    for title, due in (("Undated", None), ("Later", dt.date(2027, 2, 1)), ("Soon", dt.date(2027, 1, 1))):
        TranslationRequest.objects.create(
            translation_key=record(title).translation_key, language="fr", batch=title, due=due
        )

    assert titles() == ["Soon", "Later", "Undated", "Read"]


def test_a_fulfilled_request_no_longer_counts():
    read, done = record("Read"), record("Done")
    readers(read, 1000)
    TranslationRequest.objects.create(
        translation_key=done.translation_key, language="fr", batch="Done", fulfilled_at=timezone.now()
    )

    assert titles() == ["Read", "Done"]
    assert not to_do("fr").filter(requested("fr")).exists()


def test_claims_are_of_one_person_and_language(original, translator):
    Assignment.objects.create(translation_key=original.translation_key, language="fr", person=translator)

    assert to_do("fr").filter(claimed_by(translator, "fr")).count() == 1
    assert not to_do("es").filter(claimed_by(translator, "es")).exists()
    assert not to_do("fr").filter(claimed_by(person("translator:fr"), "fr")).exists()
