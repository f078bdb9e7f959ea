"""What happens to pages reaches the outbox in the same transaction, and drafts reach nobody."""

import pytest
from django.db import transaction
from wagtail.models import PageViewRestriction

from cms.moderation import actions
from cms.organisations.models import Organisation
from search import service
from search.indexing import outbox, worker
from search.indexing.verify import Differences, verify
from search.types import SearchRequest
from tests.factories import PrizeEntryFactory, ProjectFactory, fresh, person, published, translation

pytestmark = pytest.mark.usefixtures("repository", "index")


def found(text: str = "telemedicine") -> list[str]:
    while worker.drain().total:
        pass
    return [hit.id for hit in service.search(SearchRequest(text=text)).hits]


def prizes_found() -> tuple[str, ...]:
    found()
    (hit,) = service.search(SearchRequest(text="telemedicine")).hits
    return hit.facets["prize"]


def test_published_is_found_and_unpublished_is_gone():
    page = published(ProjectFactory(title="Rural telemedicine"))
    assert found() == [page.record_id]

    actions.unpublish(page=page, by=person("moderator"), reason="The author asked for it.")

    assert outbox.pending().count() == 1
    assert found() == []
    assert verify() == Differences()


def test_what_is_not_public_is_never_indexed(client):
    ProjectFactory(title="Draft telemedicine")
    in_review = ProjectFactory(title="Telemedicine in review")
    actions.submit(page=in_review, by=in_review.owner)
    restricted = published(ProjectFactory(title="Private telemedicine"))
    PageViewRestriction.objects.create(page=restricted, restriction_type=PageViewRestriction.LOGIN)

    assert found() == []
    assert client.get("/api/v1/projects/").json()["count"] == 0
    assert client.get(f"/api/v1/projects/{restricted.record_id}/").status_code == 404


def test_a_restriction_on_a_page_above_hides_its_records_and_its_end_shows_them():
    page = published(ProjectFactory(title="Rural telemedicine"))
    assert found() == [page.record_id]

    restriction = PageViewRestriction.objects.create(
        page=page.get_parent(), restriction_type=PageViewRestriction.LOGIN
    )
    assert found() == []

    restriction.delete()
    assert found() == [page.record_id]


def test_a_restriction_in_one_language_hides_the_words_in_that_language_alone():
    page = published(ProjectFactory(title="Rural telemedicine"))
    page_fr = published(translation(page, "fr", title="Télésanté rurale"))
    PageViewRestriction.objects.create(page=page_fr.get_parent(), restriction_type=PageViewRestriction.LOGIN)

    assert found("télésanté") == []
    assert found() == [page.record_id]


def test_a_prize_is_told_when_the_entry_is_public():
    page = published(ProjectFactory(title="Rural telemedicine"))
    entry = published(PrizeEntryFactory(project=page, status="winner"))
    restriction = PageViewRestriction.objects.create(
        page=entry.get_parent(), restriction_type=PageViewRestriction.LOGIN
    )
    assert prizes_found() == ()

    restriction.delete()
    assert prizes_found() == ("winner", "champion", "nominee")


def test_the_words_of_a_draft_after_publication_are_not_found():
    page = published(ProjectFactory(title="Rural telemedicine"))
    page.title = "Secret plans"
    page.save_revision(user=page.owner, log_action=True)

    assert found("secret") == []


def test_a_deleted_draft_is_noted_as_gone():
    page = ProjectFactory(title="Rural telemedicine")

    page.delete()

    assert worker.drain().removed == 1
    assert verify() == Differences()


def test_a_new_name_of_the_organisation_is_indexed():
    organisation = Organisation.objects.create(name="Ministry of Health", slug="ministry-of-health")
    page = published(ProjectFactory(title="Rural telemedicine", organisation=organisation))
    assert found("ministry") == [page.record_id]

    organisation.name = "Health Authority"
    organisation.save()

    assert found("authority") == [page.record_id]


def test_a_rolled_back_publication_reaches_nobody():
    with transaction.atomic():
        published(ProjectFactory(title="Rural telemedicine"))
        transaction.set_rollback(True)

    assert outbox.pending().count() == 0


def test_a_new_address_above_a_record_is_indexed(django_capture_on_commit_callbacks):
    page = published(ProjectFactory(title="Rural telemedicine"))
    found()
    year = page.get_parent().specific
    year.slug = "two-thousand-nineteen"
    with django_capture_on_commit_callbacks(execute=True):
        year.save_revision().publish()
    found()

    (hit,) = service.search(SearchRequest(text="telemedicine")).hits

    assert hit.text.url == fresh(page).url_path
    assert "two-thousand-nineteen" in hit.text.url
