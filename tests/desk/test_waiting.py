"""The list of what waits: what a row says, what is late, how it is narrowed and kept, and what it costs."""

import datetime as dt
import re
from importlib import import_module

import pytest
import time_machine
from django.apps import apps
from django.urls import reverse
from django.utils import timezone
from wagtail.models import TaskState
from wagtail.users.models import UserProfile

from cms.desk.checks import check_decision_days
from cms.desk.models import Run, SavedView
from cms.desk.waiting.actions import claim, set_due
from cms.desk.waiting.queries import what_waits
from cms.desk.waiting.rows import waiting_rows
from cms.moderation import actions
from cms.moderation.comments.actions import ask_author, note, reply, resolve
from cms.moderation.comments.queries import Open, messages_for, notes_for
from cms.taxonomy.models import Term
from cms.undo.models import Undoable
from tests.factories import (
    ContentPageFactory,
    PrizeEntryFactory,
    ProjectFactory,
    fresh,
    person,
    published,
    translation,
    write,
)

pytestmark = pytest.mark.usefixtures("repository")

WAITING = "/admin/desk/waiting/"
WEEK = dt.timedelta(days=7)


def rows(client, **query):
    response = client.get(WAITING, query)
    assert response.status_code == 200
    return list(response.context["table"].data)


def titles(client, **query):
    return [row.title for row in rows(client, **query)]


def submitted(page, ago=dt.timedelta()):
    """Hand a page in, as if that had been so long ago."""
    actions.submit(page=page, by=page.owner)
    TaskState.objects.filter(workflow_state__object_id=str(page.pk)).update(started_at=timezone.now() - ago)
    return fresh(page)


def in_country(page, code):
    page.countries.add(Term.objects.get(vocabulary="country", code=code))
    page.save()
    page.save_revision(user=page.owner, log_action=True)
    return page


@pytest.fixture
def moderator():
    return person("moderator")


@pytest.fixture
def client(moderator, signed_in):
    return signed_in(moderator)


def test_what_is_late_comes_first_then_the_longest_waiting_then_what_its_author_has(client, moderator):
    submitted(ProjectFactory(title="Yesterday's"), dt.timedelta(days=1))
    submitted(ProjectFactory(title="Today's"))
    submitted(ProjectFactory(title="Late"), 2 * WEEK)
    back = submitted(ProjectFactory(title="Sent back"), 3 * WEEK)
    actions.request_changes(page=back, by=person("moderator"), note="Which year?")

    assert titles(client) == ["Late", "Yesterday's", "Today's", "Sent back"]
    assert [row.is_late for row in rows(client)] == [True, False, False, False]


def test_the_service_level_is_five_working_days_or_that_of_the_kind(client, settings):
    settings.DECISION_DAYS_BY_KIND = {"prizes_pages.prizeentrypage": 10, "translation": 20}
    original = published(ProjectFactory())
    for page in (
        ProjectFactory(title="Project"),
        PrizeEntryFactory(title="Entry"),
        translation(original, "fr", title="Traduction"),
    ):
        submitted(page, dt.timedelta(days=10))

    found = {row.title: (row.age > row.level, row.is_late, row.level) for row in rows(client)}

    assert found == {
        "Project": (True, True, 5),
        "Entry": (False, False, 10),
        "Traduction": (False, False, 20),
    }


@pytest.mark.parametrize("days", range(5, 12))
def test_a_page_is_late_when_more_working_days_have_passed_than_the_level_has(days, client):
    submitted(ProjectFactory(), dt.timedelta(days=days))

    [row] = rows(client)

    assert row.is_late == (row.age > 5)


def test_the_age_is_the_same_for_readers_in_every_time_zone(client, moderator):
    UserProfile.objects.create(user=moderator, current_time_zone="Pacific/Auckland")
    with time_machine.travel(dt.datetime(2026, 6, 4, 22, 30, tzinfo=dt.UTC), tick=False):
        actions.submit(page=(page := ProjectFactory()), by=page.owner)

        [row] = rows(client)

    assert (row.age, row.is_late) == (0, False), "it is Friday in Auckland already"


def test_a_date_that_was_set_counts_instead_of_the_service_level(client, moderator):
    early = submitted(ProjectFactory(title="Sooner"))
    late = submitted(ProjectFactory(title="Later"), 2 * WEEK)
    today = timezone.localdate()
    set_due(page=early, due=today - WEEK, by=moderator)
    set_due(page=late, due=today + WEEK, by=moderator)

    assert {row.title: (row.is_late, row.due, row.is_dated) for row in rows(client)} == {
        "Sooner": (True, today - WEEK, True),
        "Later": (False, today + WEEK, True),
    }


def test_a_level_for_what_does_not_exist_is_refused(settings):
    settings.DECISION_DAYS_BY_KIND = {"project": 3}
    assert [error.id for error in check_decision_days()] == ["desk.E001"]
    settings.DECISION_DAYS_BY_KIND, settings.DECISION_DAYS = {"translation": "3"}, 5
    assert [error.id for error in check_decision_days()] == ["desk.E002"]


# What changed


def test_a_row_names_the_fields_that_differ_from_the_public_text(client):
    page = published(ProjectFactory(title="A clinic on wheels", summary="Nurses."))
    submitted(write(page, by=page.owner, summary="Doctors.", website="https://example.org/"))

    assert [row.change for row in rows(client)] == ["Changed: summary and website"]


def test_what_only_the_editor_puts_into_a_text_is_no_change(client):
    page = published(ProjectFactory(description="<p>Vans.</p>", goals="<ul><li>One</li></ul>"))
    keys = {
        "description": '<p data-block-key="a1b2c">Vans.</p>',
        "goals": '<ul><li data-block-key="d3e4f">One</li></ul>',
    }
    submitted(write(page, by=page.owner, summary="Doctors.", **keys))

    assert [row.change for row in rows(client)] == ["Changed: summary"]


def test_many_fields_are_counted(client):
    page = published(ProjectFactory())
    changes = {
        "title": "Other",
        "summary": "Other.",
        "website": "https://example.org/",
        "contact_name": "Ana",
    }
    submitted(write(page, by=page.owner, **changes))

    [change] = [row.change for row in rows(client)]
    assert re.fullmatch(r"Changed: \w+, \w+,? and 2 more", change)


def test_relations_and_rows_are_fields_too(client):
    page = published(in_country(ProjectFactory(), "KE"))
    draft = page.get_latest_revision_as_object()
    draft.countries = [*draft.countries.all(), Term.objects.get(vocabulary="country", code="UG")]
    draft.save_revision(user=page.owner, log_action=True)
    submitted(fresh(page))

    assert [row.change for row in rows(client)] == ["Changed: countries"]


def test_a_row_says_what_is_new_and_what_was_public_before(client):
    submitted(ProjectFactory(title="New"))
    again = published(ProjectFactory(title="Again"))
    actions.unpublish(page=again, by=person("moderator"), reason="A complaint.")
    actions.restore(page=fresh(again), by=person("moderator"))
    submitted(fresh(again))

    assert {row.title: row.change for row in rows(client)} == {"New": "New", "Again": "Public before"}


# Filters and views


@pytest.fixture
def pages(moderator):
    kenyan = published(in_country(ProjectFactory(title="Kenyan original"), "KE"))
    found = {
        "project": submitted(in_country(ProjectFactory(title="Project"), "KE"), 2 * WEEK),
        "entry": submitted(PrizeEntryFactory(title="Entry")),
        "content": submitted(ContentPageFactory(title="About us")),
        "french": submitted(translation(kenyan, "fr", title="Traduction")),
    }
    claim(page=found["project"], by=moderator)
    claim(page=found["entry"], by=person("secretariat"))
    return found


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"kind": "stocktaking_pages.stocktakingprojectpage"}, {"Project"}),
        ({"kind": "translation"}, {"Traduction"}),
        ({"kind": "home.contentpage"}, {"About us"}),
        ({"language": "fr"}, {"Traduction"}),
        ({"country": "KE"}, {"Project", "Traduction"}),
        ({"country": "UG"}, set()),
        ({"year": "2024"}, {"Entry"}),
        ({"year": "2019"}, {"Project", "Traduction"}),
        ({"holder": "mine"}, {"Project"}),
        ({"holder": "others"}, {"Entry"}),
        ({"holder": "free"}, {"About us", "Traduction"}),
        ({"time": "overdue"}, {"Project"}),
        ({"time": "in_time"}, {"Entry", "About us", "Traduction"}),
        ({"holder": "mine", "time": "in_time"}, set()),
        ({"q": "about"}, {"About us"}),
        ({"q": "ÀBOUT"}, {"About us"}),
        ({"state": "changes_requested"}, set()),
        ({"state": ["changes_requested", "in_review"]}, {"Project", "Entry", "About us", "Traduction"}),
        ({"waits_for": "decision"}, {"Project", "Entry", "About us", "Traduction"}),
        ({"waits_for": "author"}, set()),
    ],
)
def test_the_list_is_narrowed(query, found, pages, client):
    assert set(titles(client, **query)) == found


def test_the_menu_leads_to_what_it_counts(pages, client, moderator):
    submitted(ProjectFactory(title="Mine", owner=moderator))
    back = submitted(ProjectFactory(title="Sent back"))
    actions.request_changes(page=back, by=person("moderator"), note="Which year?")

    response = client.get("/admin/desk/", follow=True)

    assert response.redirect_chain == [(f"{WAITING}?waits_for=me", 302)]
    assert "4 wait for you" in response.content.decode()
    assert len(response.context["table"].data) == 4
    assert len(titles(client)) == 6
    assert titles(client, waits_for="author") == ["Sent back"]


def test_who_decides_on_nothing_is_led_to_all_that_they_see(pages, signed_in):
    response = signed_in(person("auditor")).get("/admin/desk/", follow=True)

    assert response.redirect_chain == [(WAITING, 302)]
    assert len(response.context["table"].data) == 4


@pytest.mark.parametrize("address", [WAITING, f"{WAITING}results/", "/admin/desk/records/"])
def test_what_no_filter_knows_is_named_and_nothing_is_shown(address, pages, client):
    response = client.get(address, {"state": "zzz", "language": "xx", "kind": "translation"})

    assert list(response.context["object_list"]) == []
    text = response.content.decode()
    assert "State: Select a valid choice. zzz is not one of the available choices." in text
    assert "Language: Select a valid choice. xx is not one of the available choices." in text


def test_nothing_is_done_with_all_pages_of_a_list_that_is_narrowed_by_nonsense(pages, client):
    client.post(f"{WAITING}?state=zzz", {"choice": "approve", "all": "1"})

    assert not Run.objects.exists()


@pytest.mark.parametrize(
    ("role", "told"),
    [
        ("moderator", Open(unanswered=2, answered=1, notes=1)),
        ("secretariat", None),
        ("owner", Open(unanswered=2, answered=1)),
    ],
)
def test_a_row_counts_what_is_open_for_the_reader(role, told, pages, moderator, signed_in):
    page = pages["project"]
    for words in ("Which clinic?", "Which year?"):
        ask_author(page=page, field="title", text=words, by=moderator)
    answered = ask_author(page=page, field="summary", text="How many?", by=moderator)
    reply(to=answered, text="Two.", by=page.owner)
    note(page=page, field="title", text="Odd.", by=moderator)
    resolve(thread=note(page=page, field="title", text="Known.", by=moderator), by=moderator)
    reader = page.owner if role == "owner" else person(role)

    found = {row.title: row.comments for row in rows(signed_in(reader))}

    assert found.pop("Project", None) == told
    assert set(found.values()) <= {None}


@pytest.mark.parametrize(
    "role", ["administrator", "moderator", "secretariat", "reviewer:fr", "translator:fr"]
)
def test_the_count_knows_no_more_than_the_two_doors(role, pages, moderator):
    for page in pages.values():
        note(page=page.specific, field="title", text="Odd.", by=moderator)
        ask_author(page=page.specific, field="title", text="Which?", by=moderator)
    reader = person(role)
    seen = what_waits(reader, today=timezone.localdate()).select_related("locale")

    said = {
        row.pk: row.comments or Open()
        for row in waiting_rows(seen, person=reader, today=timezone.localdate())
    }

    for page in seen.specific():
        counted = Open(messages_for(reader, [page]).count(), 0, notes_for(reader, [page]).count())
        assert said[page.pk] == counted


def test_what_its_author_has_is_not_in_the_pool(client):
    page = submitted(ProjectFactory(title="Sent back"))
    actions.request_changes(page=page, by=person("moderator"), note="Which year?")

    assert (titles(client), titles(client, holder="free")) == (["Sent back"], [])


def test_a_row_of_a_translation_says_so_with_the_countries_of_its_original(pages, client):
    [row] = rows(client, kind="translation")

    assert (row.kind, row.countries, row.page.language) == ("Translation", "Kenya", "Français")


def test_a_view_is_kept_shown_and_removed_by_its_person_alone(pages, client, moderator, signed_in):
    response = client.post(reverse("desk_views"), {"name": "Mine, late", "query": "holder=mine&time=overdue"})
    assert response.headers["Location"] == f"{WAITING}?holder=mine&time=overdue"
    html = client.get(response.headers["Location"]).content.decode()
    assert re.search(r'\?holder=mine&amp;time=overdue"\s+aria-current="page"', html)
    view = SavedView.objects.get(person=moderator)
    other = signed_in(person("moderator"))

    assert "Mine, late" not in other.get(WAITING).content.decode()
    other.post(reverse("desk_views"), {"remove": view.pk})
    assert SavedView.objects.filter(pk=view.pk).exists()

    client.post(reverse("desk_views"), {"name": "Mine, late", "query": "holder=mine"})
    assert SavedView.objects.get().query == "holder=mine"
    response = client.post(reverse("desk_views"), {"remove": view.pk}, follow=True)
    assert not SavedView.objects.exists()

    item = reverse("undo_item", args=[Undoable.objects.get().pk])
    assert item in response.content.decode()
    client.post(item)
    assert SavedView.objects.get(person=moderator) == view


def test_views_that_were_saved_before_name_the_language_as_the_list_does(moderator):
    views = [
        SavedView.objects.create(person=moderator, name=query, query=query)
        for query in ("state=in_review&locale=fr", "q=locale%3Dfr")
    ]
    migration = import_module("cms.desk.migrations.0005_language_in_views")

    migration.name_language(apps, None)

    queries = list(SavedView.objects.filter(pk__in=[view.pk for view in views]).order_by("pk"))
    assert [view.query for view in queries] == ["state=in_review&language=fr", "q=locale%3Dfr"]


def test_what_is_passing_is_no_part_of_a_view(client):
    response = client.get(f"{WAITING}results/", {"p": "2", "holder": "mine", "_w_filter_fragment": "1"})

    assert response.context["query"] == "holder=mine"


def test_the_former_address_leads_here(client):
    response = client.get("/admin/desk/", {"kind": "translation"})

    assert response.headers["Location"] == f"{WAITING}?kind=translation"


# Who sees and may do what there


@pytest.mark.parametrize("role", ["focal-point:KE", "auditor"])
def test_who_only_looks_has_no_buttons_and_is_refused(role, pages, signed_in):
    onlooker = signed_in(person(role))
    html = onlooker.get(WAITING).content.decode()

    assert "Project" in html
    assert 'name="claim"' not in html
    assert reverse("desk_handling", args=[pages["project"].pk]) not in html
    for name in ("claim", "release"):
        response = onlooker.post(WAITING, {name: pages["project"].pk}, follow=True)
        assert "You do not decide on" in response.content.decode()
    assert onlooker.get(reverse("desk_handling", args=[pages["project"].pk])).status_code == 302
    assert onlooker.post(reverse("desk_handling", args=[pages["project"].pk]), {}).status_code == 302
    assert [row.person for row in rows(onlooker, time="overdue")] == [
        row.person for row in rows(onlooker)[:1]
    ]


@pytest.mark.parametrize("role", ["author", "translator:es", "focal-point:UG"])
def test_what_is_not_theirs_is_neither_listed_nor_found(role, pages, signed_in):
    stranger = signed_in(person(role))

    assert titles(stranger) == []
    assert stranger.post(WAITING, {"claim": pages["project"].pk}, follow=True).status_code == 404
    handling = reverse("desk_handling", args=[pages["project"].pk])
    assert stranger.get(handling, follow=True).status_code == 404


@pytest.mark.parametrize("value", ["", "x", "9" * 30])
def test_a_button_of_no_page_is_not_found(value, client):
    assert client.post(WAITING, {"claim": value}).status_code == 404
    assert client.post(WAITING, {"explode": "1"}).status_code == 404


def test_keys_are_told_and_given_to_who_wants_them(client, moderator):
    html = client.get(WAITING).content.decode()
    assert "waiting.js" in html
    assert "Claim the page, or return it to the pool" in html
    profile = UserProfile.get_for_user(moderator)
    profile.keyboard_shortcuts = False
    profile.save()

    assert "waiting.js" not in client.get(WAITING).content.decode()


@pytest.mark.parametrize("number", [1, 3])
def test_queries(number, client, moderator, django_assert_max_num_queries):
    original = published(in_country(ProjectFactory(), "KE"))
    for _each in range(number):
        claim(page=submitted(in_country(ProjectFactory(), "KE")), by=moderator)
        submitted(PrizeEntryFactory())
        changed = published(ProjectFactory())
        submitted(write(changed, by=changed.owner, title="Changed"))
    submitted(translation(original, "fr"))
    filters = {"holder": "free", "waits_for": "me", "state": "in_review"}
    titles(client, **filters)  # The session notes them once.

    with django_assert_max_num_queries(25):
        assert len(titles(client, **filters)) == number + 1
