"""What waits and all records: who sees what, in which order, how it is narrowed, and how many queries it takes."""

import re

import pytest
from django.urls import reverse
from wagtail.models import Page

from cms.desk.queries import desk_pages, waiting_for
from cms.moderation import actions
from cms.organisations.models import Organisation
from cms.taxonomy.models import Term
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
RECORDS = "/admin/desk/records/"


def titles(client, url, **query):
    response = client.get(url, query)
    assert response.status_code == 200
    return [row.title for row in response.context["table"].data]


def submitted(page):
    actions.submit(page=page, by=page.owner)
    return fresh(page)


@pytest.fixture
def pages():
    """One page of each kind that waits, and one that does not."""
    kenya, _made = Term.objects.get_or_create(vocabulary="country", code="KE")
    original = published(ProjectFactory(title="Original"))
    project = ProjectFactory(title="Project")
    project.countries.add(kenya)
    project.save()
    found = {
        "project": submitted(project),
        "entry": submitted(PrizeEntryFactory(title="Entry")),
        "content": submitted(ContentPageFactory(title="About")),
        "french": submitted(translation(original, "fr", title="Traduction")),
        "draft": ProjectFactory(title="Draft"),
    }
    return {"original": fresh(original)} | found


@pytest.mark.parametrize(
    ("role", "seen"),
    [
        ("administrator", {"Project", "Entry", "About", "Traduction"}),
        ("moderator", {"Project", "Entry", "About", "Traduction"}),
        ("auditor", {"Project", "Entry", "About", "Traduction"}),
        ("secretariat", {"Entry"}),
        ("reviewer:fr", {"Traduction"}),
        ("translator:fr", {"Traduction"}),
        ("reviewer:es", set()),
        ("focal-point:KE", {"Project"}),
        ("focal-point:FR", set()),
        ("author", set()),
    ],
)
def test_who_sees_what_waits(role, seen, pages, signed_in):
    assert set(titles(signed_in(person(role)), WAITING)) == seen


def test_an_author_sees_their_own(pages, signed_in):
    assert titles(signed_in(pages["project"].owner), WAITING) == ["Project"]


def test_a_focal_point_sees_the_translations_of_their_countrys_records(pages):
    french = translation(pages["project"], "fr", title="Projet")

    seen = desk_pages(person("focal-point:KE"))

    assert {page.pk for page in seen} == {pages["project"].pk, french.pk}


def test_the_longest_waiting_comes_first(signed_in):
    for title in ("First", "Second", "Third"):
        submitted(ProjectFactory(title=title))

    assert titles(signed_in(person("moderator")), WAITING) == ["First", "Second", "Third"]
    assert titles(signed_in(person("moderator")), WAITING, ordering="-since") == ["Third", "Second", "First"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"kind": "prizes_pages.prizeentrypage"}, {"Entry"}),
        ({"language": "fr"}, {"Traduction"}),
        ({"state": "in_review"}, {"Project", "Entry", "About", "Traduction"}),
        ({"state": "changes_requested"}, {"Asked"}),
        ({"state": "published_changes_in_review"}, {"Changed"}),
    ],
)
def test_what_waits_is_narrowed(query, found, pages, signed_in):
    asked = submitted(ProjectFactory(title="Asked"))
    actions.request_changes(page=asked, by=person("moderator"), note="Which year?")
    submitted(write(pages["original"], by=pages["original"].owner, title="Changed"))

    assert set(titles(signed_in(person("moderator")), WAITING, **query)) == found


def test_a_row_says_what_one_needs_to_choose(pages, signed_in):
    html = signed_in(person("moderator")).get(WAITING, {"kind": "stocktaking_pages.stocktakingprojectpage"})

    text = re.sub(r"\s+", " ", html.content.decode())
    for words in ("In review", "Stocktaking project", "English", str(pages["project"].owner)):
        assert words in text


@pytest.mark.parametrize("number", [1, 3])
def test_queries_of_what_waits(number, signed_in, django_assert_max_num_queries):
    for _each in range(number):
        submitted(ProjectFactory())
        submitted(PrizeEntryFactory())
    client = signed_in(person("moderator"))
    titles(client, WAITING)

    with django_assert_max_num_queries(25):
        assert len(titles(client, WAITING)) == 2 * number


# Records


def test_records_are_of_every_kind_and_state_and_nothing_else(pages, signed_in):
    assert set(titles(signed_in(person("moderator")), RECORDS)) == {
        "Original",
        "Project",
        "Entry",
        "Traduction",
        "Draft",
    }


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"q": "proj"}, {"Project"}),
        ({"q": "TRÂDUCTION"}, {"Traduction"}),
        ({"q": "nothing like it"}, set()),
        ({"state": "published"}, {"Original"}),
        ({"state": "draft"}, {"Draft"}),
        ({"kind": "prizes_pages.prizeentrypage"}, {"Entry"}),
        ({"language": "fr"}, {"Traduction"}),
        ({"year": "2024"}, {"Entry"}),
        ({"year": "1999"}, set()),
        ({"organisation": "minist"}, {"Draft"}),
        ({"organisation": "MÍNISTRY"}, {"Draft"}),
    ],
)
def test_records_are_narrowed(query, found, pages, signed_in):
    pages["draft"].organisation = Organisation.objects.create(name="Ministry of Health")
    pages["draft"].save()

    assert set(titles(signed_in(person("moderator")), RECORDS, **query)) == found


def test_a_record_is_found_by_its_new_and_its_old_id(signed_in):
    page = ProjectFactory(title="Old", legacy_id="1488456793")
    client = signed_in(person("moderator"))

    assert titles(client, RECORDS, q=page.record_id) == ["Old"]
    assert titles(client, RECORDS, q="1488456793") == ["Old"]
    assert titles(client, RECORDS, q="14884") == []


def test_the_newest_title_is_shown(signed_in):
    page = published(ProjectFactory(title="Public"))
    write(page, by=page.owner, title="Newest")

    assert titles(signed_in(person("moderator")), RECORDS) == ["Newest"]


@pytest.mark.parametrize("number", [1, 3])
def test_queries_of_the_records(number, signed_in, django_assert_max_num_queries):
    for _each in range(number):
        ProjectFactory()
        PrizeEntryFactory()
    client = signed_in(person("moderator"))
    titles(client, RECORDS)

    with django_assert_max_num_queries(21):
        assert len(titles(client, RECORDS)) == 2 * number


# What waits for me


def test_what_waits_for_a_moderator_leaves_out_their_own(pages):
    moderator = person("moderator")
    mine = ProjectFactory(owner=moderator)
    submitted(mine)
    handed_in = ProjectFactory()
    actions.submit(page=handed_in, by=moderator)

    waits = {page.pk for page in waiting_for(moderator)}

    assert waits == {pages[name].pk for name in ("project", "entry", "content", "french")}


def test_what_was_sent_back_waits_for_its_author(pages):
    page = pages["project"]
    assert list(waiting_for(page.owner)) == []

    actions.request_changes(page=page, by=person("moderator"), note="Which year?")

    assert [each.pk for each in waiting_for(page.owner)] == [page.pk]


@pytest.mark.parametrize(
    ("role", "menu", "panel"),
    [
        ("moderator", "4 wait for you", "4 pages wait for you"),
        ("secretariat", "1 waits for you", "1 page waits for you"),
        ("auditor", "What is waiting", "Nothing waits for you"),
    ],
)
def test_the_menu_and_the_first_page_say_how_many_wait(role, menu, panel, pages, signed_in):
    html = signed_in(person(role)).get(reverse("wagtailadmin_home")).content.decode()

    assert menu in html
    assert panel in html
    assert "Awaiting your review" not in html


# Drafts of others


def test_an_author_does_not_see_the_drafts_of_others_in_the_explorer(pages, signed_in):
    mine = ProjectFactory(title="Mine")
    client = signed_in(mine.owner)

    html = client.get(reverse("wagtailadmin_explore", args=[mine.get_parent().pk])).content.decode()

    assert "Mine" in html
    assert "Original" in html
    for title in ("Project</", ">Draft", "Traduction"):
        assert title not in html


def test_pages_that_are_not_moderated_stay_in_the_explorer(pages, signed_in):
    html = signed_in(pages["project"].owner).get(
        reverse(
            "wagtailadmin_explore", args=[Page.objects.get(slug="stocktaking", locale__language_code="en").pk]
        )
    )

    assert "2019" in html.content.decode()
