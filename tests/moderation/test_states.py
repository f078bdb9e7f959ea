"""A state is derived by one function; lists use the same rule as an expression."""

import pytest
from wagtail.models import Page

from cms.moderation import actions
from cms.moderation.enums import PUBLIC, UNDER_REVIEW, WAITING_FOR_AUTHOR, PageState
from cms.moderation.publication import decided
from cms.moderation.states import in_states, state_of, with_state
from home.models import ContentPage
from stocktaking_pages.models import StocktakingProjectPage
from tests.factories import (
    ContentPageFactory,
    PrizeEntryFactory,
    ProjectFactory,
    fresh,
    person,
    published,
    write,
)
from tests.moderation.gallery import STORIES, Cast, bring_to

pytestmark = pytest.mark.usefixtures("repository")


@pytest.mark.parametrize("factory", [ProjectFactory, PrizeEntryFactory, ContentPageFactory])
@pytest.mark.parametrize("state", PageState)
def test_every_story_ends_in_its_state(state, factory):
    page = factory()

    page = bring_to(state, page, Cast(author=page.owner))

    assert state_of(page) == state
    assert with_state(type(page).objects.filter(pk=page.pk)).get().state == state


def test_expression_equals_function_for_every_row_of_a_mixed_tree():
    for state in STORIES:
        for factory in (ProjectFactory, ContentPageFactory):
            page = factory()
            bring_to(state, page, Cast(author=page.owner))

    for model in (Page, StocktakingProjectPage, ContentPage):
        rows = list(with_state(model.objects.all()))
        assert [row.state for row in rows] == [state_of(row).value for row in rows]
    assert {row.state for row in with_state(ContentPage.objects.all())} == set(PageState)


def test_pages_in_some_states_are_those_the_function_says():
    pages = [ContentPageFactory() for _state in STORIES]
    for state, page in zip(STORIES, pages, strict=True):
        bring_to(state, page, Cast(author=page.owner))
    derived = {page.pk: state_of(fresh(page)) for page in pages}

    for states in [*({state} for state in PageState), UNDER_REVIEW | WAITING_FOR_AUTHOR, PUBLIC]:
        found = {page.pk for page in in_states(ContentPage.objects.filter(pk__in=derived), states)}
        assert found == {pk for pk, state in derived.items() if state in states}


@pytest.mark.parametrize("number", [1, 3])
def test_states_of_a_list_are_one_query(number, django_assert_num_queries):
    ProjectFactory.create_batch(number)
    list(with_state(StocktakingProjectPage.objects.all()))

    with django_assert_num_queries(1):
        assert [page.state for page in with_state(StocktakingProjectPage.objects.all())] == ["draft"] * number


def test_an_edit_after_publication_is_a_change_in_draft_and_publishing_it_ends_that():
    page = published(ProjectFactory())
    page = write(page, by=page.owner, title="Second title")
    assert state_of(page) == PageState.PUBLISHED_CHANGES_IN_DRAFT

    page = published(page)
    assert (state_of(page), page.title) == (PageState.PUBLISHED, "Second title")


def test_a_change_taken_back_leaves_the_public_page_alone():
    page = published(ProjectFactory(title="First"))
    page = write(page, by=page.owner, title="Second")
    actions.submit(page=page, by=page.owner)

    actions.withdraw(page=page, by=page.owner)

    page = fresh(page)
    assert (state_of(page), page.title) == (PageState.PUBLISHED_CHANGES_IN_DRAFT, "First")


def test_a_rejection_is_forgotten_once_the_next_text_is_published():
    page = ProjectFactory()
    reader = person("moderator")
    actions.submit(page=page, by=page.owner)
    actions.reject(page=page, by=reader, reason="Too short.")
    actions.reopen(page=page, by=page.owner)

    page = write(published(page, by=reader), by=page.owner, title="Longer")

    assert state_of(page) == PageState.PUBLISHED_CHANGES_IN_DRAFT


def test_an_import_without_a_log_is_published_all_the_same():
    page = ProjectFactory()
    with decided(by=None):
        page.latest_revision.publish(log_action=False)

    assert state_of(fresh(page)) == PageState.PUBLISHED


def test_archived_after_unpublished_is_archived():
    page = published(ProjectFactory())
    moderator = person("moderator")
    actions.unpublish(page=page, by=moderator, reason="A complaint.")
    actions.archive(page=page, by=moderator, reason="The complaint was right.")

    assert state_of(fresh(page)) == PageState.ARCHIVED
