"""What may be uploaded: pictures and office documents of a sensible size, nothing a browser would run."""

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from wagtail.documents.forms import get_document_form
from wagtail.images.forms import get_image_form
from wagtail.images.tests.utils import get_test_image_file

from cms.core.models import CustomDocument, CustomImage
from tests.factories import person

SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


def image_errors(upload: SimpleUploadedFile) -> list[str]:
    form = get_image_form(CustomImage)({"title": "Picture"}, {"file": upload}, user=person("moderator"))
    return list(form.errors.get("file", []))


def document_errors(upload: SimpleUploadedFile) -> list[str]:
    form = get_document_form(CustomDocument)({"title": "Paper"}, {"file": upload}, user=person("moderator"))
    return list(form.errors.get("file", []))


def picture(name: str = "picture.png") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, get_test_image_file().file.getvalue())


def test_a_picture_is_welcome(repository):
    assert image_errors(picture()) == []


@pytest.mark.parametrize(
    "upload",
    [
        SimpleUploadedFile("drawing.svg", SVG, content_type="image/svg+xml"),
        SimpleUploadedFile("drawing.png", SVG, content_type="image/png"),
        SimpleUploadedFile("page.html", b"<script>alert(1)</script>"),
        SimpleUploadedFile("empty.png", b""),
    ],
    ids=lambda upload: upload.name,
)
def test_what_is_no_picture_is_refused(upload, repository):
    assert image_errors(upload) != []


def test_a_picture_under_another_name_is_refused(repository):
    assert image_errors(picture("picture.jpg")) != []


def test_a_picture_too_large_to_open_is_refused(repository, monkeypatch):
    monkeypatch.setattr("wagtail.images.fields.WagtailImageField.check_image_pixel_size", refuse)
    assert image_errors(picture()) == ["too many pixels"]


def refuse(*args: object) -> None:
    raise ValidationError("too many pixels")


def test_a_paper_is_welcome(repository):
    assert document_errors(SimpleUploadedFile("paper.pdf", b"%PDF-1.7")) == []


@pytest.mark.parametrize("name", ["page.html", "drawing.svg", "script.js", "macro.docm", "run.exe", "paper"])
def test_what_could_run_is_refused(name, repository):
    assert document_errors(SimpleUploadedFile(name, b"content")) != []


def test_a_paper_over_20_mb_is_refused(repository, settings):
    assert settings.WAGTAILDOCS_MAX_UPLOAD_SIZE == 20 * 1024 * 1024
    assert document_errors(SimpleUploadedFile("paper.pdf", b"x" * (20 * 1024 * 1024 + 1))) != []
