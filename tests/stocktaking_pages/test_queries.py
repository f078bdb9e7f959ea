"""A project's page asks the database as often for many related rows as for one."""

from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from PIL import Image

from cms.core.models import CustomDocument, CustomImage
from cms.organisations.actions import resolve_organisations
from cms.records.enums import PrizeStatus
from stocktaking_pages.models import ProjectAttachment, ProjectImage
from tests.factories import PrizeEntryFactory, ProjectFactory, published, translation

pytestmark = [
    pytest.mark.django_db,
    # Wagtail leaves the temporary file open in which it makes a rendition.
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]

QUERIES = 13
"""Two for the page, two for its privacy; one each for terms, prizes, languages, history, partners, images, their
renditions, attachments, and the way back. Where there are similar records, one more asks whether they are public."""


@pytest.fixture(autouse=True)
def _files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def picture(number):
    data = BytesIO()
    Image.new("RGB", (8, 6)).save(data, "PNG")
    return CustomImage.objects.create(title="Clinic", file=ContentFile(data.getvalue(), f"{number}.png"))


def document(number):
    return CustomDocument.objects.create(title="Report", file=ContentFile(b"Words", f"{number}.txt"))


def project_with(count):
    """Return a published project with so many partners, images, attachments and prize entries."""
    draft = ProjectFactory()
    draft.partners = list(resolve_organisations([f"Partner {number}" for number in range(count)]).values())
    draft.images = [ProjectImage(image=picture(number), alt="A clinic.") for number in range(count)]
    draft.attachments = [ProjectAttachment(document=document(number)) for number in range(count)]
    draft.save_revision(user=draft.owner)
    page = published(draft)
    for _number in range(count):
        published(PrizeEntryFactory(project=page, status=PrizeStatus.WINNER))
    return page


@pytest.mark.parametrize("count", [1, 3])
def test_a_project_costs_the_same_with_many_related_rows(
    client, count, django_assert_num_queries, still_memory
):
    page = project_with(count)
    client.get(page.url_path)

    with django_assert_num_queries(QUERIES):
        response = client.get(page.url_path)

    assert response.status_code == 200
    record = response.context["record"]
    assert (len(record.images), len(record.documents), len(record.prizes)) == (count, count, count)


def test_a_translation_asks_for_its_original_and_its_summary_too(
    client, django_assert_num_queries, still_memory
):
    original = project_with(1)
    page = published(translation(original, "fr"))
    client.get(page.url_path)

    with django_assert_num_queries(QUERIES + 2):
        assert client.get(page.url_path).status_code == 200
