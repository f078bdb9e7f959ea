"""The translators' desk as a page: who gets in, what a row says, what its buttons do."""

import datetime as dt
import re

import pytest

from cms.moderation import actions
from cms.records.translating import Written, write_translation
from cms.translation_desk.models import Assignment, TranslationRequest
from cms.translations.models import ReaderCount
from tests.factories import PrizeEntryFactory, ProjectFactory, fresh, locale, person, published
from tests.translation_desk.queue.standings import changed, handed_in, record, translated

pytestmark = pytest.mark.usefixtures("repository")

QUEUE = "/admin/translations/"
REQUESTS = "/admin/translations/requests/"


def rows(client, **query):
    response = client.get(QUEUE, query)
    assert response.status_code == 200
    return response.context["table"].data


def titles(client, **query):
    return [row.title for row in rows(client, **query)]


def text(response):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def is_refused(response):
    return response.status_code in (302, 403) and not response.headers.get("Location", "").startswith(QUEUE)


# Doors


@pytest.mark.parametrize("role", ["secretariat", "auditor", "focal-point:FR", "author"])
def test_who_holds_no_language_does_not_get_in(role, original, signed_in):
    client = signed_in(person(role))

    assert is_refused(client.get(QUEUE))
    assert is_refused(client.post(QUEUE, {"claim": f"{original.pk} fr"}))
    assert not Assignment.objects.exists()
    assert QUEUE not in client.get("/admin/").content.decode()


def test_a_translator_of_french_tries_spanish_through_every_door(original, translator, signed_in):
    client = signed_in(translator)
    spanish = f"{original.pk} es"

    assert is_refused(client.get(QUEUE, {"language": "es"}))
    assert is_refused(client.get(f"{QUEUE}results/", {"language": "es"}))
    for address in (QUEUE, f"{QUEUE}?language=fr", f"{QUEUE}?language=es"):
        for button in ("claim", "release", "start"):
            assert is_refused(client.post(address, {button: spanish}))
    assert is_refused(client.get(REQUESTS))
    assert is_refused(client.post(REQUESTS, {"year": 2019, "languages": ["fr"], "confirmed": "1"}))
    assert is_refused(client.post(REQUESTS, {"withdraw": "2019"}))
    assert not Assignment.objects.exists()
    assert not TranslationRequest.objects.exists()
    assert original.get_translations().count() == 0


def test_anybody_else_signs_in_first(client, original):
    for address in (QUEUE, f"{QUEUE}results/", REQUESTS):
        assert client.get(address).status_code == 302
        assert client.post(address, {"claim": f"{original.pk} fr"}).status_code == 302
    assert not Assignment.objects.exists()


@pytest.mark.parametrize("value", ["", "fr", "0 fr", "999999 fr", "x fr", "9" * 30 + " fr"])
def test_a_button_without_a_public_record_is_not_found(value, translator, signed_in):
    assert signed_in(translator).post(QUEUE, {"claim": value}).status_code == 404


# The list


def test_the_list_is_in_a_language_of_the_person(original, signed_in):
    published(translated(original, person("moderator"), "es"))

    assert titles(signed_in(person("translator:fr"))) == ["Doctors by radio"]
    assert titles(signed_in(person("translator:es"))) == []
    both = signed_in(person("translator:es", "reviewer:fr"))
    assert titles(both, language="es") == []
    assert titles(both, language="fr") == ["Doctors by radio"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({}, {"Project", "Entry", "Begun (fr)"}),
        ({"standing": "new"}, {"Project", "Entry"}),
        ({"standing": "started"}, {"Begun (fr)"}),
        ({"standing": "stale"}, set()),
        ({"kind": "prizes_pages.prizeentrypage"}, {"Entry"}),
        ({"claim": "mine"}, {"Entry"}),
        ({"claim": "free"}, {"Project", "Begun (fr)"}),
        ({"claim": "requested"}, {"Begun (fr)"}),
        ({"q": "proj"}, {"Project"}),
        ({"q": "PRÓJ"}, {"Project"}),
        ({"q": "nothing like it"}, set()),
    ],
)
def test_it_is_narrowed(query, found, translator, signed_in):
    record("Project")
    entry = published(PrizeEntryFactory(title="Entry"))
    begun = record("Begun")
    translated(begun, translator)
    about = {"translation_key": entry.translation_key, "language": "fr"}
    Assignment.objects.create(**about, person=translator)
    Assignment.objects.create(**about | {"language": "es"}, person=translator)
    TranslationRequest.objects.create(translation_key=begun.translation_key, language="fr", batch="2019")

    assert set(titles(signed_in(translator), **query)) == found


def test_it_is_narrowed_to_what_was_written_in_a_language(translator, signed_in):
    english = record("English")
    chinese = published(ProjectFactory(title="中文 radio", locale=locale("zh"), original_language="zh"))
    translated(english, translator)
    client = signed_in(translator)

    assert set(titles(client)) == {"English (fr)", chinese.title}
    assert titles(client, source="zh") == [chinese.title]
    assert titles(client, source="en") == ["English (fr)"]
    assert "Language of the original" in text(client.get(QUEUE))


def test_the_day_is_asked_for_in_words_that_one_can_see(original, translator, signed_in):
    html = signed_in(translator).get(QUEUE).content.decode()

    assert f'for="due-{original.pk}">Until when</label>' in html


def test_a_record_and_its_translation_are_found_by_the_id(translator, signed_in):
    original = record("Project")
    translated(original, translator)
    client = signed_in(translator)

    assert titles(client, q=original.record_id) == ["Project (fr)"]
    assert titles(client, q=original.record_id[:-1]) == []


def test_a_row_says_what_one_needs_to_choose(translator, signed_in, moderator):
    original = record("Doctors by radio", summary="For remote islands.", goals="<p>Bring doctors.</p>")
    page = published(translated(original, translator))
    changed(original, goals="<p>Bring doctors and nurses.</p><p>Quickly.</p>")
    about = {"translation_key": original.translation_key, "language": "fr"}
    ReaderCount.objects.create(**about, month=dt.date.today().replace(day=1), shown="stale", count=1234)
    Assignment.objects.create(**about, person=moderator, due=dt.date(2027, 1, 31))
    TranslationRequest.objects.create(**about, batch="2019", due=dt.date(2027, 2, 28), note="For the forum.")

    response = signed_in(translator).get(QUEUE)

    words = text(response)
    for said in (
        "Doctors by radio (fr)",
        "Out of date",
        "2 paragraphs missing · 5 words",
        "1,234 readers",
        "for 0 days",
        str(moderator),
        "31 January 2027",
        "Requested: 2019",
        "28 February 2027",
        "For the forum.",
    ):
        assert said in words
    html = response.content.decode()
    assert f'href="/admin/translations/{page.pk}/"' in html
    assert 'form="queue" name="claim"' not in html
    assert 'form="queue" name="release"' not in html


def test_words_that_stand_in_a_draft_do_not_count_as_missing(translator, signed_in):
    original = record(
        "Doctors by radio", summary="For islands.", goals="<p>Bring doctors.</p><p>Quickly.</p>"
    )
    page = translated(original, translator)
    client = signed_in(translator)

    def extent():
        return rows(client)[0].extent

    assert extent() == "2 paragraphs missing · 2 paragraphs in draft · 8 words"

    page = handed_in(page)
    assert extent() == "2 paragraphs missing · 2 paragraphs in review · 8 words"

    actions.request_changes(page=page, by=person("reviewer:fr"), note="Which islands?")
    assert extent() == "2 paragraphs missing · 2 paragraphs in draft · 8 words"


def test_a_changed_paragraph_that_is_fitted_in_a_draft_is_in_draft(translator, signed_in):
    original = record("Doctors by radio", summary="For islands.")
    page = published(translated(original, translator))
    changed(original, summary="For remote islands.")
    client = signed_in(translator)
    assert rows(client)[0].extent == "1 paragraph out of date · 3 words"

    words = [Written("summary", "For remote islands.", "Pour les îles éloignées.")]
    write_translation(translation=page, written=words, by=translator)

    assert rows(client)[0].extent == "1 paragraph in draft · 3 words"


def test_an_authors_unpublished_title_is_not_shown(original, translator, signed_in):
    draft = original.get_latest_revision_as_object()
    draft.title = "A secret"
    draft.save_revision(user=original.owner, log_action=True)

    assert titles(signed_in(translator)) == ["Doctors by radio"]


def test_an_empty_list_says_why(translator, signed_in):
    client = signed_in(translator)

    assert "There is nothing to translate into Français now." in text(client.get(QUEUE))
    narrowed = client.get(QUEUE, {"standing": "stale"})
    assert "Nothing into Français is like that." in text(narrowed)
    assert "Show everything there is to do" in text(narrowed)


def test_whoever_translates_finds_the_list_in_the_menu(translator, signed_in):
    assert QUEUE in signed_in(translator).get("/admin/").content.decode()


@pytest.mark.parametrize("number", [1, 3])
def test_queries_of_the_list(number, moderator, signed_in, django_assert_max_num_queries):
    for place in range(number):
        new, begun, waiting = (record(f"{title} {place}") for title in ("New", "Begun", "Waiting"))
        Assignment.objects.create(translation_key=new.translation_key, language="fr", person=person("author"))
        TranslationRequest.objects.create(
            translation_key=begun.translation_key, language="fr", batch="x", requested_by=person("author")
        )
        translated(begun, moderator)
        handed_in(translated(waiting, moderator))
    client = signed_in(moderator)
    titles(client, language="fr")

    with django_assert_max_num_queries(26):
        assert len(titles(client, language="fr")) == 3 * number


# Buttons


def test_claim_until_a_day_and_release(original, translator, signed_in):
    client = signed_in(translator)
    due = dt.date.today() + dt.timedelta(days=30)

    response = client.post(
        f"{QUEUE}?standing=new", {"claim": f"{original.pk} fr", f"{original.pk}-due": due.isoformat()}
    )
    assert response.headers["Location"] == f"{QUEUE}?standing=new"
    assert Assignment.objects.get().due == due
    assert rows(client)[0].is_mine

    client.post(QUEUE, {"release": f"{original.pk} fr"})
    assert not Assignment.objects.exists()


def test_a_day_that_is_over_is_refused_in_words(original, translator, signed_in):
    response = signed_in(translator).post(
        QUEUE, {"claim": f"{original.pk} fr", f"{original.pk}-due": "2020-01-01"}, follow=True
    )

    assert "That day is over." in text(response)
    assert not Assignment.objects.exists()


def test_what_was_claimed_meanwhile_is_said(original, translator, moderator, signed_in):
    Assignment.objects.create(translation_key=original.translation_key, language="fr", person=moderator)

    response = signed_in(translator).post(QUEUE, {"start": f"{original.pk} fr"}, follow=True)

    assert f"{moderator} has claimed “Doctors by radio”." in text(response)
    assert original.get_translations().count() == 0


def test_translate_begins_a_draft_and_leads_to_it(original, translator, signed_in):
    response = signed_in(translator).post(QUEUE, {"start": f"{original.pk} fr"})

    page = original.get_translations().get()
    assert response.headers["Location"] == f"{QUEUE}{page.pk}/"
    assert (page.live, page.locale.language_code, fresh(page).owner) == (False, "fr", translator)
