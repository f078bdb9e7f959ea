"""What was translated before is offered again, with how far it matches; drafts never are."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.core.management import call_command

from cms.accounts.models import User
from cms.moderation import actions
from cms.records.bulk.creation import create_pages
from cms.records.bulk.values import NewPage, TargetState
from cms.records.translating import (
    Written,
    start_translation,
    translation_page,
    write_translation,
)
from cms.translation_desk.assistance.memory import Suggestion, match_percent, suggestions
from cms.translation_desk.assistance.models import MemoryUnit
from cms.translations.values import Origin
from stocktaking_pages.actions import year_page
from stocktaking_pages.models import StocktakingProjectPage
from tests.factories import ProjectFactory, approved, fresh, locale, person, published

DOCTORS = "<p>Bring doctors to the islands.</p>"


@pytest.mark.parametrize(
    ("one", "other", "percent"),
    [
        ("Bring doctors to the islands.", "Bring  doctors to the islands. ", 100),
        ("Bring doctors to the islands.", "Bring <b>Doctors</b> to the islands", 99),
        ("Bring doctors to the islands", "Bring nurses to the islands", 80),
        ("one two three", "one two four", 66),
        ("医生去海岛", "护士去海岛", 60),
        ("one two", "three four", 0),
        ("", "one", 0),
        ("?", "!", 0),
    ],
)
def test_a_match_is_rounded_down_and_100_for_equal_texts_only(one, other, percent):
    assert match_percent(one, other) == percent


@pytest.mark.parametrize(
    ("source", "percents"),
    [
        ("Bring doctors to the islands.", [100]),
        ("Bring <b>doctors</b> to the islands!", [99]),
        ("Bring nurses to the islands.", [80]),
        ("Bring five good doctors to far islands.", [66]),
        ("Doctors are poor.", []),
        ("?", []),
    ],
)
def test_a_text_that_is_alike_is_found_in_another_record(french, source, percents):
    found = suggestions(source, "en", "fr")
    assert [(each.target, each.percent) for each in found] == [
        ("Amener des médecins dans les îles.", percent) for percent in percents
    ]


def test_a_suggestion_says_where_it_comes_from(french):
    assert suggestions("Doctors by radio", "en", "fr") == [
        Suggestion(
            target="Médecins par radio",
            percent=100,
            origin=Origin.PERSON,
            source="Doctors by radio",
            title="Médecins par radio",
            page_id=french.pk,
            is_published=True,
        )
    ]


def test_only_the_pair_of_languages_that_is_asked_for_answers(french):
    assert suggestions("Doctors by radio", "en", "es") == []
    assert suggestions("Doctors by radio", "fr", "fr") == []


def test_a_draft_is_not_remembered(original, translator):
    words = {"title": "Médecins par radio", "summary": "", "goals": ""}
    start_translation(original=original, language="fr", by=translator, words=words)
    call_command("refresh_memory")
    assert suggestions("Doctors by radio", "en", "fr") == []


def test_the_draft_of_a_public_translation_is_remembered_when_it_is_published(french, translator):
    written = [Written("title", "Doctors by radio", "Des médecins par la radio")]
    write_translation(translation=french, written=written, by=translator)
    call_command("refresh_memory")
    assert _targets("Doctors by radio") == ["Médecins par radio"]
    page = fresh(french)
    actions.submit(page=page, by=translator)
    approved(page, person("reviewer:fr"))
    assert _targets("Doctors by radio") == ["Des médecins par la radio"]


def _targets(source: str) -> list[str]:
    return [each.target for each in suggestions(source, "en", "fr")]


def test_words_of_a_record_that_was_taken_offline_come_last_and_say_so(french, original, translator):
    actions.unpublish(page=original, by=person("moderator"), reason="Ended.")
    call_command("refresh_memory")
    other = _translated(translator, "Médecins à la radio")
    found = suggestions("Doctors by radio", "en", "fr")
    assert [(each.page_id, each.is_published) for each in found] == [(other.pk, True), (french.pk, False)]


def _translated(translator: User, target: str) -> StocktakingProjectPage:
    """Return the translation of another record that says the same in its summary."""
    original = published(ProjectFactory(summary="Doctors by radio", original_language="en"))
    words = {"title": "Un projet", "summary": target}
    return published(start_translation(original=original, language="fr", by=translator, words=words))


def test_a_wording_is_offered_once_and_the_latest_record_named(french, translator):
    latest = _translated(translator, "Médecins par radio")
    assert [each.page_id for each in suggestions("Doctors by radio", "en", "fr")] == [latest.pk]


def test_a_person_comes_before_a_machine(french, translator):
    _translated(translator, "Docteurs par radio")
    MemoryUnit.objects.filter(target="Docteurs par radio").update(origin=Origin.MACHINE)
    assert _targets("Doctors by radio") == ["Médecins par radio", "Docteurs par radio"]


def test_no_more_than_asked_for(french, translator):
    for number in range(3):
        _translated(translator, f"Médecins par radio {number}")
    assert len(suggestions("Doctors by radio", "en", "fr", limit=2)) == 2


def test_the_memory_can_be_made_again(french):
    before = set(MemoryUnit.objects.values_list("source", "target", "path"))
    MemoryUnit.objects.all().delete()
    call_command("refresh_memory")
    call_command("refresh_memory")
    assert sorted(MemoryUnit.objects.values_list("source", "target", "path")) == sorted(before)
    assert _targets("Bring nurses to the islands.") == ["Amener des médecins dans les îles."]


@pytest.mark.parametrize("records", [1, 3])
def test_queries_do_not_grow_with_the_memory(french, translator, records, django_assert_num_queries):
    for number in range(records):
        _translated(translator, f"Médecins {number}")
    with django_assert_num_queries(3):
        suggestions("Doctors by radio", "en", "fr")


def test_publishing_an_original_costs_the_memory_no_query(
    french, original, rewrite: Callable[..., StocktakingProjectPage]
):
    before = list(MemoryUnit.objects.values_list("pk", flat=True))
    rewrite(original, goals=DOCTORS)
    assert list(MemoryUnit.objects.values_list("pk", flat=True)) == before


def test_what_the_bulk_path_publishes_is_remembered_by_the_worker(
    original, django_capture_on_commit_callbacks
):
    page = translation_page(original, locale("fr"), person("translator:fr"), {"title": "Médecins par radio"})
    page.slug = "medecins"
    new = NewPage(page, year_page(year=2019, locale=locale("fr")))

    with django_capture_on_commit_callbacks(execute=True):
        create_pages([new], state=TargetState.PUBLISHED, by=person("administrator"))

    found = suggestions("Doctors by radio", "en", "fr")
    assert [(each.target, each.percent) for each in found] == [("Médecins par radio", 100)]
