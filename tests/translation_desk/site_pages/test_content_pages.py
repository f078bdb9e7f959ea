"""Plain pages of the site take the road of every translation: the desk, the page, a second person, the public."""

from __future__ import annotations

import pytest
from django.urls import reverse
from wagtail.models import Revision
from wagtail.test.utils.form_data import querydict_from_html

from cms.moderation import actions
from cms.moderation.exceptions import InvalidMove
from cms.records.translating import start_translation
from cms.translation_desk.files.formats import Format
from cms.translation_desk.files.selections import Selection, select
from cms.translations.siblings import translate_siblings
from cms.translations.summaries import refresh, states_of
from home.models import ContentPage, HomePage
from tests.factories import ContentPageFactory, approved, fresh, locale, person, published, write
from tests.translation_desk.files.test_merging import came_back, sent, translated

BODY = "<h2>Who we are</h2><p>A repository of projects.</p>"
TEXTE = "<h2>Qui nous sommes</h2><p>Un répertoire de projets.</p>"
CHANGED = BODY.replace("projects", "a thousand projects")


@pytest.fixture
def about(repository):
    return published(ContentPageFactory(title="About", introduction="In short.", body=BODY, slug="about"))


@pytest.fixture
def french(about, translator):
    words = {"title": "À propos", "introduction": "En bref.", "body": TEXTE}
    return published(start_translation(original=about, language="fr", by=translator, words=words))


def publish_again(page, **values):
    page = write(fresh(page), page.owner, **values)
    actions.submit(page=page, by=page.owner)
    return approved(page, person("moderator"))


def lines(client, **chosen):
    query = {"language": "fr", "kind": "home.contentpage"} | chosen
    table = client.get(reverse("translation_queue"), query).context["table"]
    return [(row.title, row.standing.value) for row in table.data]


def states(page):
    return [status.state for status in states_of(fresh(page))]


def test_a_new_page_is_begun_from_the_desk_and_stands_beside_the_english_one(about, translator, signed_in):
    client = signed_in(translator)
    assert lines(client) == [("About", "new")]

    client.post(reverse("translation_queue"), {"start": f"{about.pk} fr"})

    page = ContentPage.objects.get(locale=locale("fr"))
    assert page.get_parent().specific == HomePage.objects.get(locale=locale("fr"))
    assert (page.is_translation, page.live, lines(client)) == (True, False, [("About", "started")])


def test_a_second_round_from_the_desk_to_the_public(about, french, translator, signed_in):
    client = signed_in(translator)
    assert (states(french), lines(client)) == (["current"] * 4, [])
    publish_again(about, body=CHANGED)
    assert lines(client) == [("À propos", "stale")]

    address = reverse("translation_page", args=[french.pk])
    form = querydict_from_html(client.get(address).content.decode(), form_id="translation")
    client.post(address, form | {"form-3-target": "Un répertoire de mille projets.", "hand_in": "1"})

    assert (lines(client), fresh(french).body) == ([("À propos", "in_review")], TEXTE)
    approved(french, person("reviewer:fr"))
    assert fresh(french).body == TEXTE.replace("de projets", "de mille projets")
    assert (states(french), lines(client)) == (["current"] * 4, [])


def test_what_a_reviewer_sends_back_is_on_the_desk(about, translator, signed_in):
    page = start_translation(original=about, language="fr", by=translator, words={"title": "À propos"})
    actions.submit(page=page, by=translator)
    actions.request_changes(page=page, by=person("reviewer:fr"), note="« Qui sommes-nous » ?")

    assert lines(signed_in(translator)) == [("À propos", "returned")]


def test_its_reviewers_see_it_wait_and_another_languages_people_do_not(about, translator, signed_in):
    page = start_translation(original=about, language="fr", by=translator, words={"title": "À propos"})
    actions.submit(page=page, by=translator)
    doors = [reverse(name, args=[page.pk]) for name in ("desk_page", "translation_page")]

    def answers(role):
        client = signed_in(person(role))
        return {client.get(door).status_code for door in doors}

    assert answers("reviewer:fr") == {200}
    assert answers("translator:es") <= {302, 404}


def test_nobody_of_one_language_writes_in_the_english_page(about, signed_in):
    client = signed_in(person("translator:fr"))

    response = client.get(reverse("wagtailadmin_pages:edit", args=[about.pk]))

    assert response.status_code == 302


def test_a_field_rewritten_in_the_editor_is_translated_anew(about, french, translator, signed_in):
    publish_again(about, introduction="Shortly.", body=CHANGED)
    client = signed_in(translator)
    url = reverse("wagtailadmin_pages:edit", args=[french.pk])
    form = querydict_from_html(client.get(url).content.decode(), form_id="page-edit-form")

    client.post(url, form | {"introduction": "Brièvement."})
    actions.submit(page=fresh(french), by=translator)

    assert states(french) == ["current", "in_review", "current", "stale"]
    assert fresh(french).introduction == "En bref."


def test_the_english_page_and_its_translation_are_published_as_a_set(about, translator, signed_in):
    page = write(fresh(about), about.owner, body=CHANGED)
    actions.submit(page=page, by=page.owner)
    words = {"title": "À propos", "introduction": "En bref.", "body": TEXTE}
    french = start_translation(original=fresh(about), language="fr", by=translator, words=words)
    actions.submit(page=french, by=translator)
    client = signed_in(person("moderator"))
    address = reverse("translation_set", args=[about.pk])
    members = client.get(address).context["members"]
    data = {f"digest-{member.page.pk}": member.digest for member in members}

    response = client.post(address, data | {"page": [about.pk, french.pk]})

    assert response.status_code == 302
    assert (fresh(about).body, fresh(french).live) == (CHANGED, True)


def test_a_page_below_one_that_is_not_translated_waits_for_it(about, translator):
    below = published(ContentPageFactory(title="History", parent=about))

    with pytest.raises(InvalidMove, match="About"):
        start_translation(original=below, language="fr", by=translator, words={})


@pytest.fixture
def siblings(about):
    """The pages of a site from before: French and English beside each other, each an original."""
    page = ContentPageFactory(
        title="À propos",
        introduction="En bref.",
        body=TEXTE,
        slug="about",
        locale=locale("fr"),
        translation_key=about.translation_key,
    )
    return about, published(page)


def test_pages_of_before_become_translations_with_their_revisions(siblings):
    about, page = siblings

    assert translate_siblings(ContentPage, ContentPage, Revision) == 1
    refresh(ContentPage, [about.translation_key])

    assert fresh(about).is_translation is False
    assert states(page) == ["current"] * 4
    assert all(revision.as_object().is_translation for revision in fresh(page).revisions.all())
    publish_again(about, body=CHANGED)
    assert states(page) == ["current", "current", "current", "stale"]


def test_it_can_be_done_again(siblings):
    translate_siblings(ContentPage, ContentPage, Revision)
    before = ContentPage.objects.order_by("pk").values_list("is_translation_page", "pairs")

    assert translate_siblings(ContentPage, ContentPage, Revision) == 0
    assert list(before) == list(before.all())


def test_what_is_behind_goes_out_with_the_records(about, french, translator):
    assert select(Selection.BEHIND, "", "fr", translator) == []

    publish_again(about, body=CHANGED)

    assert select(Selection.BEHIND, "", "fr", translator) == [(ContentPage, about.pk)]


def test_readers_are_told_when_it_is_behind(about, french, client):
    assert client.get(french.url_path).context["notice"] == ""

    publish_again(about, body=CHANGED)

    assert client.get(french.url_path).context["notice"].startswith("1 ")
    assert client.get(about.url_path).context["notice"] == ""


@pytest.mark.parametrize("kind", list(Format))
def test_its_file_goes_out_and_comes_back(about, translator, kind):
    text = translated(sent(about, kind), kind, "In short.", "En bref.")

    report = came_back(text, kind, translator)

    draft = ContentPage.objects.get(pk=report.page).get_latest_revision_as_object()
    assert (report.used, report.refused, draft.introduction) == (1, [], "En bref.")
