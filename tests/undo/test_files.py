"""A file is not replaced behind a published page."""

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail.images.tests.utils import get_test_image_file

from cms.core.models import CustomDocument, CustomImage

pytestmark = [
    pytest.mark.usefixtures("repository"),
    # Wagtail leaves the temporary file open in which it makes a rendition.
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]


def image():
    return CustomImage.objects.create(title="A van", file=get_test_image_file())


def document():
    return CustomDocument.objects.create(title="Budget", file=ContentFile(b"%PDF-1.4 budget", "budget.pdf"))


@pytest.mark.parametrize(
    ("make", "address", "name"),
    [(image, "wagtailimages:edit", "van.png"), (document, "wagtaildocs:edit", "budget.pdf")],
    ids=["image", "document"],
)
def test_editing_keeps_the_file(make, address, name, signed_in, administrator):
    thing = make()
    before = thing.file.name
    client, url = signed_in(administrator), reverse(address, args=[thing.pk])

    assert 'type="file"' not in client.get(url).content.decode()
    upload = SimpleUploadedFile(name, get_test_image_file().file.read())
    response = client.post(
        url, {"title": "Another", "tags": "", "collection": thing.collection_id, "file": upload}
    )

    thing.refresh_from_db()
    assert response.status_code == 302
    assert (thing.title, thing.file.name) == ("Another", before)
    assert default_storage.exists(before)
