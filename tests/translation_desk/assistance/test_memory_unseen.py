"""The memory has no words that nobody but their writer could read."""

from __future__ import annotations

from cms.moderation import actions
from cms.records.translating import Written, write_translation
from cms.translation_desk.assistance.memory import suggestions
from tests.factories import approved, fresh, person

NOWHERE = "The committee approves the budget for satellites."


def test_words_for_a_text_that_no_record_has(original, french, translator):
    seen = Written("title", original.title, "Docteurs par radio")
    unseen = Written("goals", NOWHERE, "Des mots que personne n’a lus.")
    elsewhere = Written("nowhere", NOWHERE, "Des mots que personne n’a lus.")

    write_translation(translation=french, written=[seen, unseen, elsewhere], by=translator)
    actions.submit(page=fresh(french), by=translator)
    page = approved(fresh(french), person("reviewer:fr"))

    assert "Docteurs par radio" in [pair.target for pair in page.translated_pairs()]
    assert suggestions(NOWHERE, "en", "fr") == []
