"""Whether a text is out of date: by the words that its translation was made from, and by nothing else."""

from __future__ import annotations

import pytest
from django.conf import settings

from cms.taxonomy.actions import load_vocabularies
from cms.translation_desk.texts.overview import lines
from cms.translation_desk.texts.queries import standings
from cms.translation_desk.texts.registry import SOURCES
from tests.translation_desk.texts.work import (
    BODY,
    MEDIA,
    SUBJECT,
    approve,
    change_mail,
    hand_in,
    label_of,
    rename,
    save,
    standing,
    states,
)

pytestmark = pytest.mark.usefixtures("repository")

OTHERS = [code for code, _name in settings.LANGUAGES if code != "en"]


def shipped(language):
    return standing(MEDIA, language).text.target


@pytest.mark.parametrize("language", OTHERS)
def test_as_shipped_everything_is_current(language):
    assert states(language) == {}
    assert {each.text.source for each in standings(language)} == set(SOURCES)


@pytest.mark.parametrize("language", OTHERS)
def test_a_change_of_the_english_leaves_exactly_that_text_behind(language):
    rename("Media and journalism")
    assert states(language) == {MEDIA: "stale"}
    assert standing(MEDIA, language).made_from == "Media"


def test_the_change_undone_is_no_change():
    rename("Media and journalism")
    rename("Media")
    assert states() == {}


def test_words_typed_again_and_blanks_change_nothing():
    rename("Media ")
    rename("Media")
    rename(shipped("fr"), language="fr")
    assert states() == {}


def test_the_french_typed_again_does_not_follow_the_english():
    rename("Media and journalism")
    rename(shipped("fr") + " ", language="fr")
    assert states() == {MEDIA: "stale"}


def test_a_translation_changed_where_editors_change_it_is_made_anew():
    rename("Media and journalism")
    rename("Médias et journalisme", language="fr")
    assert states() == {}
    assert states("es") == {MEDIA: "stale"}
    rename("Media")
    assert states() == {MEDIA: "stale"}
    assert standing(MEDIA).made_from == "Media and journalism"


def test_one_field_of_a_mail_is_behind_and_not_the_other(administrator):
    change_mail(administrator, subject="It is there: {title}")
    assert states() == {SUBJECT: "stale"}
    change_mail(administrator, subject="It is there: {title}", body="{title}\n{link}")
    assert states() == {SUBJECT: "stale", BODY: "stale"}


def test_no_words_are_missing():
    rename("", language="fr")
    assert states() == {MEDIA: "missing"}
    assert states("es") == {}


def test_no_short_label_is_an_answer_until_the_english_gets_another_one():
    short = (MEDIA[0], "country/NL", "short_label")
    assert (standing(short).text.target, states()) == ("", {})
    english = label_of("NL", "en")
    english.short_label = "Holland"
    english.save()
    assert states() == {short: "missing"}


def test_loading_the_vocabularies_again_changes_nothing():
    rename("Media and journalism")
    load_vocabularies()
    assert states() == {MEDIA: "stale"}


def test_a_draft_is_nobody_elses_state(translator):
    rename("Media and journalism")
    save(MEDIA, "Médias et journalisme", translator)
    assert states() == {MEDIA: "stale"}


def test_published_words_are_current_until_the_english_changes_again(translator, reviewer):
    rename("Media and journalism")
    hand_in(MEDIA, "Médias et journalisme", translator)
    assert states() == {MEDIA: "in_review"}
    approve(MEDIA, reviewer)
    assert states() == {}
    rename("Media, journalism")
    assert standing(MEDIA).made_from == "Media and journalism"
    rename("Media and journalism")
    assert states() == {}


def test_still_right_is_a_decision_too(translator, reviewer):
    words = shipped("fr")
    rename("The media")
    hand_in(MEDIA, words, translator)
    approve(MEDIA, reviewer)
    assert states() == {}
    rename("Media")
    assert states() == {MEDIA: "stale"}


def test_an_editors_change_after_a_publication_counts(translator, reviewer):
    hand_in(MEDIA, "La presse", translator)
    approve(MEDIA, reviewer)
    rename("Media and journalism")
    rename("Presse et journalisme", language="fr")
    assert states() == {}


def test_the_overview_counts_by_group_with_few_queries(translator, django_assert_max_num_queries):
    rename("Media and journalism")
    hand_in(SUBJECT, "Voilà : {title}", translator)
    with django_assert_max_num_queries(10):
        found = {line.address: line for line in lines("fr")}
    action_lines = found["/admin/translations/texts/fr/vocabulary/action_line/"]
    mail = found["/admin/translations/texts/fr/mail/translation_there/"]
    assert (action_lines.stale, action_lines.to_do) == (1, 1)
    assert (mail.in_review, mail.current) == (1, 1)
