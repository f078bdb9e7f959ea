"""A bad file in an archive costs no other file its words, and its report can be read on either database."""

from __future__ import annotations

import io
import json
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from cms.records.translating import segments_to_translate
from cms.translation_desk.files import jobs, po, xliff
from cms.translation_desk.files.models import TranslationFileJob
from cms.translation_desk.files.units import file_of
from tests.factories import fresh

pytestmark = pytest.mark.usefixtures("repository")


@pytest.fixture
def upload(translator, signed_in, django_capture_on_commit_callbacks):
    """Return a function that sends a file and returns the page that tells what became of it, and the job."""

    def send(name, data):
        client = signed_in(translator)
        with django_capture_on_commit_callbacks(execute=True):
            sent = {"import": "1", "upload": SimpleUploadedFile(name, data)}
            response = client.post(reverse("translation_files"), sent)
        assert response.status_code == 302
        page = client.get(response.url)
        assert page.status_code == 200
        return page.content.decode(), TranslationFileJob.objects.get()

    return send


def zipped(files):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as writer:
        for name, data in files.items():
            writer.writestr(name, data)
    return stream.getvalue()


def po_of(original, title="Docteurs par radio"):
    text = po.write(file_of(fresh(original), "fr"), timezone.now()).decode()
    return text.replace("Médecins par radio", title).encode()


def xliff_of(original):
    return xliff.write(file_of(fresh(original), "fr"), timezone.now())


BAD = {
    "broken.xlf": lambda original: xliff_of(original)[:-40],
    "nul.xlf": lambda original: xliff_of(original).replace(b"radio", b"ra\0dio"),
    "encoding.xlf": lambda original: xliff_of(original).replace(b"utf-8", b"utf-16", 1),
    "unknown.xlf": lambda original: xliff_of(original).replace(b"utf-8", b"klingon", 1),
    "latin.po": lambda original: po_of(original).decode().encode("latin-1"),
    "halves.po": lambda original: po_of(original).replace(b"UTF-8", b"utf-7").replace(b"radio", b"+2AA-"),
    "record.po": lambda original: po_of(original).replace(b"X-Record: ", b"X-Record: \0"),
    "language.po": lambda original: po_of(original).replace(b"Language: fr", b"Language: f\0r"),
    "header.po": lambda original: po_of(original).replace(b"X-Record", b"X-Nothing"),
    "nul\u00a0\u202e.txt": lambda original: b"\0",
}
"""Names of bad files, and how each is made of the original's good one."""


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_keeps_no_other_from_being_read(name, original, french, upload):
    said, job = upload("all.zip", zipped({name: BAD[name](original), "z.po": po_of(original)}))

    bad, good = job.report
    assert (job.state, good["used"], good["error"]) == ("done", 1, "")
    assert bad["error"]
    assert bad["error"].split("\ufffd")[0] in said.replace("&quot;", '"')
    assert segments_to_translate(fresh(french))[0].target == "Docteurs par radio"


def test_a_character_that_cannot_be_stored_is_refused_alone_and_shown(original, french, upload):
    said, job = upload("one.po", po_of(original, "Docteurs\0par radio"))

    (line,) = job.report
    assert (line["used"], [refused["target"] for refused in line["refused"]]) == (
        0,
        ["Docteurs\ufffdpar radio"],
    )
    assert "\\u0000" not in json.dumps(job.report)
    assert "cannot be stored" in said


def test_what_goes_wrong_with_one_file_on_the_site_is_said_and_the_others_are_read(
    original, french, upload, monkeypatch
):
    merge = jobs.merge

    def stumbling(*, name, **values):
        if name == "a.po":
            raise RuntimeError("a mistake of ours")
        return merge(name=name, **values)

    monkeypatch.setattr(jobs, "merge", stumbling)

    said, job = upload("all.zip", zipped({"a.po": po_of(original), "z.po": po_of(original)}))

    assert [(line["name"], line["used"]) for line in job.report] == [("a.po", 0), ("z.po", 1)]
    assert "Something went wrong on the site" in said
