"""A page is found by its address, as Wagtail would find it."""

import pytest
from wagtail.models import Page, PageViewRestriction

from home.models import HomePage
from tests.factories import ContentPageFactory, published

pytestmark = pytest.mark.django_db


def test_a_page_is_served_at_its_address(client):
    page = published(ContentPageFactory(title="About", slug="about"))

    assert client.get("/en/about/").context["page"] == page


def test_a_draft_and_an_address_without_a_page_are_not_found(client):
    ContentPageFactory(slug="draft")

    assert [client.get(path).status_code for path in ("/en/draft/", "/en/nothing/", "/fr/draft/")] == [
        404
    ] * 3


def test_the_slug_alone_is_not_enough(client):
    published(ContentPageFactory(slug="about"))

    assert client.get("/en/stocktaking/about/").status_code == 404


def test_a_private_branch_stays_private(client):
    published(ContentPageFactory(slug="about"))
    home = HomePage.objects.get(locale__language_code="en")
    PageViewRestriction.objects.create(page=Page.objects.get(pk=home.pk), restriction_type="login")

    assert client.get("/en/about/").status_code == 302
