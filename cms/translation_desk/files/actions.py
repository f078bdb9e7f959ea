"""Asking for files and handing them in. The work is done in the background: jobs.py."""

from __future__ import annotations

from functools import partial
from pathlib import PurePosixPath
from uuid import uuid4

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.files import File
from django.db import transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cms.accounts.models import User
from cms.records.translating import can_translate
from cms.translation_desk.files.archive import SUFFIX
from cms.translation_desk.files.formats import Format
from cms.translation_desk.files.jobs import run_job
from cms.translation_desk.files.models import TranslationFileJob
from cms.translation_desk.files.permissions import can_use_files
from cms.translation_desk.files.selections import Selection


@transaction.atomic
def start_export(
    *, by: User, language: str, file_format: Format, selection: Selection, value: str = ""
) -> TranslationFileJob:
    """Queue the writing of these records' files. Raises PermissionDenied."""
    if not can_translate(by, language):
        raise PermissionDenied(_("You do not translate into this language."))
    job = TranslationFileJob.objects.create(
        kind=TranslationFileJob.Kind.EXPORT,
        by=by,
        interface=get_language() or settings.LANGUAGE_CODE,
        language=language,
        format=file_format,
        selection=selection,
        value=value,
        name=f"translations.{language}.{file_format}{SUFFIX}",
    )
    transaction.on_commit(partial(run_job.enqueue, job.pk))
    return job


@transaction.atomic
def start_import(*, by: User, upload: File) -> TranslationFileJob:
    """Queue the reading of a file or an archive. Raises PermissionDenied."""
    if not can_use_files(by):
        raise PermissionDenied(_("You do not translate."))
    name = PurePosixPath(upload.name or "").name
    job = TranslationFileJob(
        kind=TranslationFileJob.Kind.IMPORT,
        by=by,
        interface=get_language() or settings.LANGUAGE_CODE,
        name=name[-200:],
    )
    job.file.save(f"{uuid4()}{PurePosixPath(name.lower()).suffix[:10]}", upload, save=False)
    job.save()
    transaction.on_commit(partial(run_job.enqueue, job.pk))
    return job
