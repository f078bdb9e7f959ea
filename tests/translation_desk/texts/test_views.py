"""Vocabulary and mails on the desk: who gets in, what is shown, what the buttons do."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from cms.taxonomy.models import Term
from cms.taxonomy.queries import label
from cms.translation_desk.texts.models import TextProposal
from tests.factories import person
from tests.translation_desk.texts.work import (
    BODY,
    MEDIA,
    SUBJECT,
    hand_in,
    label_of,
    rename,
    save,
    standing,
    states,
)

pytestmark = pytest.mark.usefixtures("repository")

DESK = "/admin/translations/"
TEXTS = "/admin/translations/texts/fr/"
ACTION_LINES = f"{TEXTS}vocabulary/action_line/"
MAIL = f"{TEXTS}mail/translation_there/"


def text(response):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def is_refused(response):
    return response.status_code in (302, 403) and not response.headers.get("Location", "").startswith(TEXTS)


def form_of(client, address, words, *, confirmed=False, **more):
    """Return what the browser sends when these words are typed for a place."""
    place, typed = words
    context = client.get(address).context
    data = {"form-TOTAL_FORMS": len(context["forms"]), "form-INITIAL_FORMS": len(context["forms"])}
    for number, form in enumerate(context["forms"]):
        data |= {f"form-{number}-{name}": value for name, value in form.initial.items()}
        if (form.initial["key"], form.initial["field"]) == place[1:]:
            data[f"form-{number}-words"] = typed
            data |= {f"form-{number}-confirmed": "on"} if confirmed else {}
    return data | more


def decision(place, **more):
    held = standing(place)
    return {"proposal": held.proposal.pk, f"digest-{held.proposal.pk}": held.digest} | more


# Doors


@pytest.mark.parametrize("role", ["translator:es", "secretariat", "auditor", "focal-point:FR", "author"])
@pytest.mark.parametrize("address", [TEXTS, ACTION_LINES, MAIL])
def test_who_does_not_translate_into_french_does_not_get_in(role, address, translator, signed_in):
    hand_in(MEDIA, "La presse", translator)
    client = signed_in(person(role))

    assert is_refused(client.get(address))
    for form in ({"hand_in": "1"}, decision(MEDIA, approve="1"), {"send_back": standing(MEDIA).proposal.pk}):
        assert client.post(address, form).status_code in (302, 403, 405)
    assert states() == {MEDIA: "in_review"}


def test_a_decision_is_not_taken_at_the_address_of_another_language(translator, signed_in):
    hand_in(MEDIA, "La presse", translator)
    client = signed_in(person("reviewer:es"))
    address = ACTION_LINES.replace("/fr/", "/es/")

    assert client.get(address).status_code == 200
    assert client.post(address, decision(MEDIA, approve="1")).status_code == 409
    assert states() == {MEDIA: "in_review"}


def test_a_translator_of_french_does_not_find_spanish(translator, signed_in):
    page = signed_in(translator).get(TEXTS).content.decode()
    assert TEXTS in page
    assert "/texts/es/" not in page


@pytest.mark.parametrize("address", [f"{TEXTS}vocabulary/nothing/", f"{TEXTS}nothing/action_line/"])
def test_a_group_that_does_not_exist(address, translator, signed_in):
    assert signed_in(translator).get(address).status_code == 404


def test_nobody_has_texts_to_translate_into_english(signed_in, administrator):
    client = signed_in(administrator)
    assert is_refused(client.get("/admin/translations/texts/en/"))
    assert "Vocabulary and mails" not in text(client.get(DESK, {"language": "en"}))


# What is shown


def test_the_desk_says_how_many(translator, signed_in):
    client = signed_in(translator)
    assert "Vocabulary and mails Everything is up to date." in text(client.get(DESK))
    rename("Media and journalism")
    hand_in(SUBJECT, "Voici : {title}", translator)
    assert "Vocabulary and mails Out of date: 1 In review: 1" in text(client.get(DESK))
    assert f'href="{TEXTS}"' in client.get(DESK).content.decode()


def test_the_overview_leads_to_what_there_is_to_do(translator, signed_in):
    rename("Media and journalism")
    page = signed_in(translator).get(TEXTS).content.decode()
    assert f'href="{ACTION_LINES}"' in page
    assert f'href="{MAIL}?show=all"' in page


def test_the_change_of_the_original_is_marked(translator, signed_in):
    rename("Media and journalism")
    page = signed_in(translator).get(ACTION_LINES).content.decode()
    assert "Media<ins> and journalism</ins>" in page
    assert page.count("<fieldset") == 1


def test_an_empty_page_says_what_else_there_is(translator, signed_in):
    client = signed_in(translator)
    assert "There is nothing to do here in Français." in text(client.get(ACTION_LINES))
    assert client.get(ACTION_LINES, {"show": "all"}).content.decode().count("<fieldset") > 20


def test_a_long_list_comes_in_pages(translator, signed_in):
    page = signed_in(translator).get(f"{TEXTS}vocabulary/country/", {"show": "all", "p": "2"})
    assert page.content.decode().count("<fieldset") == 50
    assert 'href="?show=all&amp;p=3"' in page.content.decode()


def test_arabic_is_written_from_right_to_left(signed_in):
    rename("Media and journalism")
    page = signed_in(person("translator:ar")).get(ACTION_LINES.replace("/fr/", "/ar/")).content.decode()
    assert re.search(r'<textarea[^>]* lang="ar" dir="rtl"', page)
    assert re.search(r'<p class="translation-text" lang="en" dir="ltr">Media', page)


@pytest.mark.parametrize("number", [1, 3])
def test_queries_of_a_group(number, translator, signed_in, django_assert_max_num_queries):
    for code in ("c9", "c10", "c11")[:number]:
        rename("Something else", code=code)
    client = signed_in(translator)
    client.get(ACTION_LINES)
    with django_assert_max_num_queries(16):
        assert client.get(ACTION_LINES).content.decode().count("<fieldset") == number


# Buttons


def test_saved_handed_in_and_published(translator, reviewer, signed_in):
    rename("Media and journalism")
    client = signed_in(translator)
    words = "Médias et journalisme"

    assert client.post(ACTION_LINES, form_of(client, ACTION_LINES, (MEDIA, words))).status_code == 302
    assert standing(MEDIA).proposal.state == "draft"
    client.post(ACTION_LINES, form_of(client, ACTION_LINES, (MEDIA, words), hand_in="1"))
    assert states() == {MEDIA: "in_review"}

    shown = signed_in(translator).get(ACTION_LINES).content.decode()
    assert "Another person of this language reads it" in shown
    assert 'name="approve"' not in shown
    shown = signed_in(reviewer).get(ACTION_LINES).content.decode()
    assert "<ins> et journalisme</ins>" in shown
    assert 'name="approve"' in shown
    assert signed_in(reviewer).post(ACTION_LINES, decision(MEDIA, approve="1")).status_code == 302
    assert label("action_line", "c9", "fr") == words


def test_still_right_is_ticked(translator, signed_in):
    rename("The media")
    client = signed_in(translator)
    words = standing(MEDIA).words

    form = form_of(client, ACTION_LINES, (MEDIA, words), confirmed=True, hand_in="1")
    assert client.post(ACTION_LINES, form).status_code == 302
    assert states() == {MEDIA: "in_review"}


@pytest.mark.parametrize("role", ["translator:fr", "reviewer:fr", "moderator", "administrator"])
def test_four_eyes_hold_on_the_page(role, signed_in):
    author = person(role)
    hand_in(MEDIA, "La presse", author)
    client = signed_in(author)

    assert 'name="approve"' not in client.get(ACTION_LINES).content.decode()
    assert client.post(ACTION_LINES, decision(MEDIA, approve="1")).status_code == 403
    pk = standing(MEDIA).proposal.pk
    assert client.post(ACTION_LINES, {"send_back": pk, f"note-{pk}": "x"}).status_code == 403
    assert states() == {MEDIA: "in_review"}


def test_sent_back_with_a_reason(translator, reviewer, signed_in):
    hand_in(MEDIA, "La presse", translator)
    pk = standing(MEDIA).proposal.pk
    client = signed_in(reviewer)

    page = client.post(ACTION_LINES, {"send_back": pk, f"note-{pk}": ""})
    assert (page.status_code, "Write why; the author will read it." in text(page)) == (409, True)
    assert client.post(ACTION_LINES, {"send_back": pk, f"note-{pk}": "Pas\0usuel."}).status_code == 400
    assert client.post(ACTION_LINES, {"send_back": pk, f"note-{pk}": "Pas usuel."}).status_code == 302
    assert "Pas usuel." in text(signed_in(translator).get(ACTION_LINES))


def test_the_reviewer_is_told_that_the_english_changed(translator, reviewer, signed_in):
    hand_in(MEDIA, "La presse", translator)
    form = decision(MEDIA, approve="1")
    rename("Media and journalism")
    client = signed_in(reviewer)

    page = client.post(ACTION_LINES, form)
    assert page.status_code == 409
    assert "The text changed while you were reading it." in text(page)
    assert "The original was changed after these words were written." in text(page)
    assert "Media<ins> and journalism</ins>" in page.content.decode()


def test_a_placeholder_that_is_lost_is_told_beside_the_words(translator, signed_in):
    client = signed_in(translator)
    address = f"{MAIL}?show=all"

    page = client.post(address, form_of(client, address, (BODY, "{title} sans lien"), hand_in="1"))
    assert page.status_code == 409
    assert text(page).count("The text must contain {link}.") == 2
    assert standing(BODY).proposal.state == "draft"


def test_what_is_not_saved_is_shown_again(translator, signed_in):
    client = signed_in(translator)
    address = f"{ACTION_LINES}?show=all"
    form = form_of(client, address, (MEDIA, "La presse"))
    save(MEDIA, "Les journaux", person("translator:fr"))

    page = client.post(address, form)
    assert page.status_code == 409
    assert "What you typed, not saved: La presse" in text(page)
    assert standing(MEDIA).words == "Les journaux"


def test_a_form_that_is_not_whole_is_refused(translator, signed_in):
    client = signed_in(translator)
    assert client.post(ACTION_LINES, {"form-TOTAL_FORMS": "x"}).status_code == 409
    assert client.post(ACTION_LINES, {"approve": "1"}).status_code == 409
    assert client.post(ACTION_LINES, {"approve": "1", "proposal": "9" * 30}).status_code == 409
    assert not TextProposal.objects.exists()


def test_edited_in_the_form_of_the_vocabulary(client, signed_in):
    """What editors do there leaves the other languages behind."""
    term = Term.objects.get(code="c9")
    labels = list(term.labels.order_by("pk"))
    data = {"aliases-TOTAL_FORMS": 0, "aliases-INITIAL_FORMS": 0}
    data |= {"labels-TOTAL_FORMS": len(labels), "labels-INITIAL_FORMS": len(labels)}
    for number, each in enumerate(labels):
        words = "Media and journalism" if each.language == "en" else each.label
        data |= {f"labels-{number}-id": each.pk, f"labels-{number}-label": words}
        data |= {f"labels-{number}-short_label": each.short_label}

    response = signed_in(person("administrator")).post(reverse("vocabularies:edit", args=[term.pk]), data)

    assert response.status_code == 302
    assert label_of("c9", "en").label == "Media and journalism"
    assert [states(language) for language in ("fr", "es", "ru", "ar", "zh")] == [{MEDIA: "stale"}] * 5


def test_public_pages_do_not_have_words_under_review(translator, client):
    hand_in(MEDIA, "Mots en attente", translator)
    for address in ("/fr/", "/fr/search/", "/fr/stocktaking/"):
        assert "Mots en attente" not in client.get(address, follow=True).content.decode()
