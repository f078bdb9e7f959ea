"""Pages in every waiting state, the accounts that look at them, and the plain pages."""

from collections import Counter

import pytest

from cms.accounts.enums import PER_COUNTRY, PER_LANGUAGE, Role
from cms.demo.accounts import ACCOUNTS
from cms.demo.pages import plain_pages
from cms.demo.stories import LANGUAGES
from cms.demo.waiting import demo_waiting
from cms.moderation.enums import PageState


@pytest.fixture(scope="module")
def waiting():
    return list(demo_waiting())


def test_every_state_but_published_occurs(waiting):
    assert len(waiting) == 60
    assert {page.state for page in waiting} == set(PageState.values) - {PageState.PUBLISHED}
    assert min(Counter(page.state for page in waiting).values()) >= 5


def test_every_language_occurs(waiting):
    assert {page.record["language"] for page in waiting} == set(LANGUAGES)


def test_decisions_carry_a_note(waiting):
    decided = {"changes_requested", "rejected", "withdrawn", "unpublished", "archived"}
    decided |= {"published_changes_requested", "published_change_rejected"}

    assert {page.state for page in waiting if page.note} == decided


def test_changes_are_changes(waiting):
    for page in waiting:
        assert bool(page.changed) == page.state.startswith("published_")
        assert all(text != page.record[field] for field, text in page.changed.items())


def test_moderators_find_something_in_the_first_pages_in_review(waiting):
    first, second, third = [page.record for page in waiting if page.state == "in_review"][:3]

    assert first["organisation"] == ""
    assert second["title"].isupper() and second["countries"] == []
    assert "http://192.168.10.4/" in third["description"]


def test_waiting_pages_are_no_demo_records(waiting, records):
    ids = {page.record["source_id"] for page in waiting}

    assert len(ids) == 60
    assert not ids & {record["source_id"] for record in records}


def test_an_account_for_every_role():
    assert {account.role for account in ACCOUNTS} == {str(role) for role in Role}
    assert len({account.email for account in ACCOUNTS}) == len(ACCOUNTS)
    assert all(account.email.endswith("@example.org") for account in ACCOUNTS)
    scoped = {str(role) for role in PER_LANGUAGE | PER_COUNTRY}
    assert all(bool(account.scope) == (account.role in scoped) for account in ACCOUNTS)


@pytest.mark.parametrize("language", LANGUAGES)
def test_plain_pages_are_whole(language):
    pages = plain_pages(language)

    assert [page.slug for page in pages] == ["about", "contribute", "accessibility", "terms"]
    assert all(
        page.title and page.introduction and page.body.count("<") == page.body.count(">") for page in pages
    )
