"""“Why is this here?”: who may ask, what the page says, and that readers see nothing of it."""

import pytest

from search import service
from search.engines.base import EngineUnavailable
from search.models import PinnedResult
from tests.factories import ProjectFactory, published

WHY = "/admin/search/why/"
PAGE = "/en/stocktaking/"


def said(client, **query) -> str:
    response = client.get(WHY, query)
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.parametrize("role", ["secretariat", "reviewer:fr", "focal-point:KE", "auditor", "author"])
def test_others_do_not_pass_the_door(signed_in, records, role):
    response = signed_in(role).get(WHY, {"record": "t1", "q": "telemedicine"})

    assert (response.status_code, response["Location"]) == (302, "/admin/")


def test_nobody_asks_without_signing_in(client, records):
    assert client.get(WHY).status_code == 302


@pytest.mark.parametrize("role", ["moderator", "administrator", "translator:ar"])
def test_editors_read_why_a_result_is_there(signed_in, records, role):
    page = said(signed_in(role), record="t1", q="telemedicine", country="KE", lang="en")

    assert "of 2 results." in page
    assert "in the title (English)" in page
    assert "Kenya" in page
    assert "How completely the record is described" in page


def test_editors_read_why_a_record_is_not_there(signed_in, records):
    page = said(signed_in("moderator"), record="r1", q="telemedicine", country="FR")

    assert "There are no results." in page
    assert "It lacks: “telemedicine”." in page
    assert "The filter “Country” leaves it out." in page


@pytest.mark.parametrize(
    ("query", "line"),
    [
        ({"record": "r1", "q": "radio"}, "It is the only result."),
        ({"record": "t1", "q": "radio"}, "The only result is another record."),
        ({"record": "r1", "q": "telemedicine"}, "It is not among the 2 results."),
        ({"record": "r1", "q": "zeppelin radio"}, "No record has all of the words"),
        ({"record": "t1", "q": "telemedicine -kenya"}, "It has words that the question excludes: “kenya”."),
        ({"record": "nowhere", "q": "telemedicine"}, "There is no such record."),
        ({"record": "t1", "q": "telemedicine", "sort": "title"}, "not sorted by relevance"),
    ],
)
def test_the_page_says_in_plain_words(signed_in, records, query, line):
    assert line in said(signed_in("moderator"), **query)


def test_a_pinned_record_says_so_and_leads_to_its_form(signed_in, records):
    pinned = PinnedResult.objects.create(language="en", question="telemedicine", records="r1")

    page = said(signed_in("moderator"), record="r1", q="telemedicine")

    assert "Editors pinned it to this question" in page
    assert f"/admin/pinned_results/edit/{pinned.pk}/" in page


def test_the_record_can_be_pinned_from_here(signed_in, records):
    link = "/admin/pinned_results/new/?language=fr&amp;question=radio&amp;records=t1"

    assert link in said(signed_in("moderator"), record="t1", q="radio", lang="fr")
    assert link not in said(signed_in("translator:ar"), record="t1", q="radio", lang="fr")


def test_the_state_of_a_draft_is_told_to_those_who_see_drafts(signed_in, repository, index):
    page = published(ProjectFactory(title="A clinic on wheels"))
    type(page).objects.filter(pk=page.pk).update(live=False)

    assert "It is not public. Its state:" in said(signed_in("moderator"), record=page.record_id, q="clinic")
    shown = said(signed_in("translator:fr"), record=page.record_id, q="clinic")
    assert "It is not public." in shown
    assert "Its state:" not in shown


def test_what_waits_for_the_worker_is_told(signed_in, records):
    records.take("t1")

    assert "has been waiting to be indexed since" in said(
        signed_in("moderator"), record="t1", q="telemedicine"
    )


def test_while_the_engine_rests_the_page_says_so(signed_in, records, monkeypatch):
    def unavailable(*args):
        raise EngineUnavailable("gone")

    monkeypatch.setattr(type(service.engine()), "search", unavailable)

    assert "Search is resting" in said(signed_in("moderator"), record="t1", q="telemedicine")


def test_words_from_the_address_cannot_become_markup(signed_in, records):
    page = said(signed_in("moderator"), record="<script>alert(1)</script>", q="<script>alert(2)</script>")

    assert "<script>alert(" not in page


def test_each_result_leads_an_editor_to_its_explanation(signed_in, records):
    response = signed_in("translator:ar").get(PAGE, {"q": "telemedicine", "country": "KE", "page": "1"})

    page = response.content.decode()
    assert page.count("Why is this here?") == 2
    assert f'href="{WHY}?lang=en&amp;q=telemedicine&amp;country=KE&amp;record=t1"' in page
    assert "private" in response["Cache-Control"]


@pytest.mark.parametrize("role", [None, "author", "secretariat"])
def test_readers_see_nothing_of_it(client, signed_in, records, role):
    reader = signed_in(role) if role else client

    response = reader.get(PAGE, {"q": "telemedicine"})

    assert "Why is this here?" not in response.content.decode()
    assert "private" not in response.get("Cache-Control", "")


def test_the_session_of_a_reader_without_one_is_not_looked_at(client, records):
    assert "Cookie" not in client.get(PAGE, {"q": "telemedicine"}).get("Vary", "")


def test_the_pages_of_a_record_in_the_admin_lead_to_it(signed_in, repository, index):
    page = published(ProjectFactory(title="A clinic on wheels"))

    shown = signed_in("moderator").get(f"/admin/pages/{page.pk}/edit/").content.decode()

    assert f"{WHY}?record={page.record_id}" in shown
