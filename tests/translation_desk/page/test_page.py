"""The translator's page: what it shows, what it saves, whom it lets in."""

from __future__ import annotations

import pytest
from django.urls import reverse
from wagtail.test.utils.form_data import querydict_from_html

from cms.moderation import actions
from cms.moderation.states import state_of
from cms.records.translating import segments_to_translate, start_translation
from tests.factories import ProjectFactory, approved, fresh, person, published
from tests.translation_desk.conftest import BUTS, GOALS

FIVE_YEARS = GOALS.replace("three years", "five years")


def address(page, name="translation_page"):
    return reverse(name, args=[page.pk])


def shown(client, page):
    response = client.get(address(page))
    assert response.status_code == 200
    return response


def form_of(response, **targets):
    """Return the form as the browser sends it, with these words typed: s0="…"."""
    data = querydict_from_html(response.content.decode(), form_id="translation")
    for name, words in targets.items():
        data[f"form-{name[1:]}-target"] = words
    return data


def words_of(page):
    return [found.target for found in segments_to_translate(fresh(page))]


def test_a_translation_begins_empty_under_the_originals_title(original, translator, signed_in):
    page = start_translation(original=original, language="fr", by=translator, words={})

    response = shown(signed_in(translator), page)

    rows = [row for row, _form, _unsaved in response.context["lines"]]
    assert [(row.label, row.state, row.target) for row in rows] == [
        ("Title", "missing", ""),
        ("Summary", "missing", ""),
        ("Goals", "missing", ""),
        ("", "missing", ""),
    ]


def test_words_typed_become_a_draft_in_one_version(original, translator, signed_in):
    page = start_translation(original=original, language="fr", by=translator, words={})
    client = signed_in(translator)

    client.post(address(page), form_of(shown(client, page), s0="Médecins par radio"))
    client.post(address(page), form_of(shown(client, page), s1="Pour les îles éloignées."))

    assert words_of(page) == ["Médecins par radio", "Pour les îles éloignées.", "", ""]
    assert fresh(page).get_latest_revision_as_object().title == "Médecins par radio"
    assert fresh(page).revisions.count() == 1


def test_without_a_title_it_is_not_handed_in_and_the_words_are_kept(original, translator, signed_in):
    page = start_translation(original=original, language="fr", by=translator, words={})
    client = signed_in(translator)

    response = client.post(
        address(page), form_of(shown(client, page), s1="Pour les îles éloignées.") | {"hand_in": "1"}
    )

    assert response.status_code == 409
    assert "Translate the title first" in response.content.decode()
    assert words_of(page)[1] == "Pour les îles éloignées."
    assert state_of(fresh(page)) == "draft"


def test_handed_in_read_by_another_person_and_published(original, translator, signed_in):
    page = start_translation(original=original, language="fr", by=translator, words={})
    client = signed_in(translator)

    response = client.post(
        address(page),
        form_of(shown(client, page), s0="Médecins par radio", s3="Former <b>quarante</b> infirmières.")
        | {"hand_in": "1"},
        follow=True,
    )

    assert response.status_code == 200
    assert state_of(fresh(page)) == "in_review"
    approved(page, person("reviewer:fr"))
    assert (fresh(page).title, fresh(page).goals) == (
        "Médecins par radio",
        "<p>Former <b>quarante</b> infirmières.</p>",
    )


def test_a_changed_paragraph_is_marked_word_by_word_and_the_rest_is_done(
    original, french, translator, rewrite, signed_in
):
    rewrite(original, goals=FIVE_YEARS)

    response = shown(signed_in(translator), french)

    rows = [row for row, _form, _unsaved in response.context["lines"]]
    assert [row.state for row in rows] == ["current", "current", "current", "stale"]
    assert "<del>three</del>" in rows[3].source_marked
    assert "<ins>five</ins>" in rows[3].source_marked


def test_right_as_it_is_needs_no_other_words(original, french, translator, rewrite, signed_in):
    rewrite(original, goals=GOALS.replace("Train", "Teach"))
    client = signed_in(translator)

    client.post(address(french), form_of(shown(client, french)) | {"form-3-confirmed": "on"})

    rows = [row for row, _form, _unsaved in shown(client, french).context["lines"]]
    assert rows[3].state == "current"
    assert fresh(french).goals == BUTS


def test_nothing_typed_makes_no_version(french, translator, signed_in):
    client = signed_in(translator)
    before = fresh(french).revisions.count()

    client.post(address(french), form_of(shown(client, french)))

    assert fresh(french).revisions.count() == before


def test_two_translators_on_one_page_lose_nothing(original, translator, signed_in):
    page = start_translation(original=original, language="fr", by=translator, words={})
    one, other = signed_in(translator), signed_in(person("translator:fr"))
    mine, theirs = shown(one, page), shown(other, page)

    one.post(address(page), form_of(mine, s0="Médecins par radio", s1="Pour les îles."))
    response = other.post(address(page), form_of(theirs, s1="Aux îles.", s2="Amener des médecins."))

    assert response.status_code == 409
    assert words_of(page) == ["Médecins par radio", "Pour les îles.", "Amener des médecins.", ""]
    assert "Aux îles." in response.content.decode()


def test_a_paragraph_is_saved_while_it_is_typed(original, translator, signed_in):
    page = start_translation(original=original, language="fr", by=translator, words={})
    client = signed_in(translator)
    segment = {"path": "title", "source": "Doctors by radio", "seen": "", "target": "Médecins par radio"}

    answer = client.post(address(page, "translation_segment"), segment)

    assert answer.status_code == 200
    assert (answer.json()["state"], answer.json()["seen"]) == ("current", "Médecins par radio")
    assert words_of(page)[0] == "Médecins par radio"


def test_markup_that_the_original_lacks_is_refused_in_words(original, translator, signed_in):
    page = start_translation(original=original, language="fr", by=translator, words={})
    client = signed_in(translator)

    for target in ("<script>alert(1)</script>", "<a id='a9'>lien</a>"):
        segment = {"path": "title", "source": "Doctors by radio", "seen": "", "target": target}
        answer = client.post(address(page, "translation_segment"), segment)
        assert (answer.status_code, answer.json()["message"] != "") == (400, True)
    assert words_of(page)[0] == ""


def test_what_was_typed_under_review_is_shown_again(french, translator, rewrite, original, signed_in):
    client = signed_in(translator)
    opened = shown(client, french)
    client.post(address(french), form_of(opened, s1="Pour les îles.") | {"hand_in": "1"})

    response = client.post(address(french), form_of(opened, s2="Envoyer des médecins."))

    assert response.status_code == 403
    assert "Envoyer des médecins." in response.content.decode()
    assert words_of(french)[2] == "Amener des médecins dans les îles."


def test_a_reviewers_words_stand_at_the_top_of_what_comes_back(french, translator, signed_in):
    client = signed_in(translator)
    client.post(address(french), form_of(shown(client, french), s1="Pour les îles.") | {"hand_in": "1"})

    actions.request_changes(page=fresh(french), by=person("reviewer:fr"), note="« lointaines » manque.")

    assert "« lointaines » manque." in shown(client, french).content.decode()


@pytest.mark.parametrize("role", ["translator:es", "reviewer:es", "author", "focal-point:KE"])
@pytest.mark.parametrize("door", ["translation_page", "translation_segment"])
def test_another_languages_translator_stays_outside(french, signed_in, role, door):
    client = signed_in(person(role))
    before = words_of(french)

    answers = [client.get(address(french)), client.post(address(french, door), {"form-TOTAL_FORMS": 0})]

    assert {answer.status_code for answer in answers} <= {302, 404}
    assert words_of(french) == before


def test_an_auditor_reads_and_does_not_write(french, signed_in):
    client = signed_in(person("auditor"))

    response = shown(client, french)

    assert response.context["can_write"] is False
    segment = {"path": "title", "source": "Doctors by radio", "seen": "Médecins par radio", "target": "Autre"}
    assert client.post(address(french, "translation_segment"), segment).status_code == 403


def test_an_original_is_no_translation(original, signed_in):
    assert signed_in(person("moderator")).get(address(original)).status_code == 404


def test_words_of_another_record_are_offered_with_how_alike_the_texts_are(french, translator, signed_in):
    other = published(
        ProjectFactory(
            title="Doctors by boat",
            goals="<p>Bring two doctors to the islands.</p>",
            original_language="en",
        )
    )
    page = start_translation(original=other, language="fr", by=translator, words={})
    numbers = {found.segment.path: number for number, found in enumerate(segments_to_translate(page))}

    response = signed_in(translator).get(reverse("translation_help", args=[page.pk, numbers["goals"]]))

    body = response.content.decode()
    assert "Amener des médecins dans les îles." in body
    assert "90 % alike" in body


def test_terms_are_offered_with_the_approved_words(translator, signed_in, repository):
    other = published(ProjectFactory(title="Digital literacy for islands", original_language="en"))
    page = start_translation(original=other, language="fr", by=translator, words={})

    response = signed_in(translator).get(reverse("translation_help", args=[page.pk, 0]))

    term = response.context["terms"][0]
    assert term.word.lower() == "digital literacy"
    assert term.approved[0] in response.content.decode()
    assert f">{term.word}</mark>" in response.content.decode()


def test_another_languages_translator_gets_no_help(french, signed_in):
    response = signed_in(person("translator:es")).get(reverse("translation_help", args=[french.pk, 0]))

    assert response.status_code in (302, 404)


def test_a_comment_stands_beside_its_paragraph_also_while_it_is_under_review(french, translator, signed_in):
    client = signed_in(translator)
    client.post(address(french), form_of(shown(client, french), s1="Pour les îles.") | {"hand_in": "1"})

    response = client.post(
        address(french), form_of(shown(client, french)) | {"form-1-comment": "« lointaines » ?"}
    )

    assert response.status_code == 302
    rows = [row for row, _form, _unsaved in shown(signed_in(person("reviewer:fr")), french).context["lines"]]
    assert [comment.text for comment in rows[1].comments] == ["« lointaines » ?"]
    assert rows[0].comments == ()


def test_who_only_reads_does_not_comment(french, signed_in):
    client = signed_in(person("auditor"))

    response = client.post(address(french), form_of(shown(client, french)) | {"form-1-comment": "Ah."})

    assert response.status_code == 403


def test_a_blank_that_does_not_break_is_a_change(french, translator, signed_in):
    client = signed_in(translator)

    client.post(address(french), form_of(shown(client, french), s1="Pour les îles\u00a0éloignées."))

    assert words_of(french)[1] == "Pour les îles\u00a0éloignées."


@pytest.fixture
def repeated(translator, repository):
    """A translation, not begun, of a text in which a paragraph stands twice."""
    goals = "<p>Yes.</p><p>Yes.</p>"
    original = published(ProjectFactory(title="Doctors", summary="", goals=goals, original_language="en"))
    return start_translation(original=original, language="fr", by=translator, words={})


def segment_in(form, number):
    """Return what the browser sends of a paragraph while it is typed."""
    prefix = f"form-{number}-"
    return {name.removeprefix(prefix): form[name] for name in form if name.startswith(prefix)}


def test_of_equal_paragraphs_each_is_saved_while_it_is_typed(repeated, translator, signed_in):
    client = signed_in(translator)
    client.post(address(repeated), form_of(shown(client, repeated), s1="Oui."))
    form = form_of(shown(client, repeated), s2="Si.")

    answer = client.post(address(repeated, "translation_segment"), segment_in(form, 2))

    assert answer.json()["seen"] == "Si."
    assert words_of(repeated) == ["", "Oui.", "Si."]


def test_words_for_the_second_of_equal_paragraphs_are_there_for_the_first(repeated, translator, signed_in):
    client = signed_in(translator)

    client.post(address(repeated), form_of(shown(client, repeated), s2="Oui."))

    assert words_of(repeated) == ["", "Oui.", "Oui."]


def test_words_in_a_form_that_cannot_be_read_are_shown_again(french, translator, signed_in):
    client = signed_in(translator)

    form = form_of(shown(client, french), s0="é" * 100_001, s1="Pour les îles.")
    response = client.post(address(french), form)

    assert response.status_code == 400
    assert response.content.decode().count("Pour les îles.") == 1


def test_words_for_a_text_that_is_gone_are_shown_again(original, french, translator, rewrite, signed_in):
    client = signed_in(translator)
    opened = shown(client, french)
    rewrite(original, goals=GOALS.split("<p>Train", maxsplit=1)[0])

    response = client.post(address(french), form_of(opened, s3="Instruire des infirmières."))

    assert response.status_code == 409
    assert "Instruire des infirmières." in response.content.decode()


def test_who_types_hears_that_the_original_has_changed(original, french, translator, rewrite, signed_in):
    client = signed_in(translator)
    form = form_of(shown(client, french), s3="Instruire <b>quarante</b> infirmières.")
    rewrite(original, goals=FIVE_YEARS)

    answer = client.post(address(french, "translation_segment"), segment_in(form, 3))

    assert (answer.status_code, "original was changed" in answer.json()["message"]) == (409, True)
    assert words_of(french)[3] == "Instruire <b>quarante</b> infirmières."
