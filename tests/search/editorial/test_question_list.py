"""The list of questions that found nothing: who sees it, what it shows, and what is decided on it."""

import datetime as dt

import pytest
from django.urls import reverse

from cms.core.changes import changes_of
from search.models import EmptyQuestion

pytestmark = pytest.mark.usefixtures("repository")


def url(name, *args):
    return reverse(f"empty_questions:{name}", args=args)


def ask(words="zeppelins", count=3, language="en", days=0, **values) -> EmptyQuestion:
    day = dt.datetime.now(dt.UTC).date() - dt.timedelta(days=days)
    return EmptyQuestion.objects.create(
        words=words, count=count, language=language, first_seen=day, last_seen=day, **values
    )


def listed(response):
    return [row.instance.words for row in response.context["table"].rows]


@pytest.mark.parametrize("role", ["secretariat", "reviewer:en", "focal-point:KE", "auditor", "author"])
@pytest.mark.parametrize(("name", "method"), [("index", "get"), ("index", "post"), ("edit", "get")])
def test_others_do_not_pass_the_door(signed_in, role, name, method):
    question = ask()
    address = url(name, question.pk) if name == "edit" else url(name)

    response = getattr(signed_in(role), method)(address, {"done": question.pk})

    assert (response.status_code, response["Location"]) == (302, "/admin/")
    question.refresh_from_db()
    assert question.state == "open"


def test_the_most_often_asked_open_question_comes_first(signed_in):
    ask("a", 3)
    ask("b", 9)
    ask("c", 20, state="done")

    assert listed(signed_in("moderator").get(url("index"))) == ["b", "a", "c"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"ordering": "last_seen"}, ["b", "c", "a"]),
        ({"ordering": "-count"}, ["c", "b", "a"]),
        ({"language": "fr"}, ["b"]),
        ({"state": "done"}, ["c"]),
        ({"q": "a"}, ["a"]),
    ],
)
def test_it_is_sorted_and_narrowed(signed_in, query, found):
    ask("a", 3)
    ask("b", 9, language="fr", days=5)
    ask("c", 20, state="done", days=2)

    assert listed(signed_in("administrator").get(url("index"), query)) == found


def test_what_was_asked_once_or_twice_is_shown_to_nobody(signed_in):
    rare = ask("a", 2)
    client = signed_in("administrator")

    assert listed(client.get(url("index"))) == []
    assert client.get(url("edit", rare.pk)).status_code == 404
    assert client.get(url("history", rare.pk)).status_code == 404
    assert client.post(url("index"), {"done": rare.pk}).status_code == 404


def test_a_translator_works_on_the_own_languages(signed_in):
    english = ask()
    ask("zeppelins en français", language="fr")
    client = signed_in("translator:fr")

    assert listed(client.get(url("index"))) == ["zeppelins en français"]
    assert client.post(url("index"), {"done": english.pk}).status_code == 404
    assert client.get(url("edit", english.pk))["Location"] == "/admin/"


@pytest.mark.parametrize("state", ["done", "ignored"])
def test_a_button_decides_and_the_history_says_who(signed_in, state):
    question = ask()
    client = signed_in("moderator")

    response = client.post(f"{url('index')}?language=en", {state: question.pk})

    assert response["Location"] == f"{url('index')}?language=en"
    question.refresh_from_db()
    user = int(client.session["_auth_user_id"])
    assert (question.state, question.decided_by_id, question.count) == (state, user, 3)
    latest = changes_of(question)[0]
    assert (latest.words, latest.user.pk) == (f"State: open → {state}", user)


def test_a_button_opens_it_again(signed_in):
    question = ask(state="done")

    signed_in("moderator").post(url("index"), {"open": question.pk})

    question.refresh_from_db()
    assert question.state == "open"


@pytest.mark.parametrize("sent", [{}, {"done": "x"}, {"done": "999999"}, {"burnt": "1"}])
def test_another_button_decides_nothing(signed_in, sent):
    ask()

    assert signed_in("moderator").post(url("index"), sent).status_code == 404


def test_the_form_keeps_state_and_note_and_does_not_touch_the_count(signed_in):
    question = ask()
    client = signed_in("moderator")
    assert client.get(url("edit", question.pk)).status_code == 200
    EmptyQuestion.objects.filter(pk=question.pk).update(count=7)

    client.post(url("edit", question.pk), {"state": "done", "note": "Synonym added."})

    question.refresh_from_db()
    assert (question.state, question.note, question.count) == ("done", "Synonym added.", 7)
    assert "Synonym added." in client.get(url("history", question.pk)).content.decode()


def test_each_row_leads_on_with_the_forms_filled_in(signed_in):
    ask("santé mentale", language="fr")

    page = signed_in("moderator").get(url("index")).content.decode()

    assert 'href="/fr/stocktaking/?q=sant%C3%A9+mentale"' in page
    pin = reverse("pinned_results:add")
    assert f'href="{pin}?language=fr&amp;question=sant%C3%A9+mentale"' in page


def test_words_of_readers_cannot_become_markup(signed_in):
    ask("<script>alert(1)</script>")

    assert "<script>alert(1)" not in signed_in("moderator").get(url("index")).content.decode()


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_asks_the_same_number_of_queries(signed_in, rows, django_assert_num_queries):
    client = signed_in("moderator")
    for number in range(rows):
        ask(f"question {number}")
    client.get(url("index"))

    with django_assert_num_queries(13):
        client.get(url("index"))
