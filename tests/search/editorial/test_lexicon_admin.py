"""Glossary and synonyms in Wagtail's admin."""

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse

from cms.core.changes import changes_of
from search.models import GlossaryTerm, SynonymGroup

TERM = {
    "en": "tele-medicine | telecare",
    "fr": "télémédecine",
    "es": "",
    "ru": "телемедицина",
    "ar": "",
    "zh": "远程医疗",
}


def url(name: str, *args: object) -> str:
    return reverse(name, args=args)


@pytest.fixture
def term(repository):
    GlossaryTerm.objects.all().delete()
    return GlossaryTerm.objects.create(**TERM)


def errors(response) -> dict[str, list[str]]:
    return dict(response.context["form"].errors)


@pytest.mark.parametrize(
    ("role", "listed", "added", "edited"),
    [
        ("administrator", 200, 200, 200),
        ("moderator", 200, 200, 200),
        ("translator:fr", 200, 302, 200),
        ("auditor", 302, 302, 302),
        ("author", 302, 302, 302),
    ],
)
def test_who_sees_and_edits_the_glossary(signed_in, term, role, listed, added, edited):
    client = signed_in(role)
    statuses = [
        client.get(url(name, *args)).status_code
        for name, args in (("glossary:index", ()), ("glossary:add", ()), ("glossary:edit", (term.pk,)))
    ]
    assert statuses == [listed, added, edited]


def test_a_translator_writes_in_their_own_language_only(signed_in, term):
    data = TERM | {"fr": "télésanté", "ru": "spoilt", "in_use": ""}
    signed_in("translator:fr").post(url("glossary:edit", term.pk), data)
    term.refresh_from_db()
    assert (term.fr, term.ru, term.in_use) == ("télésanté", "телемедицина", True)


def test_a_moderator_writes_in_every_language(signed_in, term):
    signed_in("moderator").post(
        url("glossary:edit", term.pk), TERM | {"ar": "التطبيب عن بعد", "in_use": "on"}
    )
    term.refresh_from_db()
    assert (term.ar, term.en) == ("التطبيب عن بعد", "tele-medicine | telecare")


def test_every_change_is_in_the_history_with_its_person(signed_in, term):
    client = signed_in("translator:fr")
    client.post(url("glossary:edit", term.pk), TERM | {"fr": "télésanté"})
    last = changes_of(term)[0]
    assert (last.words, last.user.is_authenticated) == ("Français: télémédecine → télésanté", True)
    assert "télésanté" in client.get(url("glossary:history", term.pk)).content.decode()


@pytest.mark.parametrize(
    ("changes", "field", "message"),
    [
        ({"fr": "", "ru": "", "zh": ""}, "__all__", "Write the term in at least two languages."),
        ({"en": "telecare | Telecare"}, "en", "“telecare” is listed twice."),
        ({"fr": "de la"}, "fr", "“de la” has only words that searches ignore, such as “the” and “of”."),
        ({"zh": "…"}, "zh", "“…” contains no word."),
        ({"en": "a" * 81}, "en", f"“{'a' * 20}…” is longer than 80 characters."),
        ({"en": "|".join("abcdefghijk")}, "en", "These are 11 ways to say it; at most 10 are allowed."),
        ({"en": "Radio"}, "en", "“radio” is already a term of the glossary."),
    ],
)
def test_what_is_wrong_is_said_in_words_for_people(signed_in, term, changes, field, message):
    GlossaryTerm.objects.create(en="radio", fr="radio")
    response = signed_in("moderator").post(url("glossary:edit", term.pk), TERM | changes)
    assert errors(response) == {field: [message]}


def test_the_list_is_searched_in_every_language(signed_in, term):
    GlossaryTerm.objects.create(en="radio", ru="радио")
    response = signed_in("translator:ru").get(url("glossary:index"), {"q": "телемед"})
    assert [str(row.instance) for row in response.context["table"].rows] == [TERM["en"]]


def test_the_list_tells_what_is_to_be_translated(signed_in, term):
    GlossaryTerm.objects.create(en="radio", ar="إذاعة")
    response = signed_in("translator:ar").get(url("glossary:index"), {"without": "ar"})
    assert [str(row.instance) for row in response.context["table"].rows] == [TERM["en"]]


@pytest.mark.parametrize("terms", [1, 3])
def test_the_list_asks_the_same_number_of_queries(signed_in, term, terms, django_assert_num_queries):
    GlossaryTerm.objects.bulk_create(
        GlossaryTerm(en=f"radio {number}", fr="radio") for number in range(terms)
    )
    client = signed_in("moderator")
    client.get(url("glossary:index"))
    with django_assert_num_queries(13):
        client.get(url("glossary:index"))


def test_nobody_deletes_a_term(signed_in, term):
    assert signed_in("administrator").post(f"/admin/glossary/delete/{term.pk}/").status_code == 404


def shown(response) -> tuple[tuple[int, list], tuple[int, list]]:
    """Return counts and (id, moved) of both lists."""
    effect = response.context["effect"]
    return tuple(
        (each.count, [(line.id, line.moved) for line in each.lines]) for each in (effect.now, effect.then)
    )


def test_the_effect_is_shown_before_saving(signed_in, records, term):
    data = TERM | {
        "fr": "télémédecine | transistor",
        "en": "telemedicine",
        "in_use": "on",
        "example": "transistor",
    }
    response = signed_in("moderator").post(url("glossary:edit", term.pk), data | {"effect": "1"})
    before, after = shown(response)
    assert before == (0, [])
    assert (after[0], sorted(after[1])) == (2, [("t1", True), ("t2", True)])
    term.refresh_from_db()
    assert term.en == TERM["en"]


def test_without_an_example_the_term_itself_is_tried(signed_in, records, term):
    response = signed_in("moderator").post(
        url("glossary:add"), {"en": "wireless", "fr": "radio", "in_use": "on", "effect": "1"}
    )
    assert response.context["effect"].text == "wireless"
    assert shown(response) == ((0, []), (1, [("r1", True)]))
    assert not GlossaryTerm.objects.filter(en="wireless").exists()


def test_no_effect_is_shown_of_what_could_not_be_saved(signed_in, records, term):
    response = signed_in("moderator").post(url("glossary:edit", term.pk), TERM | {"fr": "de", "effect": "1"})
    assert "effect" not in response.context
    assert list(errors(response)) == ["fr"]


def test_synonyms_find_each_other_once_saved(signed_in, records, found):
    client = signed_in("translator:en")
    data = {"language": "en", "words": "wireless | radio", "in_use": "on"}
    before = found("wireless", rescue=False)

    preview = client.post(url("synonyms:add"), data | {"effect": "1"})
    saved = client.post(url("synonyms:add"), data)

    assert shown(preview) == ((0, []), (1, [("r1", True)]))
    assert len(list(get_messages(saved.wsgi_request))) == 1
    assert (before, found("wireless", rescue=False)) == ([], ["r1"])


def test_a_translator_arranges_synonyms_of_their_own_language_only(signed_in, repository):
    english = SynonymGroup.objects.create(language="en", words="wireless | radio")
    client = signed_in("translator:fr")
    listed = client.get(url("synonyms:index")).context["table"].rows
    refused = client.post(url("synonyms:add"), {"language": "en", "words": "a b | c d"})
    assert [str(row.instance) for row in listed] == []
    assert list(errors(refused)) == ["language"]
    assert client.get(url("synonyms:edit", english.pk)).status_code == 302


def test_one_word_is_no_group(signed_in, repository):
    response = signed_in("moderator").post(
        url("synonyms:add"), {"language": "en", "words": "radio", "in_use": "on"}
    )
    assert errors(response) == {"words": ["Write at least two words that mean the same thing."]}
