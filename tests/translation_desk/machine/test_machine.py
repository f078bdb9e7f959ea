"""A machine's draft: words that nobody reads before a person has."""

from __future__ import annotations

import pytest
from django.urls import reverse
from wagtail_localize.machine_translators.base import BaseMachineTranslator

from cms.moderation import actions
from cms.moderation.exceptions import InvalidMove
from cms.records.translating import Written, segments_to_translate, start_translation, write_translation
from cms.translation_desk.machine.actions import MachineUnavailable, draft_by_machine
from cms.translations.summaries import states_of
from prizes_pages.models import MachineWords, PrizeEditionPage
from tests.factories import PrizeEntryFactory, approved, fresh, person, published

DUMMY = {"CLASS": "wagtail_localize.machine_translators.dummy.DummyTranslator"}


class BrokenTranslator(BaseMachineTranslator):
    def translate(self, source_locale, target_locale, strings):
        raise OSError("no route to host")

    def can_translate(self, source_locale, target_locale):
        return True


@pytest.fixture
def dummy(settings):
    settings.WAGTAILLOCALIZE_MACHINE_TRANSLATOR = DUMMY


@pytest.fixture
def begun(original, translator):
    return start_translation(original=original, language="fr", by=translator, words={})


def words_of(page):
    return [found.target for found in segments_to_translate(fresh(page))]


def test_empty_paragraphs_are_filled_and_a_persons_are_left_alone(dummy, begun, translator):
    write_translation(
        translation=begun, written=[Written("title", "Doctors by radio", "Médecins par radio")], by=translator
    )

    assert draft_by_machine(translation=fresh(begun), by=translator) == 3

    assert words_of(begun)[:3] == [
        "Médecins par radio",
        "islands. remote For",
        "islands. the to doctors Bring",
    ]
    assert fresh(begun).live is False


def test_of_equal_paragraphs_the_one_with_words_is_left_alone(dummy, original, begun, translator, rewrite):
    rewrite(original, goals="<p>Yes we can.</p><p>Yes we can.</p>")
    write_translation(
        translation=begun, written=[Written("goals", "Yes we can.", "Oui, nous pouvons.")], by=translator
    )

    assert draft_by_machine(translation=fresh(begun), by=translator) == 3

    assert words_of(begun)[2:] == ["Oui, nous pouvons.", "can. we Yes"]


def test_a_machines_words_are_not_handed_in_before_a_person_read_them(dummy, begun, translator):
    draft_by_machine(translation=begun, by=translator)

    with pytest.raises(InvalidMove, match="4 paragraphs are in the words of a machine"):
        actions.submit(page=fresh(begun), by=translator)

    written = [
        Written(found.segment.path, found.segment.text, found.target, confirmed=True)
        for found in segments_to_translate(fresh(begun))
    ]
    write_translation(translation=fresh(begun), written=written, by=translator)
    actions.submit(page=fresh(begun), by=translator)
    approved(begun, person("reviewer:fr"))
    assert [status.state for status in states_of(fresh(begun))] == ["current"] * 4


def test_where_the_policy_allows_it_the_reader_is_told(dummy, begun, translator, settings, client):
    settings.MACHINE_WORDS_UNREAD = ["fr"]
    draft_by_machine(translation=begun, by=translator)
    actions.submit(page=fresh(begun), by=translator)
    page = approved(begun, person("reviewer:fr"))

    assert [status.state for status in states_of(page)] == ["machine"] * 4
    assert "4 paragraphes ont été traduits par une machine" in client.get(page.url).content.decode()


@pytest.mark.parametrize(
    ("languages", "policy", "is_allowed"),
    [
        ([], MachineWords.AS_LANGUAGE, False),
        ([], MachineWords.ALLOWED, True),
        (["fr"], MachineWords.AS_LANGUAGE, True),
        (["fr"], MachineWords.REFUSED, False),
    ],
)
def test_an_edition_has_a_policy_of_its_own(
    dummy, repository, translator, settings, languages, policy, is_allowed
):
    settings.MACHINE_WORDS_UNREAD = languages
    entry = published(PrizeEntryFactory())
    PrizeEditionPage.objects.parent_of(entry).update(machine_words=policy)
    page = start_translation(original=entry, language="fr", by=translator, words={})
    draft_by_machine(translation=page, by=translator)

    if is_allowed:
        actions.submit(page=fresh(page), by=translator)
    else:
        with pytest.raises(InvalidMove, match="in the words of a machine"):
            actions.submit(page=fresh(page), by=translator)


def test_a_provider_that_fails_loses_nothing(settings, begun, translator):
    settings.WAGTAILLOCALIZE_MACHINE_TRANSLATOR = {"CLASS": f"{__name__}.BrokenTranslator"}

    with pytest.raises(MachineUnavailable, match="did not answer"):
        draft_by_machine(translation=begun, by=translator)
    assert words_of(begun) == [""] * 4


def test_without_a_provider_there_is_no_button(begun, translator, signed_in):
    body = signed_in(translator).get(reverse("translation_page", args=[begun.pk])).content.decode()

    assert 'name="machine"' not in body


def test_the_button_drafts(dummy, begun, translator, signed_in):
    client = signed_in(translator)

    client.post(reverse("translation_machine", args=[begun.pk]))

    assert "islands. remote For" in words_of(begun)


@pytest.mark.parametrize("role", ["translator:es", "reviewer:es"])
def test_another_languages_translator_drafts_nothing(dummy, begun, signed_in, role):
    response = signed_in(person(role)).post(reverse("translation_machine", args=[begun.pk]))

    assert response.status_code in (302, 404)
    assert words_of(begun) == [""] * 4
