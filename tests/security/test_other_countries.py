"""A focal point who guesses ids and filters gets no row of another country: each is refused, and told so."""

from __future__ import annotations

import json

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import PageLogEntry

from cms.desk.models import Handling, Run
from cms.moderation import actions
from cms.moderation.digests import content_digest
from cms.taxonomy.models import Term
from tests.factories import ProjectFactory, approved, fresh, person, write

pytestmark = pytest.mark.usefixtures("repository")

SECRET = "zanzibarleak"


def record(country, title, *, public=False):
    page = ProjectFactory(title=title, summary=f"{title} in words.")
    page.countries.add(Term.objects.get(vocabulary="country", code=country))
    page.save()
    page.save_revision(user=page.owner, log_action=True)
    actions.submit(page=page, by=page.owner)
    if public:
        page = approved(page, by=person("moderator"))
        page = write(page, by=page.owner, title=f"{title} changed")
        actions.submit(page=page, by=page.owner)
    return fresh(page)


@pytest.fixture
def theirs():
    """A record of Uganda that nobody may read but its country's people."""
    return record("UG", f"{SECRET} clinic")


@pytest.fixture
def ours():
    return record("KE", "A clinic of ours")


@pytest.fixture
def client():
    client = Client()
    client.force_login(person("focal-point:KE"))
    return client


def said(response):
    body = response.getvalue() if response.streaming else response.content
    return body.decode("utf-8", "replace")


LISTS = [
    "/admin/desk/waiting/",
    "/admin/desk/waiting/results/",
    "/admin/desk/records/",
    "/admin/desk/records/results/",
    "/admin/desk/report/",
    "/admin/desk/report/decisions.csv",
    "/admin/desk/report/decisions.xlsx",
]
FILTERS = [
    {},
    {"country": "UG"},
    {"country": ["KE", "UG"]},
    {"country": ""},
    {"country": "KE') OR 1=1 --"},
    {"year": "2019"},
    {"year": "2019", "country": "UG", "holder": "free", "time": "in_time", "kind": "", "state": "in_review"},
    {"q": "clinic", "country": "UG"},
    {"ordering": "-since", "p": "1"},
    {"export": "csv", "country": "UG"},
    {"export": "xlsx"},
]


@pytest.mark.parametrize("query", FILTERS, ids=json.dumps)
@pytest.mark.parametrize("address", LISTS)
def test_no_filter_shows_a_row_of_another_country(address, query, theirs, ours, client):
    actions.reject(page=record("UG", f"{SECRET} refused"), by=person("moderator"), reason=SECRET)

    response = client.get(address, query)

    assert response.status_code in {200, 302, 400, 404}
    assert SECRET not in said(response)


def test_what_is_ones_own_is_there(ours, theirs, client):
    """The check has teeth."""
    assert "A clinic of ours" in said(client.get("/admin/desk/waiting/", {"country": "KE"}))
    assert client.get(reverse("desk_page", args=[ours.pk])).status_code == 200


def addresses_of(page, client):
    """Return the addresses of one record that a focal point of its country can open."""
    named = ("desk_page", "desk_preview", "history", "history_compare")
    return [reverse(name, args=[page.pk]) for name in named] + [
        reverse("history_export", args=[page.pk, "csv"]),
        reverse("history_export", args=[page.pk, "json"]),
        f"/admin/pages/{page.pk}/history/",
        f"/admin/pages/{page.pk}/edit/",
        f"/admin/pages/{page.pk}/view_draft/",
        f"/admin/pages/{page.pk}/revisions/{page.latest_revision_id}/view/",
        f"/admin/pages/{page.pk}/revisions/compare/live...{page.latest_revision_id}/",
        f"/admin/pages/{page.pk}/workflow/status/",
        f"/admin/pages/usage/{page.pk}/",
    ]


@pytest.mark.parametrize("public", [False, True], ids=["a draft", "a change of a public record"])
def test_a_changed_id_leads_nowhere(public, ours, client):
    page = record("UG", SECRET, public=public)
    words = f"{SECRET} changed" if public else SECRET

    for address in addresses_of(page, client):
        response = client.get(address, follow=True)
        assert words not in said(response), address
        assert response.redirect_chain or response.status_code in {403, 404}, address


def test_the_refusal_is_told(theirs, client):
    for address in (reverse("desk_page", args=[theirs.pk]), reverse("desk_handling", args=[theirs.pk])):
        response = client.get(address)
        assert response.status_code == 404
        assert "not" in said(response).lower()
    response = client.get(f"/admin/pages/{theirs.pk}/edit/", follow=True)
    assert "you do not have permission" in said(response).lower()


def posts(page):
    digest = content_digest(page.latest_revision)
    desk = reverse("desk_page", args=[page.pk])
    waiting = "/admin/desk/waiting/"
    return [
        (desk, {"move": "approve", "approve-digest": digest}),
        (desk, {"move": "reject", "reject-words": "No."}),
        (desk, {"move": "take_back"}),
        (desk, {"hold": "approve", "approve-digest": digest}),
        (waiting, {"claim": page.pk}),
        (waiting, {"release": page.pk}),
        (waiting, {"choice": "approve", "page": [page.pk]}),
        (waiting, {"choice": "approve", "all": "1"}),
        (reverse("desk_handling", args=[page.pk]), {"person": "", "due": "2030-01-01"}),
        (f"/admin/pages/{page.pk}/edit/", {"title": "Mine", "slug": "mine", "action-publish": "1"}),
        (f"/admin/pages/{page.pk}/lock/", {}),
        (f"/admin/pages/{page.pk}/delete/", {}),
        (f"/admin/pages/{page.pk}/copy/", {"new_title": "x", "new_slug": "x", "new_parent_page": 1}),
    ]


@pytest.mark.parametrize("country", ["UG", "KE"])
def test_a_focal_point_changes_nothing_there_or_here(country, client):
    page = record(country, SECRET)
    last = PageLogEntry.objects.latest("pk").pk

    for address, data in posts(page):
        response = client.post(address, data, follow=True)
        assert response.status_code in {200, 403, 404, 405, 409}, (address, data)
        if country == "UG":
            assert SECRET not in said(response), (address, data)

    assert fresh(page).latest_revision_id == page.latest_revision_id
    assert (fresh(page).live, fresh(page).locked) == (False, False)
    assert not PageLogEntry.objects.filter(pk__gt=last).exists()
    assert not (Handling.objects.exists() or Run.objects.exists())


@pytest.mark.parametrize(
    "query", ["", "?status=draft", "?live=false", "?country=UG&include=drafts", "?q=zanzibarleak"]
)
def test_the_api_knows_no_draft_whatever_is_asked(query, theirs, client, index):
    for address in (
        f"/api/v1/projects/{query}",
        f"/api/v1/projects/{theirs.record_id}/",
        "/api/v1/suggest/?q=zanz",
    ):
        assert f"{SECRET} clinic" not in said(client.get(address))


def test_another_persons_decisions_are_not_found_by_their_number(theirs, client):
    run = Run.objects.create(by=person("moderator"))

    assert client.get(reverse("desk_run", args=[run.pk])).status_code == 404
    assert client.post(reverse("desk_run", args=[run.pk]), {"undo": "1"}).status_code == 404
