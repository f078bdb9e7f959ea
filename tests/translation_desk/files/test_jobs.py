"""Files asked for and sent back on the pages of the admin, by people of several languages."""

import csv
import datetime as dt
import io
import json
import zipfile
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.users.models import UserProfile

from cms.records.translating import segments_to_translate, start_translation
from cms.translation_desk.files import po
from cms.translation_desk.files.jobs import delete_old_jobs
from cms.translation_desk.files.models import SILENCE, TranslationFileJob
from cms.translation_desk.files.units import file_of
from cms.translation_desk.files.values import LARGEST
from cms.translation_desk.models import Assignment
from tests.factories import ProjectFactory, fresh, person, published

pytestmark = pytest.mark.usefixtures("repository")
FILES = "translation_files"


@pytest.fixture
def ask(one_commit):
    """Return a function that asks for files and returns the job, done."""

    def ask(client, **values):
        asked = {"export": "1", "language": "fr", "file_format": "po", "selection": "behind"} | values
        with one_commit(execute=True):
            response = client.post(reverse(FILES), asked)
        return job_of(response)

    return ask


@pytest.fixture
def send(one_commit):
    """Return a function that sends a file and returns the job, done."""

    def send(client, name, data):
        with one_commit(execute=True):
            response = client.post(reverse(FILES), {"import": "1", "upload": SimpleUploadedFile(name, data)})
        return job_of(response)

    return send


@pytest.fixture
def one_commit(django_capture_on_commit_callbacks):
    return django_capture_on_commit_callbacks


def job_of(response):
    assert response.status_code == 302, response.context["export_form"].errors
    return TranslationFileJob.objects.get(pk=response.url.rstrip("/").rpartition("/")[2])


def downloaded(client, job):
    response = client.get(reverse("translation_file_download", args=[job.pk]))
    return b"".join(response.streaming_content)


def zipped(**files):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as writer:
        for name, data in files.items():
            writer.writestr(name.replace("_slash_", "/"), data)
    return stream.getvalue()


def po_of(original, language, title):
    text = po.write(file_of(fresh(original), language), timezone.now()).decode()
    blocks = text.split("\n\n")
    place = next(number for number, block in enumerate(blocks) if '\nmsgctxt "title.' in block)
    head = blocks[place][: blocks[place].index("\nmsgstr")]
    return "\n\n".join([*blocks[:place], f'{head}\nmsgstr "{title}"', *blocks[place + 1 :]]).encode()


def titles(page):
    return segments_to_translate(fresh(page))[0].target


def test_one_record_comes_as_a_file_and_goes_back_as_a_draft(
    original, french, translator, signed_in, ask, send
):
    client, reader = signed_in(translator), Client()
    public = reader.get(french.url_path).content
    job = ask(client, selection="record", value=original.record_id, file_format="xliff")
    assert (job.state, job.name, job.done) == ("done", f"{original.record_id}.fr.xlf", 1)
    data = downloaded(client, job).replace("Médecins par radio".encode(), b"Docteurs par radio")

    job = send(client, "back.xlf", data)

    assert (job.state, job.sums["used"], job.sums["unchanged"]) == ("done", 1, 3)
    assert titles(french) == "Docteurs par radio"
    assert reader.get(french.url_path).content == public
    page = client.get(reverse("translation_file_job", args=[job.pk]))
    assert "Refresh" not in page
    assert reverse("translation_page", args=[french.pk]) in page.content.decode()


def test_an_archive_holds_a_file_for_each_record_and_a_manifest(
    original, french, translator, signed_in, ask, send
):
    others = [published(ProjectFactory(title=f"Radio {number}")) for number in (1, 2)]
    client = signed_in(translator)

    job = ask(client, selection="year", value="2019")

    assert (job.state, job.done, job.total, job.name) == ("done", 3, 3, "translations.fr.po.zip")
    with zipfile.ZipFile(io.BytesIO(downloaded(client, job))) as reader:
        names = reader.namelist()
        manifest = json.loads(reader.read("manifest.json"))
    records = [page.record_id for page in (original, *others)]
    assert sorted(names) == sorted([*(f"{record}.fr.po" for record in records), "manifest.json"])
    assert sorted(line["record"] for line in manifest["files"]) == sorted(records)
    assert sum(line["texts"] for line in manifest["files"]) == 4 + 2 + 2

    job = send(client, "Back.ZIP", downloaded(client, job))
    assert job.sums == {"used": 0, "unchanged": 8, "stale": 0, "refused": 0, "files": 0}
    assert [bool(line["page"]) for line in job.report].count(True) == 1
    assert client.get(reverse("translation_file_job", args=[job.pk])).status_code == 200


def test_what_i_have_claimed_and_what_is_behind(original, french, translator, rewrite, signed_in, ask):
    other = published(ProjectFactory(title="Radio"))
    Assignment.objects.create(translation_key=other.translation_key, language="fr", person=translator)
    rewrite(original, title="Doctors by satellite")
    client = signed_in(translator)

    assert ask(client, selection="mine").name == f"{other.record_id}.fr.po"
    assert ask(client, selection="behind").name == f"{original.record_id}.fr.po"


def test_a_translator_asks_for_their_languages_only(original, french, translator, signed_in):
    client = signed_in(translator)
    asked = {"export": "1", "language": "es", "file_format": "po", "selection": "year", "value": "2019"}

    response = client.post(reverse(FILES), asked)

    assert response.status_code == 400
    assert "language" in response.context["export_form"].errors
    assert not TranslationFileJob.objects.exists()


@pytest.mark.parametrize("role", ["auditor", "secretariat", "focal-point:KE"])
def test_who_translates_nothing_has_no_files(role, original, signed_in, send):
    client = signed_in(person(role))

    answers = [client.get(reverse(FILES)), client.post(reverse(FILES), {"import": "1"})]

    assert [answer.status_code for answer in answers] == [302, 302]
    assert [answer.url for answer in answers] == [reverse("wagtailadmin_home")] * 2


def test_a_spanish_file_in_a_french_translators_archive_is_refused_alone(
    original, french, translator, signed_in, send
):
    spanish = start_translation(
        original=original, language="es", by=person("translator:es"), words={"title": "Médicos"}
    )
    data = zipped(
        **{"fr.po": po_of(original, "fr", "Docteurs"), "es.po": po_of(original, "es", "Doctores por radio")}
    )

    job = send(signed_in(translator), "both.zip", data)

    assert [(line["name"], line["used"], line["error"]) for line in job.report] == [
        ("fr.po", 1, ""),
        ("es.po", 0, "You do not translate into the language “es”."),
    ]
    assert (titles(french), titles(spanish)) == ("Docteurs", "Médicos")


def test_jobs_are_their_persons_own(original, french, translator, signed_in, ask):
    job = ask(signed_in(translator), selection="record", value=original.record_id)
    stranger = signed_in(person("moderator"))
    names = ("translation_file_job", "translation_file_download", "translation_file_unused")

    answers = [stranger.get(reverse(name, args=[job.pk])).status_code for name in names]

    assert answers == [404] * 3


def test_who_has_lost_the_language_does_not_get_the_file(original, french, translator, signed_in, ask):
    job = ask(signed_in(translator), selection="record", value=original.record_id)
    translator.groups.clear()
    translator.groups.add(*person("translator:es").groups.all())

    answer = signed_in(translator).get(reverse("translation_file_download", args=[job.pk]))

    assert answer.status_code == 302


def test_what_could_not_be_used_is_shown_and_downloaded(original, french, translator, signed_in, send):
    client = signed_in(translator)
    bad = po_of(original, "fr", "<b>Docteurs").replace(b"Pour les", b"=Pour")

    job = send(client, "mine.zip", zipped(**{"good.po": bad, "cut.po": bad[:700], "notes.txt": b"Hello"}))

    page = client.get(reverse("translation_file_job", args=[job.pk])).content.decode()
    assert "The tag &lt;b&gt; is not closed." in page
    assert "&lt;b&gt;Docteurs" in page
    answer = client.get(reverse("translation_file_unused", args=[job.pk]))
    lines = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert lines[0] == ["file", "line", "field", "reason", "original", "translation"]
    refused = [line for line in lines if line[0] == "good.po"]
    assert [(line[2], line[3], line[5]) for line in refused] == [
        ("title", "The tag <b> is not closed.", "<b>Docteurs")
    ]
    assert [line[0] for line in lines[2:]] == ["cut.po", "notes.txt"]
    assert int(lines[2][1]) > 1


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("x.zip", b"PK\x03\x04 no archive", "no zip archive"),
        ("x.zip", zipped(**{"manifest.json": b"{}"}), "empty"),
        ("x.zip", zipped(**{".._slash_x.po": b""}), "leads out"),
        ("x.zip", zipped(**{"_slash_etc_slash_x.po": b""}), "leads out"),
        ("x.zip", zipped(**{"inner.zip": zipped(**{"x.po": b""})}), "does not end in"),
        ("x.po", b"\xff\xfe\x00", "not UTF-8"),
        ("x.xlf", b"<xliff", "cut short"),
    ],
)
def test_files_that_cannot_be_read_say_why(name, data, message, translator, signed_in, send):
    job = send(signed_in(translator), name, data)

    said = job.error or job.report[0]["error"]
    assert message in said


def test_an_archive_that_unpacks_to_too_much_is_not_unpacked(translator, signed_in, send, monkeypatch):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as writer:
        writer.writestr("bomb.po", b"\0" * (LARGEST + 1))
        writer.writestr("more.po", b"")
    assert len(stream.getvalue()) < 50_000

    job = send(signed_in(translator), "bomb.zip", stream.getvalue())

    assert "too large" in job.report[0]["error"]
    assert "too large" not in job.report[1]["error"]


@pytest.mark.parametrize(
    ("name", "size", "message"), [("x.exe", 1, "has to end"), ("x.po", LARGEST + 1, "larger than 20 MB")]
)
def test_uploads_that_are_refused_at_once(name, size, message, translator, signed_in):
    upload = SimpleUploadedFile(name, b"x" * size)

    answer = signed_in(translator).post(reverse(FILES), {"import": "1", "upload": upload})

    assert answer.status_code == 400
    assert message in answer.context["import_form"].errors["upload"][0]


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"selection": "year"}, "value"),
        ({"selection": "record"}, "value"),
        ({"selection": "record", "value": "NOWHERE"}, "selection"),
        ({"selection": "year", "value": "1850"}, "selection"),
        ({"selection": "mine"}, "selection"),
    ],
)
def test_what_is_missing_is_asked_for(values, field, translator, signed_in):
    asked = {"export": "1", "language": "fr", "file_format": "po"} | values

    answer = signed_in(translator).post(reverse(FILES), asked)

    assert (answer.status_code, list(answer.context["export_form"].errors)) == (400, [field])


def test_an_open_job_is_looked_at_again_and_an_interrupted_one_says_so(translator, signed_in):
    job = TranslationFileJob.objects.create(
        kind="export",
        by=translator,
        interface="en",
        language="fr",
        name="x.zip",
        state="running",
        total=500,
        done=7,
    )
    client, url = signed_in(translator), reverse("translation_file_job", args=[job.pk])

    answer = client.get(url)
    assert answer["Refresh"] == "3"
    assert '<progress id="progress" max="500" value="7">' in answer.content.decode()

    TranslationFileJob.objects.update(heard_at=timezone.now() - SILENCE - dt.timedelta(seconds=1))
    answer = client.get(url)
    assert "Refresh" not in answer
    assert "interrupted" in answer.content.decode()


def test_old_jobs_leave_with_their_files(original, french, translator, signed_in, ask):
    job = ask(signed_in(translator), selection="record", value=original.record_id)
    path = Path(job.file.path)
    assert path.exists()

    delete_old_jobs(timezone.now() - dt.timedelta(days=1))
    assert (TranslationFileJob.objects.count(), path.exists()) == (1, True)

    delete_old_jobs(timezone.now() + dt.timedelta(seconds=1))
    assert (TranslationFileJob.objects.count(), path.exists()) == (0, False)


def test_files_of_people_who_were_deleted_leave_too(original, french, translator, signed_in, ask):
    job = ask(signed_in(translator), selection="record", value=original.record_id)
    TranslationFileJob.objects.all().delete()

    delete_old_jobs(timezone.now() + dt.timedelta(seconds=1))

    assert not Path(job.file.path).exists()


def test_the_report_is_in_the_language_of_the_person(translator, signed_in, send):
    UserProfile.objects.create(user=translator, preferred_language="fr")

    job = send(signed_in(translator), "x.zip", b"no archive")

    assert (job.interface, job.state) == ("fr", "failed")
