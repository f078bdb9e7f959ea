"""Writing and reading files in the background, one record after the other."""

from __future__ import annotations

import datetime as dt
import tempfile
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import IO
from uuid import uuid4

import structlog
from django.core.exceptions import PermissionDenied
from django.core.files import File
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django_tasks import task

from cms.records.translating import can_translate
from cms.translation_desk.files import archive, formats
from cms.translation_desk.files.formats import Format
from cms.translation_desk.files.merging import merge
from cms.translation_desk.files.models import TranslationFileJob
from cms.translation_desk.files.reports import FileReport
from cms.translation_desk.files.selections import Selection, select
from cms.translation_desk.files.units import file_of
from cms.translation_desk.files.values import LARGEST, FileUnusable

KEPT = dt.timedelta(days=14)
State = TranslationFileJob.State
log = structlog.get_logger(__name__)


@task()
def run_job(job_id: int) -> None:
    """Do a job that waits. What it says is in the language in which it was asked for."""
    delete_old_jobs(timezone.now() - KEPT)
    job = TranslationFileJob.objects.select_related("by").filter(pk=job_id, state=State.WAITING).first()
    if job is None:
        return
    _save(job, state=State.RUNNING)
    with translation.override(job.interface):
        try:
            _export(job) if job.kind == TranslationFileJob.Kind.EXPORT else _import(job)
        except (FileUnusable, PermissionDenied) as refusal:
            _finish(job, State.FAILED, error=str(refusal))
        except Exception:
            _finish(job, State.FAILED, error=_("Something went wrong on the site. Try it again."))
            raise
        else:
            _finish(job, State.DONE)


def delete_old_jobs(before: dt.datetime) -> None:
    """Delete the jobs that began earlier, with their files, and files whose job went with its person."""
    for job in TranslationFileJob.objects.filter(created_at__lt=before):
        job.file.delete(save=False)
        job.delete()
    storage = TranslationFileJob._meta.get_field("file").storage
    known = set(TranslationFileJob.objects.values_list("file", flat=True))
    if storage.exists(""):
        for name in set(storage.listdir("")[1]) - known:
            if storage.get_modified_time(name) < before:
                storage.delete(name)


def _save(job: TranslationFileJob, **values: object) -> None:
    for name, value in values.items():
        setattr(job, name, value)
    job.heard_at = timezone.now()
    job.save(update_fields=[*values, "heard_at"])


def _finish(job: TranslationFileJob, state: str, error: str = "") -> None:
    _save(job, state=state, error=error, finished_at=timezone.now())


def _export(job: TranslationFileJob) -> None:
    if not can_translate(job.by, job.language):
        raise PermissionDenied(_("You do not translate into this language."))
    chosen = select(Selection(job.selection), job.value, job.language, job.by)
    if not chosen:
        raise FileUnusable(_("There is no such record to translate."))
    _save(job, total=len(chosen))
    file_format = Format(job.format)
    with tempfile.TemporaryFile() as stream:
        if len(chosen) == 1:
            job.name = _write_one(stream, chosen[0], job, file_format)
        else:
            _write_many(stream, chosen, job, file_format)
        stream.seek(0)
        suffix = PurePosixPath(job.name).suffix
        job.file.save(f"{uuid4()}{suffix}", File(stream), save=False)
    _save(job, name=job.name, file=job.file, done=len(chosen))


def _write_one(stream: IO[bytes], chosen: tuple, job: TranslationFileJob, file_format: Format) -> str:
    model, pk = chosen
    file = file_of(model.objects.get(pk=pk), job.language)
    stream.write(formats.write(file, file_format, timezone.now()))
    return archive.file_name(file, file_format)


def _write_many(stream: IO[bytes], chosen: list, job: TranslationFileJob, file_format: Format) -> None:
    writer = archive.ArchiveWriter(stream, job.language, file_format)
    for number, (model, pk) in enumerate(chosen, start=1):
        original = model.objects.filter(pk=pk, live=True).first()
        if original is not None:
            file = file_of(original, job.language)
            data = formats.write(file, file_format, timezone.now())
            writer.add(archive.file_name(file, file_format), file, data)
        _save(job, done=number)
    writer.close()


def _import(job: TranslationFileJob) -> None:
    with job.file.open("rb") as stream:
        if PurePosixPath(job.name.lower()).suffix == archive.SUFFIX:
            reader = archive.ArchiveReader(stream)
            files: Iterator[tuple[str, bytes | FileUnusable]] = iter(reader)
            _save(job, total=len(reader))
        else:
            files = iter([(job.name, stream.read(LARGEST + 1))])
            _save(job, total=1)
        for number, (name, data) in enumerate(files, start=1):
            report = read_and_merge(name, data, job)
            _save(job, report=[*job.report, report.as_json()], done=number)
    if not job.report:
        raise FileUnusable(_("The archive is empty."))


def read_and_merge(name: str, data: bytes | FileUnusable, job: TranslationFileJob) -> FileReport:
    """Return what became of one file; what is wrong with it concerns no other."""
    try:
        if isinstance(data, FileUnusable):
            raise data
        return merge(name=name, returned=formats.read(name, data), by=job.by)
    except FileUnusable as problem:
        return FileReport(name, error=str(problem), error_line=problem.line, error_field=problem.field)
    except Exception:
        # The file is as it was, and those after it are still to be read.
        log.exception("translation_file_failed", job=job.pk, file=name)
        return FileReport(name, error=_("Something went wrong on the site. Try it again."))
