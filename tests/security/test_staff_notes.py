"""A word that only a staff note holds is at no door of its record but those of the moderators."""

import datetime as dt
import re

import pytest
from django.apps import apps
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from cms.mail.collecting import collect
from cms.mail.models import OutgoingMail
from cms.moderation import actions
from cms.moderation.comments.actions import ask_author, note, reply, resolve
from cms.moderation.comments.models import StaffNote
from cms.moderation.comments.queries import open_questions
from search.indexing import worker
from tests.factories import approved, fresh, person, published, translation, write
from tests.search.stores import store
from tests.security.test_admin_leaks import addresses, secret_page

pytestmark = pytest.mark.filterwarnings("ignore:Exception ignored in.*SpooledTemporaryFile")

WORD = "quuxonlyamongus"
ASKED = "andthisoneweask"
"""The word of a message to the author: the control of what the author does read."""


@pytest.fixture
def moderator(repository):
    return person("moderator")


@pytest.fixture
def page(moderator):
    """A record under review whose every field has a note, a conversation and a resolution; and a message."""
    page = secret_page(owner=person("author"))
    for name in ("", "title", "summary", "images", "contact_email"):
        first = note(page=page, field=name, text=f"{WORD} {name}", by=moderator)
        reply(to=first, text=f"{WORD} again", by=person("moderator"))
    resolve(thread=first, by=moderator)
    ask_author(page=page, field="summary", text=ASKED, by=moderator)
    return page


def places_of(page):
    """Return the addresses that are about what became of the record, and those of its form."""
    return [
        f"/admin/desk/{page.pk}/",
        f"/admin/history/{page.pk}/",
        f"/admin/history/{page.pk}/history.csv",
        f"/admin/history/{page.pk}/history.json",
        f"/admin/history/{page.pk}/compare/",
        f"/admin/pages/{page.pk}/edit/",
        f"/admin/pages/{page.pk}/history/",
        f"/admin/api/main/pages/{page.pk}/",
    ]


def showing(client, word, asked):
    """Return the addresses whose answers hold the word."""

    def body(address):
        response = client.get(address, headers={"x-requested-with": "XMLHttpRequest"})
        return (response.getvalue() if response.streaming else response.content).decode("utf-8", "replace")

    return [address for address in asked if word in body(address)]


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client


def reader(page, role):
    """Return somebody with this part in the record."""
    if role == "owner":
        return page.owner
    if role == "owner, now a superuser":
        page.owner.is_superuser = True
        page.owner.save()
        return page.owner
    return person(role)


@pytest.mark.parametrize("role", ["owner", "auditor"])
def test_no_address_of_the_admin_shows_a_note_to_who_sees_the_page(role, page):
    write(page, page.owner, title="Clinics")

    assert showing(signed_in(reader(page, role)), WORD, {*addresses(page), *places_of(page)}) == []


@pytest.mark.parametrize(
    "role",
    [
        "owner, now a superuser",
        "author",
        "translator:fr",
        "reviewer:fr",
        "focal-point:KE",
        "secretariat",
    ],
)
def test_no_place_of_the_record_shows_a_note_to_others(role, page):
    assert showing(signed_in(reader(page, role)), WORD, places_of(page)) == []


def test_a_moderator_finds_it_where_it_belongs_and_nowhere_else(page, moderator):
    assert showing(signed_in(moderator), WORD, places_of(page)) == places_of(page)[:4]


def test_the_author_finds_the_message_in_the_same_places_and_above_the_form(page):
    form = f"/admin/pages/{page.pk}/edit/"

    assert showing(signed_in(page.owner), ASKED, places_of(page)) == [*places_of(page)[:4], form]


def test_what_was_sent_back_shows_no_note_above_its_form(page, moderator):
    questions = open_questions(moderator, page)
    actions.request_changes(page=page, by=moderator, note="Please answer.", questions=questions)
    form = [f"/admin/pages/{page.pk}/edit/"]

    for user in (page.owner, moderator):
        assert showing(signed_in(user), ASKED, form) == form
        assert showing(signed_in(user), "Please answer.", form) == form
        assert showing(signed_in(user), WORD, form) == []


def test_a_file_of_the_history_marks_notes(page, moderator):
    history = signed_in(moderator).get(f"/admin/history/{page.pk}/history.json").json()

    kinds = {event["kind"] for event in history["events"] if WORD in event["reason"]}
    assert kinds == {"note"}


def test_no_mail_holds_it(page, moderator):
    questions = open_questions(moderator, page)
    actions.request_changes(page=page, by=moderator, note="Please answer.", questions=questions)
    actions.resubmit(page=fresh(page), by=page.owner)
    actions.reject(page=fresh(page), by=moderator, reason="No.")
    collect(now=timezone.now() + dt.timedelta(minutes=11))
    call_command("desk_reminders")

    bodies = [mail.subject + mail.body for mail in OutgoingMail.objects.all()]

    assert any(ASKED in body for body in bodies)
    assert not any(WORD in body for body in bodies)


def test_nothing_public_holds_it(page, moderator, client, index):
    public = approved(page, by=moderator)
    french = published(translation(public, "fr", title="Dispensaires"))
    note(page=french, field="title", text=WORD, by=moderator)
    while worker.drain().total:
        pass

    lists = ["feed.atom", "feed.json", "export.csv", "export.json", "charts/", ""]
    asked = [
        *(f"/en/stocktaking/{name}?q=zanzibarleaktitle" for name in lists),
        f"/en/stocktaking/?q={WORD[:8]}",
        "/en/",
        "/en/stocktaking/2019/",
        public.url_path,
        french.url_path,
        f"/ru/stocktaking/record/{public.record_id}/",
        "/sitemap-en.xml",
        "/api/v1/projects/?size=100",
        f"/api/v1/projects/{public.record_id}/",
    ]
    assert len(showing(client, "zanzibarleaktitle", asked)) > 8
    assert showing(client, WORD, asked) == []
    assert not [kept for kept in store().contents() if WORD.encode() in kept]


def test_no_other_table_holds_it(page, moderator):
    """Whatever door is built on another table cannot show what is not in it."""
    actions.request_changes(page=page, by=moderator, note="Please answer.")
    write(page, moderator, title="Clinics")

    holding = {
        model
        for model in apps.get_models()
        for row in model._base_manager.values_list()
        if any(WORD in str(value) for value in row)
    }

    assert holding == {StaffNote}
    assert re.search(r"staffnote", StaffNote._meta.db_table)
