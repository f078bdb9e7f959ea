"""The publication history and the repository as of a moment."""

import datetime as dt

import pytest
import time_machine

from cms.moderation import actions
from cms.records.queries import as_of, repository_as_of
from cms.taxonomy.models import Term
from stocktaking_pages.models import StocktakingProjectPage
from tests.factories import ContentPageFactory, ProjectFactory, approved, fresh, person, published, write

pytestmark = pytest.mark.django_db

DAY_1 = dt.datetime(2026, 3, 1, 12, tzinfo=dt.UTC)
DAY_2 = DAY_1 + dt.timedelta(days=1)
DAY_3 = DAY_1 + dt.timedelta(days=2)
DAY_4 = DAY_1 + dt.timedelta(days=3)


def on(day):
    return time_machine.travel(day, tick=True)


def later(day):
    return day + dt.timedelta(hours=1)


def rows(page):
    return list(
        StocktakingProjectPage.history.filter(id=page.pk)
        .order_by("history_id")
        .values_list("history_type", "title", "live")
    )


@pytest.fixture
def moderator(repository):
    return person("moderator")


def titles(moment):
    return sorted(row.title for row in as_of(moment, StocktakingProjectPage))


def change(page, moderator, **values):
    page = write(page, page.owner, **values)
    actions.submit(page=page, by=page.owner)
    return approved(page, moderator)


def test_one_row_per_publication_and_none_for_drafts_reviews_and_refusals(moderator):
    page = published(ProjectFactory(title="First"))
    page = write(page, page.owner, title="Second")
    actions.submit(page=page, by=page.owner)
    actions.reject(page=fresh(page), by=moderator, reason="Too short.")

    assert rows(page) == [("+", "First", True)]


def test_a_publication_keeps_what_was_published_not_the_newer_draft(moderator):
    page = published(ProjectFactory(title="First"))
    page = write(page, page.owner, title="A newer draft")
    actions.unpublish(page=page, by=moderator, reason="Asked by the owner.")

    assert rows(page) == [("+", "First", True), ("-", "First", False)]


def test_the_row_names_the_person_and_the_reason(moderator):
    page = published(ProjectFactory(), by=moderator)
    actions.archive(page=page, by=moderator, reason="Merged with another record.")

    last = StocktakingProjectPage.history.filter(id=page.pk).latest("history_id")

    assert (last.history_user, last.history_change_reason) == (moderator, "Merged with another record.")


def test_contact_details_are_not_in_the_history(moderator):
    page = published(ProjectFactory(contact_name="Ann Private", contact_email="ann@private.example"))

    row = StocktakingProjectPage.history.get(id=page.pk)

    assert not {"contact_name", "contact_email"} & {field.name for field in row._meta.fields}


def test_as_of_returns_the_public_repository_of_the_moment(moderator):
    with on(DAY_1):
        kept = published(ProjectFactory(title="Kept"))
        gone = published(ProjectFactory(title="Gone"))
        ProjectFactory(title="Never public")
    with on(DAY_2):
        change(kept, moderator, title="Kept, second wording")
    with on(DAY_3):
        actions.unpublish(page=fresh(gone), by=moderator, reason="Over.")

    assert titles(DAY_1 - dt.timedelta(days=1)) == []
    assert titles(later(DAY_1)) == ["Gone", "Kept"]
    assert titles(later(DAY_2)) == ["Gone", "Kept, second wording"]
    assert titles(later(DAY_3)) == ["Kept, second wording"]


def test_as_of_returns_the_relations_of_the_moment(moderator):
    kenya = Term.objects.get(vocabulary="country", code="KE")
    peru = Term.objects.get(vocabulary="country", code="PE")
    with on(DAY_1):
        page = ProjectFactory(title="Moving")
        page.countries = [kenya]
        page.save_revision(user=page.owner)
        page = published(fresh(page))
    with on(DAY_2):
        change(page, moderator, countries=[peru])

    countries = [
        as_of(later(day), StocktakingProjectPage).get().relations["countries"] for day in (DAY_1, DAY_2)
    ]

    assert countries == [["KE"], ["PE"]]


def test_of_two_rows_of_one_instant_the_later_written_one_holds(moderator):
    with time_machine.travel(DAY_1, tick=False):
        page = published(ProjectFactory())
        actions.unpublish(page=page, by=moderator, reason="At once.")

    assert titles(DAY_1) == []


def test_the_repository_holds_records_of_every_kind_and_no_plain_pages(moderator):
    published(ProjectFactory(title="A project"))
    published(ContentPageFactory(title="A plain page"))

    assert [row.title for row in repository_as_of(dt.datetime.now(dt.UTC))] == ["A project"]
