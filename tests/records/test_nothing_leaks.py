"""What is not public occurs in no public page, API answer, sitemap, feed or index file."""

import datetime as dt

import pytest

from cms.moderation import actions
from search.indexing import worker
from stocktaking_pages.models import StocktakingProjectPage
from tests.factories import ProjectFactory, fresh, person, published, translation, write
from tests.search.stores import store

pytestmark = pytest.mark.django_db

SECRET = "zanzibarleak"
PUBLIC_PATHS = (
    "/en/",
    "/fr/",
    "/en/stocktaking/",
    f"/en/stocktaking/?q={SECRET}",
    "/en/stocktaking/?sort=title&size=100",
    "/en/stocktaking/2019/",
    "/ar/stocktaking/2019/",
    "/en/prizes/",
    "/en/prizes/2024/",
    "/sitemap.xml",
    "/sitemap-en.xml",
    "/sitemap-fr.xml",
    "/api/v1/projects/?size=100",
    f"/api/v1/projects/?q={SECRET}",
    f"/api/v1/suggest/?q={SECRET[:6]}",
)


def secret(kind):
    return f"{SECRET}{kind}"


@pytest.fixture
def records(repository, index):
    """One record in every way of not being public, each with a word of its own; and one that is public."""
    moderator = person("moderator")
    draft = ProjectFactory(title=secret("draft"))
    in_review = ProjectFactory(title=secret("review"))
    actions.submit(page=in_review, by=in_review.owner)
    rejected = ProjectFactory(title=secret("rejected"))
    actions.submit(page=rejected, by=rejected.owner)
    actions.reject(page=fresh(rejected), by=moderator, reason="No.")
    unpublished = published(ProjectFactory(title=secret("unpublished")))
    actions.unpublish(page=unpublished, by=moderator, reason="Asked by the owner.")
    public = published(
        ProjectFactory(
            title="Clinics",
            contact_name=secret("contact"),
            contact_email=f"{secret('mail')}@example.org",
            start_date=dt.date(2019, 2, 1),
        )
    )
    write(public, public.owner, title=secret("changed"), description=f"<p>{secret('words')}</p>")
    half_translated = translation(public, "fr", title=secret("translation"))
    return [draft, in_review, rejected, unpublished, fresh(public), half_translated]


def drain():
    while worker.drain().total:
        pass


def test_no_public_address_shows_it(client, records):
    drain()

    leaks = [path for path in PUBLIC_PATHS if SECRET in without_question(client.get(path), path)]

    assert leaks == []


def without_question(response, path):
    """Return the answer without the question it repeats."""
    text = response.content.decode()
    return text.replace(SECRET if SECRET in path else SECRET[:6], "") if "q=" in path else text


@pytest.mark.parametrize("position", range(4))
def test_neither_its_own_address_nor_its_id_shows_it(client, records, position):
    page = records[position]

    statuses = {
        client.get(path, follow=True).status_code
        for path in (page.url_path, f"/id/{page.record_id}", f"/api/v1/projects/{page.record_id}/")
    }

    assert statuses == {404}


def test_the_public_record_shows_its_published_words_alone(client, records):
    public = records[4]
    drain()

    answers = [
        client.get(path).content.decode()
        for path in (
            public.url_path,
            f"/ru/stocktaking/record/{public.record_id}/",
            f"/api/v1/projects/{public.record_id}/",
        )
    ]

    assert ["Clinics" in answer for answer in answers] == [True, True, True]
    assert [SECRET in answer for answer in answers] == [False, False, False]


def test_nothing_that_the_index_keeps_holds_it(records):
    drain()

    contents = store().contents()

    assert contents
    assert [kept for kept in contents if SECRET.encode() in kept or SECRET.lower().encode() in kept] == []


def test_the_publication_history_holds_none_of_it(records):
    titles = StocktakingProjectPage.history.values_list("title", flat=True)

    assert [
        title for title in titles if title.startswith(secret("")) and title != secret("unpublished")
    ] == []
